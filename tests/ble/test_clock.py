"""The time that stamps arrivals runs on while the computer sleeps."""

from __future__ import annotations

import asyncio
import time

import pytest

from sensorlog.ble import now_ns
from sensorlog.ble.clock import Sleep

HOUR_NS = 3_600_000_000_000


class Clocks:
    """A computer that can be put to sleep."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, has_boottime: bool) -> None:
        self.awake_ns, self.slept_ns, self.set_ns = 5 * HOUR_NS, 0, 0
        monkeypatch.setattr(time, "monotonic_ns", lambda: self.awake_ns)
        monkeypatch.setattr(time, "time_ns", lambda: 9 * HOUR_NS + self.awake_ns + self.slept_ns + self.set_ns)
        if has_boottime:
            monkeypatch.setattr(time, "CLOCK_BOOTTIME", 7, raising=False)
            monkeypatch.setattr(time, "clock_gettime_ns", lambda _which: self.awake_ns + self.slept_ns, raising=False)
        else:
            monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)


@pytest.mark.parametrize("has_boottime", [True, False])
def test_a_sleep_is_as_long_as_it_was(has_boottime: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = Clocks(monkeypatch, has_boottime=has_boottime)
    sleep = Sleep()
    clocks.awake_ns += HOUR_NS
    assert sleep.slept_ns() == 0
    clocks.slept_ns += 20 * 60 * 10**9
    assert sleep.slept_ns() == 20 * 60 * 10**9
    clocks.slept_ns += HOUR_NS
    clocks.awake_ns += HOUR_NS
    assert sleep.slept_ns() == HOUR_NS + 20 * 60 * 10**9


def test_a_wall_clock_that_is_put_back_takes_no_time_away(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = Clocks(monkeypatch, has_boottime=False)
    sleep = Sleep()
    clocks.slept_ns += HOUR_NS
    before_ns = sleep.slept_ns()
    clocks.set_ns -= 30 * 60 * 10**9
    assert sleep.slept_ns() == before_ns


def test_reading_two_clocks_one_after_the_other_is_no_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks = Clocks(monkeypatch, has_boottime=True)
    sleep = Sleep()
    clocks.slept_ns += 40_000
    assert sleep.slept_ns() == 0


def test_the_stamp_of_a_packet_has_the_sleep_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def stamps() -> tuple[int, int]:
        before_ns = now_ns()
        clocks.slept_ns += HOUR_NS
        return before_ns, now_ns()

    clocks = Clocks(monkeypatch, has_boottime=True)
    monkeypatch.setattr("sensorlog.ble.clock._sleep", Sleep())
    before_ns, after_ns = asyncio.run(stamps())
    assert HOUR_NS <= after_ns - before_ns < HOUR_NS + 10**9
