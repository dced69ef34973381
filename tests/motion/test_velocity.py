"""Range and velocity of a rep: near the truth, and the same whenever the recording began."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.measures import errors_of
from sensorlog.events import Rep, RepState
from sensorlog.imu import ImuBlock, Placement
from sensorlog.motion import MEAN_VELOCITY_ERROR_M_S, PEAK_VELOCITY_ERROR_M_S, RANGE_ERROR_M, Motion
from sensorlog.simulate.lifter import (
    Performance,
    SensorSamples,
    SensorSpec,
    Set,
    Stand,
    any_mounting,
    perform,
    set_with_weight,
)
from tests.motion.movements import analyse, lift

LIFTS = ("squat", "deadlift", "bench press", "bent-over row")
DONE: dict[tuple[str, int], Performance] = {}


def done(exercise: str, seed: int) -> Performance:
    if (exercise, seed) not in DONE:
        spec = SensorSpec("bar", Placement.BAR, mounting=any_mounting(seed))
        script = (Stand(4.0), *set_with_weight(Set(exercise, 5)), Stand(8.0))
        DONE[exercise, seed] = perform(script, (spec,), seed)
    return DONE[exercise, seed]


def counted(samples: SensorSamples, from_sample: int = 0) -> list[Rep]:
    motion = Motion(samples.info())
    part = slice(from_sample, None)
    pushed = ImuBlock(samples.name, samples.t_s[part], samples.acc_m_s2[part], samples.gyr_rad_s[part])
    events = motion.push(pushed) + motion.finish(float(samples.t_s[-1]))
    reps = {event.rep_id: event for event in events if isinstance(event, Rep)}
    return [rep for rep in reps.values() if rep.state is RepState.CONFIRMED]


@pytest.mark.parametrize("seed", [4, 6, 7])
def test_a_rep_that_is_under_way_as_the_set_is_found_is_no_longer_than_it_was(seed: int) -> None:
    """Travel still creeps then, and was left while the rep before was still coming back."""
    errors = errors_of(("bent-over row", seed))
    assert len(errors.range_m) == 6
    assert max(abs(error_m) for error_m in errors.range_m) < 0.06


@pytest.mark.parametrize("exercise", LIFTS)
def test_range_and_velocity_are_near_the_truth_from_the_first_rep_to_the_last(exercise: str) -> None:
    performance = done(exercise, 0)
    found = counted(performance.sensor("bar"))
    assert len(found) == 5
    for rep, true in zip(found, performance.sets[0].reps, strict=True):
        assert rep.rom_m is not None
        assert rep.mean_velocity_m_s is not None
        assert rep.peak_velocity_m_s is not None
        measured = true.measures["bar"]
        assert abs(rep.rom_m - measured.rom_m) < 1.5 * RANGE_ERROR_M
        assert abs(rep.mean_velocity_m_s - measured.mean_velocity_m_s) < MEAN_VELOCITY_ERROR_M_S
        assert abs(rep.peak_velocity_m_s - measured.peak_velocity_m_s) < PEAK_VELOCITY_ERROR_M_S


@given(st.sampled_from(("squat", "deadlift", "bent-over row")), st.integers(0, 2), st.integers(1, 60))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_when_the_recording_begins_changes_no_range_by_more_than_its_uncertainty(
    exercise: str, seed: int, later: int
) -> None:
    samples = done(exercise, seed).sensor("bar")
    for one, other in zip(counted(samples), counted(samples, later), strict=True):
        assert one.rom_m is not None
        assert other.rom_m is not None
        assert abs(one.rom_m - other.rom_m) < RANGE_ERROR_M


def test_mean_velocity_is_the_way_divided_by_all_of_its_time() -> None:
    events = analyse(lift(reps=5, height_m=0.5, out_s=1.0))
    reps = {event.rep_id: event for event in events if isinstance(event, Rep)}
    assert len(reps) == 5
    for rep in reps.values():
        assert rep.mean_velocity_m_s == pytest.approx(0.5, abs=0.03)
        assert rep.peak_velocity_m_s == pytest.approx(1.875 * 0.5, abs=0.03)
        assert rep.rom_m == pytest.approx(0.5, abs=0.01)


def test_the_height_over_a_rep_rises_by_its_range() -> None:
    samples = done("deadlift", 0).sensor("bar")
    motion = Motion(samples.info())
    until = slice(None, int(samples.t_s.searchsorted(done("deadlift", 0).sets[0].end_s + 2.0)))
    pushed = ImuBlock(samples.name, samples.t_s[until], samples.acc_m_s2[until], samples.gyr_rad_s[until])
    reps = {event.rep_id: event for event in motion.push(pushed) if isinstance(event, Rep)}
    standing = [rep for rep in reps.values() if rep.state is not RepState.WITHDRAWN]
    assert len(standing) == 5
    for rep in standing:
        height = motion.travel(rep.rep_id)
        assert height is not None
        t_s, z_m = height
        assert t_s[0] <= rep.start_s
        assert rep.rom_m == pytest.approx(float(z_m.max() - z_m[t_s.searchsorted(rep.start_s)]), abs=RANGE_ERROR_M)
    assert motion.travel("bar/9/1") is None
