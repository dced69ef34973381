from __future__ import annotations

import numpy as np
import pytest

from sensorlog.events import Channel, SetConfirmed, SetEnded
from sensorlog.imu import ImuBlock
from sensorlog.motion import Motion
from tests.motion import contract
from tests.motion.movements import analyse, carried, counts, finish, info, lift, min_jerk, rotation, standing, swing


@pytest.mark.parametrize("reps", [3, 5, 12])
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_vertical_lifts_are_counted(reps, sign):
    events = analyse(lift(reps, sign=sign))
    assert counts(events) == [reps]
    contract.check(events)
    assert [e.channel for e in events if isinstance(e, SetConfirmed)] == [Channel.VERTICAL]


@pytest.mark.parametrize("angle_rad", [0.25, 1.0, 2.2])
def test_turning_without_travel_is_counted(angle_rad):
    events = analyse(swing(7, angle_rad))
    assert counts(events) == [7]
    contract.check(events)
    assert [e.channel for e in events if isinstance(e, SetConfirmed)] == [Channel.ROTATION]


@pytest.mark.parametrize(
    "tempo",
    [{"out_s": 0.35, "hold_s": 0.0, "back_s": 0.35, "rest_s": 0.05}, {"hold_s": 3.0}, {"out_s": 3.0, "back_s": 3.0}],
)
def test_tempo_may_be_quick_slow_or_with_pauses(tempo):
    assert counts(analyse(swing(6, 1.0, **tempo))) == [6]


def test_a_squat_with_pauses_at_the_bottom():
    assert counts(analyse(lift(6, 0.6, sign=-1.0, out_s=1.2, hold_s=2.0, back_s=1.0))) == [6]


@pytest.mark.parametrize("rate_hz", [12.5, 25.0, 52.0, 100.0, 200.0, 400.0])
def test_any_rate(rate_hz):
    assert counts(analyse(lift(6, rate_hz=rate_hz))) == [6]
    assert counts(analyse(swing(6, rate_hz=rate_hz))) == [6]


def test_accelerometer_alone_counts_and_invents_no_velocity():
    t, acc, _ = lift(6)
    events = analyse((t, acc, None), info(100.0, None))
    assert counts(events) == [6]
    assert all(rep.mean_velocity_m_s is None and rep.rom_m is None for rep in standing(events).values())
    t, acc, _ = swing(6, out_s=1.5, back_s=1.5)
    events = analyse((t, acc, None), info(100.0, None))
    assert counts(events) == [6]
    assert {e.channel for e in events if isinstance(e, SetEnded)} == {Channel.INCLINATION}


def test_slow_accelerometer_beside_faster_gyroscope():
    t, acc, gyr = lift(8, rate_hz=100.0)
    motion = Motion(info(12.5, 25.0))
    events = motion.push(ImuBlock("bar", t[::8], acc[::8], None)) + motion.push(ImuBlock("bar", t[::4], None, gyr[::4]))
    events += motion.finish(float(t[-1]))
    assert counts(events) == [8]
    assert all(rep.mean_velocity_m_s is None for rep in standing(events).values())


@pytest.mark.parametrize(
    ("rate_hz", "is_known"), [(45.0, False), (49.6, True), (49.99999999999999, True), (50.0, True)]
)
def test_a_sensor_that_is_set_to_50_hz_knows_velocity_whatever_its_clock_makes_of_it(
    rate_hz: float, is_known: bool
) -> None:
    events = analyse(lift(6, rate_hz=50.0), info(rate_hz, rate_hz))
    assert [rep.mean_velocity_m_s is not None for rep in standing(events).values()] == [is_known] * 6


def test_times_range_and_velocity_are_those_of_the_movement():
    events = analyse(lift(6, 0.5, out_s=0.9, hold_s=0.5, back_s=1.2, rest_s=0.6))
    reps = list(standing(events).values())
    assert len(reps) == 6
    for number, rep in enumerate(reps):
        start_s = 3.0 + number * 3.2
        assert rep.start_s == pytest.approx(start_s, abs=0.2)
        assert rep.turn_s == pytest.approx(start_s + 0.9, abs=0.3)
        assert rep.concentric_s == rep.phase1_s == pytest.approx(0.9, abs=0.3)
        assert rep.rom_m == pytest.approx(0.5, abs=0.06)
        assert rep.mean_velocity_m_s == pytest.approx(0.5 / 0.9, rel=0.3)
        # A minimum-jerk stroke peaks at 1.875 times its mean velocity.
        assert rep.peak_velocity_m_s == pytest.approx(1.875 * 0.5 / 0.9, rel=0.2)


def test_range_of_turning():
    reps = standing(analyse(swing(6, 0.8))).values()
    assert [rep.rom_rad for rep in reps] == pytest.approx([0.8] * 6, abs=0.05)
    assert all(rep.concentric_s is None and rep.mean_velocity_m_s is None for rep in reps)


def test_slower_reps_show_as_velocity_loss():
    t = np.arange(0.0, 60.0, 0.01)

    z = np.zeros_like(t)
    begin = 3.0
    for up_s in (0.7, 0.75, 0.8, 0.9, 1.05):
        z += 0.5 * (min_jerk((t - begin) / up_s) - min_jerk((t - begin - up_s - 0.4) / 1.0))
        begin += up_s + 0.4 + 1.0 + 0.9
    acc = np.zeros((len(t), 3))
    acc[:, 2] = 9.80665 + np.gradient(np.gradient(z, t), t)
    events = analyse(finish(t, acc, np.zeros_like(acc), 0.005, None))
    assert counts(events) == [5]
    (ended,) = (e for e in events if isinstance(e, SetEnded))
    assert ended.velocity_loss == pytest.approx(1 - 0.7 / 1.05, abs=0.1)


@pytest.mark.parametrize("seed", range(3))
def test_any_mounting_gives_the_same(seed):
    for movement in (lift, swing):
        plain, turned = analyse(movement(6)), analyse(movement(6, mounting=rotation(seed)))
        assert counts(plain) == counts(turned) == [6]
        for a, b in zip(standing(plain).values(), standing(turned).values(), strict=True):
            assert a.rep_id == b.rep_id
            assert a.start_s == pytest.approx(b.start_s, abs=0.081)
            assert a.turn_s == pytest.approx(b.turn_s, abs=0.081)


def test_two_sets_with_a_rest_between_are_two():
    t, acc, gyr = lift(5, tail_s=20.0)
    t2, acc2, gyr2 = lift(4)
    samples = (np.concatenate((t, t2 + t[-1] + 0.01)), np.concatenate((acc, acc2)), np.concatenate((gyr, gyr2)))
    events = analyse(samples)
    assert counts(events) == [5, 4]
    contract.check(events)


def test_rest_and_noise_are_no_reps():
    rng = np.random.default_rng(3)
    t = np.arange(0, 60, 0.01)
    acc = np.tile((0.0, 0.0, 9.8), (len(t), 1)) + 0.05 * rng.standard_normal((len(t), 3))
    gyr = 0.02 * rng.standard_normal((len(t), 3))
    assert counts(analyse((t, acc, gyr))) == []


def test_a_single_movement_is_shown_and_taken_back():
    events = analyse(lift(1))
    assert counts(events) == []
    contract.check(events)


def test_walking_is_no_set():
    """Steps of 1.8 Hz shake the body by 3 cm, the arm swings with the stride."""
    t = np.arange(0, 40, 0.01)
    acc = np.zeros((len(t), 3))
    acc[:, 2] = 9.80665 + 0.015 * (2 * np.pi * 1.8) ** 2 * np.sin(2 * np.pi * 1.8 * t)
    gyr = np.zeros_like(acc)
    gyr[:, 0] = 0.4 * 2 * np.pi * 0.9 * np.cos(2 * np.pi * 0.9 * t)
    theta = 0.4 * np.sin(2 * np.pi * 0.9 * t)
    up = np.column_stack((np.zeros_like(t), np.sin(theta), np.cos(theta)))
    assert counts(analyse((t, acc[:, 2:] * up, gyr))) == []


@pytest.mark.parametrize(("up_s", "height_m", "longer_s"), [(0.35, 0.07, 0.35), (0.4, 0.08, 0.4), (0.4, 0.1, 0.4)])
def test_quick_lifts_that_shake_the_sensor_as_steps_do_are_no_walking(up_s, height_m, longer_s):
    """The person stands still between them, longer each time."""
    tilts, heights = [(4.0, 0.0)], [(4.0, 0.0)]
    for number in range(5):
        waits_s = 2.5 + longer_s * number
        tilts += [(0.6, 1.0), (0.35, 1.0), (0.6, 0.0), (waits_s, 0.0)]
        heights += [(up_s, height_m), (1.55 - 2 * up_s, height_m), (up_s, 0.0), (waits_s, 0.0)]
    assert counts(analyse(carried([*tilts, (12.0, 0.0)], [*heights, (12.0, 0.0)]))) == [5]
