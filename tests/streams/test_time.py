"""Sample times against the truth: jitter, drift, stalls, wrap-around, wrong rates."""

from __future__ import annotations

import numpy as np
import pytest

from sensorlog.imu import Packet
from sensorlog.profiles import Profile
from tests.streams.sensors import COUNTED, WIRED, Air, fly, gaps, run, times

BOTH = pytest.mark.parametrize("profile", [COUNTED, WIRED], ids=lambda profile: profile.id)


def errors_s(profile: Profile, air: Air, rate_hz: float = 100, may_seem_lost: int = 0) -> tuple[np.ndarray, np.ndarray]:
    packets, truth = fly(profile, air, rate_hz)
    sensor, out = run(profile, packets, rate_hz)
    found = times(out)
    assert len(found) == len(truth)
    assert (np.diff(found) > 0).all()
    assert gaps(out) == []
    assert sensor.lost_packets <= may_seem_lost
    return found - truth, truth


@BOTH
@pytest.mark.parametrize("rate_hz", [25, 100, 200])
def test_jitter_does_not_reach_the_sample_times(profile: Profile, rate_hz: float) -> None:
    error, truth = errors_s(profile, Air(), rate_hz)
    settled = error[truth > 20]
    assert np.ptp(settled) < 0.004  # arrivals jitter by 30 ms
    assert 0 <= np.median(settled) < 0.02  # the delay of the promptest packets cannot be known


@BOTH
def test_a_first_packet_that_waited_is_forgiven_slowly(profile: Profile) -> None:
    error, truth = errors_s(profile, Air(first_delay_s=0.1))
    assert error[0] > 0.09
    assert np.abs(error[truth > 20]).max() < 0.025


@BOTH
@pytest.mark.parametrize("speed", [0.985, 1.01])
def test_the_true_rate_is_learned(profile: Profile, speed: float) -> None:
    # Three samples of 10 ms, sent every 30 ms: where packets only just miss a connection event, one seems to be lost.
    air = Air(speed=speed, seconds=90)
    error, truth = errors_s(profile, air, may_seem_lost=2 if profile is COUNTED else 0)
    assert np.abs(error).max() < 0.12
    assert np.abs(error[truth > 45]).max() < (0.045 if profile is COUNTED else 0.02)
    assert np.std(error[truth > 45]) < 0.013


@pytest.mark.parametrize("speed", [0.87, 1.14])
def test_a_count_at_a_rate_that_is_far_off_finds_it(speed: float) -> None:
    error, truth = errors_s(COUNTED, Air(speed=speed, seconds=90), may_seem_lost=2)
    assert np.abs(error).max() < 0.3
    assert np.abs(error[truth > 60]).max() < 0.035


@BOTH
@pytest.mark.parametrize("stall", [(20.0, 20.3), (20.0, 22.0)])
def test_a_stall_without_loss_leaves_no_mark(profile: Profile, stall: tuple[float, float]) -> None:
    error, truth = errors_s(profile, Air(stall=stall, seconds=40))
    assert np.ptp(error[truth > 15]) < 0.005


@BOTH
@pytest.mark.parametrize(("stopped_s", "spacing_s"), [(9.0, 0.001), (20.0, 0.002), (20.0, 0.01), (60.0, 0.003)])
def test_what_waited_while_the_program_was_stopped_leaves_no_mark(
    profile: Profile, stopped_s: float, spacing_s: float
) -> None:
    air = Air(stall=(20.0, 20.0 + stopped_s), spacing_s=spacing_s, seconds=60.0 + stopped_s)
    error, truth = errors_s(profile, air)
    assert np.ptp(error[truth > 15]) < 0.01


def test_a_sensor_whose_clock_stood_still_is_placed_where_it_goes_on() -> None:
    packets, truth = fly(WIRED, Air(seconds=40))
    late = [Packet(p.t_ns + 20 * 10**9 * (p.t_ns > 20 * 10**9), "s", p.characteristic, p.data) for p in packets]
    _, out = run(WIRED, late)
    (gap,) = gaps(out)
    assert gap.end_s - gap.start_s == pytest.approx(20, abs=0.1)
    found = times(out)
    assert np.abs(found - truth)[truth < 19.9].max() < 0.05
    assert np.abs(found - truth - 20)[truth > 20.1].max() < 0.05


@BOTH
def test_a_queue_that_empties_slowly_leaves_no_mark(profile: Profile) -> None:
    error, truth = errors_s(profile, Air(stall=(20.0, 22.0), spacing_s=0.015, seconds=40))
    assert np.ptp(error[truth > 15]) < 0.005


def test_the_wire_clock_wraps_around() -> None:
    plain, _ = fly(WIRED, Air(seconds=20))
    wrapping, _ = fly(WIRED, Air(seconds=20, clock_start=2**32 - 10_000_000))
    np.testing.assert_allclose(times(run(WIRED, plain)[1]), times(run(WIRED, wrapping)[1]), atol=1e-9)


def test_a_board_at_another_rate_than_it_says_is_timed_by_its_clock() -> None:
    packets, truth = fly(WIRED, Air(seconds=20), rate_hz=119)
    _, out = run(WIRED, packets, rate_hz=104)
    found = times(out)
    inside = np.diff(found)[400:]
    assert np.abs(inside - 1 / 119).max() < 3e-4
    assert np.ptp((found - truth)[1000:]) < 0.01
