"""The air keeps its promises, and virtual time is time."""

from __future__ import annotations

import asyncio
import time

from hypothesis import given
from hypothesis import strategies as st

from sensorlog.simulate import Air, run_virtual
from sensorlog.simulate.air import Notification

AIRS = st.builds(
    Air,
    loss=st.floats(0.0, 1.0),
    jitter_s=st.floats(0.0, 1.0),
    interval_s=st.sampled_from([0.0, 0.0075, 0.03]),
    seed=st.integers(0, 2**32),
)
TIMES = st.lists(st.floats(0.0, 1e4), max_size=50).map(sorted)


@given(AIRS, TIMES)
def test_nothing_is_early_overtaken_or_invented(air, times):
    sent = [Notification(t_s, "data", bytes([i])) for i, t_s in enumerate(times)]
    arrived = list(air.carry(sent))
    numbers = [notification.data[0] for notification in arrived]
    assert numbers == sorted(set(numbers))
    assert [a.t_s for a in arrived] == sorted(a.t_s for a in arrived)
    assert all(a.t_s >= sent[a.data[0]].t_s - 1e-9 for a in arrived)
    assert list(air.carry(sent)) == arrived


@given(TIMES)
def test_clear_air_changes_nothing(times):
    sent = [Notification(t_s, "data", b"") for t_s in times]
    assert list(Air().carry(sent)) == sent


def test_an_hour_of_waiting_is_over_at_once_and_in_order():
    woken: list[tuple[float, str]] = []

    async def sleeper(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        woken.append((asyncio.get_running_loop().time(), name))

    async def main() -> None:
        await asyncio.gather(sleeper("c", 3600.0), sleeper("a", 0.001), sleeper("b", 1.0))

    run_virtual(main())
    assert woken == [(0.001, "a"), (1.0, "b"), (3600.0, "c")]


def test_the_clock_stands_still_while_a_thread_works():
    async def main() -> tuple[float, bool]:
        loop = asyncio.get_running_loop()
        timer = asyncio.create_task(asyncio.sleep(1000.0))
        await asyncio.to_thread(time.sleep, 0.05)
        before = loop.time()
        ticking = not timer.done()
        await timer
        return before, ticking

    assert run_virtual(main()) == (0.0, True)
