"""The person's keys go over what the counter believes."""

from __future__ import annotations

import numpy as np

from sensorlog.events import Channel, Event, Hold, Rep, SetEnded, SetStarted
from sensorlog.imu import Gap, ImuBlock
from sensorlog.motion import Motion
from tests.motion import contract
from tests.motion.movements import Samples, counts, info, lift, moved, swing, tilted


def push_until(motion: Motion, samples: Samples, start: float, end: float) -> list[Event]:
    t, acc, gyr = samples
    part = (t >= start) & (t < end)
    return motion.push(ImuBlock("bar", t[part], acc[part], gyr[part]))


def test_a_single_counts_in_a_set_that_the_person_started():
    samples = lift(1)
    motion = Motion(info())
    events = push_until(motion, samples, 0, 2.0) + motion.set_start(2.0)
    assert [e.by_person for e in events if isinstance(e, SetStarted)] == [True]
    events += push_until(motion, samples, 2.0, 12.0)
    assert any(isinstance(e, Rep) for e in events), "shown before the person ends the set"
    events += motion.set_end(12.0) + motion.finish(13.0)
    assert counts(events) == [1]
    contract.check(events)


def test_the_persons_set_stays_open_until_the_person_ends_it():
    samples = lift(4, tail_s=40.0)
    motion = Motion(info())
    events = motion.set_start(0.0) + push_until(motion, samples, 0.0, 48.0)
    assert not [e for e in events if isinstance(e, SetEnded)]
    events += motion.set_end(48.0)
    assert counts(events) == [4]
    (ended,) = (e for e in events if isinstance(e, SetEnded))
    assert (ended.start_s, ended.end_s) == (0.0, 48.0)
    contract.check(events + motion.finish(49.0))


def test_ending_early_and_starting_again():
    samples = lift(8)
    motion = Motion(info())
    middle = 3.0 + 4 * 2.5 - 0.2
    events = motion.set_start(0.0) + push_until(motion, samples, 0.0, middle) + motion.set_end(middle)
    events += motion.set_start(middle) + push_until(motion, samples, middle, 99.0) + motion.set_end(99.0)
    events += motion.finish(99.0)
    assert counts(events) == [4, 4]
    contract.check(events)


def test_with_an_accelerometer_alone_the_persons_set_holds_all_up_to_the_key():
    t, acc, _ = swing(6, out_s=1.2, back_s=1.2)
    motion = Motion(info(100.0, None))
    last_s = 3.0 + 6 * 3.1 - 0.4
    part = t < last_s
    events = motion.set_start(0.0) + motion.push(ImuBlock("bar", t[part], acc[part], None)) + motion.set_end(last_s)
    assert counts(events) == [6]
    assert motion.last_s > last_s - 0.1
    events += motion.push(ImuBlock("bar", t[~part], acc[~part], None)) + motion.finish(float(t[-1]))
    assert counts(events) == [6]
    contract.check(events)


def test_an_empty_set_of_the_person_is_a_set_of_none():
    motion = Motion(info())
    events = motion.set_start(0.0) + push_until(motion, lift(0, tail_s=5.0), 0, 9) + motion.set_end(5.0)
    assert counts(events) == [0]
    assert [e.channel for e in events if isinstance(e, SetEnded)] == [Channel.PERSON]
    contract.check(events)


def test_a_plank_is_a_hold_in_a_set_of_none():
    motion = Motion(info())
    t, acc, gyr = swing(0, tail_s=40.0)
    theta = 0.02 * np.sin(2 * np.pi * 0.4 * t)
    gyr[:, 0] += np.gradient(theta, t)
    acc[:, 1], acc[:, 2] = 9.80665 * np.sin(theta), 9.80665 * np.cos(theta)
    before = t < 6.0  # turning over to lie on the mat
    gyr[before, 2] += 1.2
    events = push_until(motion, (t, acc, gyr), 0, 5.0) + motion.set_start(5.0)
    events += push_until(motion, (t, acc, gyr), 5.0, 40.0) + motion.set_end(40.0)
    (hold,) = (event for event in events if isinstance(event, Hold))
    assert abs(hold.start_s - 6.0) < 0.3
    assert abs(hold.end_s - 40.0) < 0.3
    assert hold.sway_rad is not None
    assert 0.005 < hold.sway_rad < 0.05, "a sine of 0.02 rad has an RMS of 0.014"
    assert counts(events)[0] <= 1, "the way down may be taken for a single"
    contract.check(events)


def test_nothing_counts_while_paused_and_the_set_stays_open():
    samples = swing(9)
    motion = Motion(info())
    pause_s, resume_s = 3.0 + 4 * 2.5 - 0.2, 3.0 + 6 * 2.5 - 0.2
    events = push_until(motion, samples, 0, pause_s) + motion.pause(pause_s)
    during = push_until(motion, samples, pause_s, resume_s)
    assert during == []
    events += motion.resume(resume_s) + push_until(motion, samples, resume_s, 99) + motion.finish(99)
    assert counts(events) == [7]
    contract.check(events)


def test_a_lost_link_keeps_the_set_open_and_reps_inside_it_unknown():
    t, acc, gyr = lift(9)
    lost = (t > 3.0 + 4 * 2.5 - 0.3) & (t < 3.0 + 6 * 2.5 - 0.3)
    motion = Motion(info())
    before, after = t < t[lost][0], t > t[lost][-1]
    events = motion.push(ImuBlock("bar", t[before], acc[before], gyr[before]))
    events += motion.gap(Gap("bar", float(t[lost][0]), float(t[lost][-1]), None))
    events += motion.push(ImuBlock("bar", t[after], acc[after], gyr[after])) + motion.finish(99)
    assert len(counts(events)) == 1
    assert counts(events)[0] in (6, 7), "seven were seen, the first behind the gap may be cut"
    contract.check(events)


def test_a_declared_gap_parts_samples_whose_times_lie_together():
    t, acc, gyr = swing(6)
    first = t < 10.0
    motion = Motion(info())
    events = motion.push(ImuBlock("bar", t[first], acc[first], gyr[first]))
    events += motion.gap(Gap("bar", 9.995, 10.5, 12))
    events += motion.push(ImuBlock("bar", t[~first] + 0.5, acc[~first], gyr[~first])) + motion.finish(99)
    contract.check(events)
    assert len(counts(events)) == 1


def test_trace_shows_the_recent_counting_signal_with_its_turns():
    samples = swing(5)
    motion = Motion(info())
    push_until(motion, samples, 0, 14.0)
    trace = motion.trace()
    assert trace.channel is Channel.ROTATION
    assert len(trace.times_s) == len(trace.values)
    assert np.ptp(trace.values) > 0.9
    assert len(trace.turns_s) == 4
    assert all(trace.times_s[0] <= turn_s <= trace.times_s[-1] for turn_s in trace.turns_s)
    assert Motion(info()).trace().times_s == ()


def _of_person(samples: Samples, end_s: float) -> SetEnded:
    motion = Motion(info(50.0, 50.0))
    events = motion.set_start(0.0) + push_until(motion, samples, 0.0, end_s) + motion.set_end(end_s)
    contract.check(events)
    (ended,) = (event for event in events if isinstance(event, SetEnded))
    return ended


def test_what_the_place_of_the_sensor_does_not_carry_is_not_guessed():
    # Breathing, and now and then a sway of some degrees: the chest of somebody whose arms do the work.
    chest = tilted(
        [*[(2.0, 0.02), (2.0, 0.0)] * 4, (1.0, 0.13), (1.5, -0.02), (3.0, 0.1), *[(2.0, 0.12), (2.0, 0.1)] * 3]
    )
    ended = _of_person(chest, 33.0)
    assert (ended.is_carried, ended.rep_count, ended.confidence) == (False, 0, None)


def test_what_the_sensor_carries_is_told_apart_from_what_is_too_short_to_tell():
    curls = [(1.0, 1.2), (0.3, 1.2), (1.0, 0.0), (0.4, 0.0)]
    carried, short = (
        _of_person(tilted([(2.0, 0.0), *curls * reps, (12.0, 0.0)]), 12.0 + 2.7 * reps) for reps in (5, 1)
    )
    assert (carried.is_carried, carried.rep_count) == (True, 5)
    assert (short.is_carried, short.rep_count) == (None, 1)


def test_a_long_wait_behind_two_reps_of_a_persons_set_changes_nothing():
    lifts = moved([(2.0, 0.0), *[(1.0, 0.5), (0.3, 0.5), (1.0, 0.0), (0.5, 0.0)] * 2, (30.0, 0.0)])
    assert _of_person(lifts, 35.0).rep_count == 2
