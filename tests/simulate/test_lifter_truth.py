"""The virtual lifter does what the script says, and its truth says what it did."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.imu import Placement
from sensorlog.simulate.lifter import (
    EXERCISES,
    ClipOn,
    Hitch,
    Hold,
    Lifter,
    Performance,
    Rest,
    ScriptError,
    SensorSpec,
    Set,
    SetTruth,
    Stand,
    Tempo,
    Unrack,
    Walk,
    exercises_seen_from,
    perform,
    random_workout,
    set_with_weight,
)

MACHINE = Lifter(sway_rad=0.0, tremor_m_s2=0.0, variability=0.0)
BAR = SensorSpec("bar", Placement.BAR)
TRUNK = SensorSpec("trunk", Placement.TRUNK)
SEEDS = st.integers(0, 2**32)


def one_set(what: Set, lifter: Lifter | None = None, seed: int = 0) -> SetTruth:
    return perform(set_with_weight(what), [BAR, TRUNK], seed, lifter).sets[0]


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_ranges_of_motion_are_those_of_people(name: str) -> None:
    """Bars travel 0.35 to 0.65 m, trunks bend by up to 95°, and nothing is faster than a fast lift."""
    truth = one_set(Set(name, 3))
    bar, trunk = (truth.reps[0].measures[sensor] for sensor in ("bar", "trunk"))
    if name in exercises_seen_from(Placement.BAR):
        assert 0.33 < bar.rom_m < 0.66
        assert 0.2 < bar.mean_velocity_m_s < 0.8
        assert 1.4 < bar.peak_velocity_m_s / bar.mean_velocity_m_s < 2.5
    else:
        assert bar.rom_m < 0.01
    assert trunk.rom_rad < np.radians(95)
    assert truth.start_s == truth.reps[0].start_s
    assert truth.end_s == truth.reps[-1].end_s


def test_the_tempo_is_kept() -> None:
    tempo = Tempo(eccentric_s=2.0, stretched_pause_s=0.5, concentric_s=1.0, shortened_pause_s=1.5)
    squat = one_set(Set("squat", 3, tempo=tempo, fatigue=0.0), MACHINE)
    deadlift = one_set(Set("deadlift", 3, tempo=tempo, fatigue=0.0), MACHINE)
    for truth, pause_at_turn_s, pause_at_end_s, way_out_s in ((squat, 0.5, 1.5, 2.0), (deadlift, 1.5, 0.5, 1.0)):
        for rep in truth.reps:
            assert rep.concentric_s == pytest.approx(1.0, abs=0.011)
            assert rep.eccentric_s == pytest.approx(2.0, abs=0.011)
            assert rep.phase1_s == pytest.approx(way_out_s, abs=0.011)
            assert rep.back_s - rep.turn_s == pytest.approx(pause_at_turn_s, abs=0.011)
        for rep, following in pairwise(truth.reps):
            assert following.start_s - rep.end_s == pytest.approx(pause_at_end_s, abs=0.011)


def test_without_up_and_down_nothing_is_concentric() -> None:
    rep = one_set(Set("shoulder rotation", 1)).reps[0]
    assert rep.concentric_s is None
    assert rep.eccentric_s is None
    assert rep.phase1_s > 0.5
    assert rep.phase2_s > 0.5


def test_fatigue_slows_the_lifts_and_not_the_lowering() -> None:
    reps = one_set(Set("bench press", 8, fatigue=0.5), MACHINE).reps
    lifted = [rep.concentric_s or 0.0 for rep in reps]
    assert all(earlier < later for earlier, later in pairwise(lifted))
    assert lifted[-1] / lifted[0] == pytest.approx(1.5, abs=0.02)
    assert reps[-1].eccentric_s == pytest.approx(reps[0].eccentric_s, abs=0.006)


@given(seed=SEEDS)
@settings(max_examples=5, deadline=None)
def test_reps_differ_as_those_of_people_do(seed: int) -> None:
    reps = one_set(Set("squat", 8, fatigue=0.0), seed=seed).reps
    rom_m = np.array([rep.measures["bar"].rom_m for rep in reps])
    assert 0.003 < np.std(rom_m) / np.mean(rom_m) < 0.08
    assert 0.01 < np.std([rep.phase1_s for rep in reps]) / reps[0].phase1_s < 0.15


def test_half_reps_go_part_of_the_way() -> None:
    reps = one_set(Set("curl", 4, half_reps=(2, 4)), MACHINE).reps
    assert [rep.half for rep in reps] == [False, True, False, True]
    angles = [rep.measures["bar"].rom_rad for rep in reps]
    assert angles[1] / angles[0] == pytest.approx(0.6, abs=0.01)
    assert reps[1].phase1_s < reps[0].phase1_s


def moving(performance: Performance, start_s: float, end_s: float) -> tuple[np.ndarray, np.ndarray]:
    bar = performance.sensor("bar")
    part = (bar.t_s >= start_s) & (bar.t_s <= end_s)
    return bar.t_s[part], np.gradient(bar.position_m[part, 2], bar.t_s[part])


def test_a_paused_rep_stands_still_at_the_sticking_point() -> None:
    performance = perform([Set("squat", 2, pauses_s={2: 1.2})], [BAR], 0, MACHINE)
    first, second = performance.sets[0].reps
    assert [first.paused, second.paused] == [False, True]
    t_s, speed = moving(performance, second.back_s + 0.1, second.end_s - 0.1)
    still_s = np.count_nonzero(np.abs(speed) < 0.005) * (t_s[1] - t_s[0])
    assert 1.1 < still_s < 1.5


def test_a_hitch_stalls_the_bar_and_leans_the_trunk() -> None:
    clean, torn = (perform([Set("deadlift", 1, hitches=h)], [BAR, TRUNK], 0, MACHINE) for h in ({}, {1: Hitch()}))
    assert [run.sets[0].reps[0].hitch for run in (clean, torn)] == [False, True]
    rep = torn.sets[0].reps[0]
    assert rep.turn_s == clean.sets[0].reps[0].turn_s
    begins_s = rep.start_s + 0.3 * rep.phase1_s
    slowest = [np.min(moving(run, begins_s, begins_s + Hitch().duration_s)[1]) for run in (clean, torn)]
    assert 0.0 < slowest[1] < 0.7 * slowest[0]
    turned = [np.max(np.abs(run.sensor("trunk").gyr_rad_s[:, 0] - TRUNK.gyr_bias_rad_s[0])) for run in (clean, torn)]
    assert turned[1] > 5 * turned[0]


def test_a_hold_is_held() -> None:
    performance = perform([Stand(2.0), Hold("plank", 20.0), Stand(2.0)], [TRUNK], 1)
    (hold,) = performance.holds
    trunk = performance.samples[0]
    part = (trunk.t_s >= hold.start_s) & (trunk.t_s <= hold.end_s)
    assert hold.end_s - hold.start_s == pytest.approx(20.0)
    assert np.std(np.sqrt(np.sum(trunk.acc_m_s2[part] ** 2, axis=1))) < 0.05
    assert np.ptp(trunk.position_m[part, 2]) < 0.03


@given(seed=SEEDS)
@settings(max_examples=3, deadline=None)
def test_time_is_filled_without_holes(seed: int) -> None:
    script = (ClipOn(5.0, "squat"), Walk(9.0), Rest(30.0), *set_with_weight(Set("squat", 3)), Stand(2.0))
    performance = perform(script, [BAR], seed)
    spans = [(span.start_s, span.end_s) for span in performance.spans]
    spans += [(one.start_s, one.end_s) for one in performance.sets]
    spans.sort()
    assert all(earlier[1] <= later[0] + 1e-9 for earlier, later in pairwise(spans))
    # Between them there is only getting ready: a few seconds before and after a set.
    assert all(later[0] - earlier[1] < 6.0 for earlier, later in pairwise(spans))
    assert [span.kind for span in performance.spans] == ["ClipOn", "Walk", "Rest", "Unrack", "Rack", "Stand"]


@given(seed=st.integers(0, 1000))
@settings(max_examples=2, deadline=None)
def test_a_random_workout_has_its_sets_where_every_sensor_sees_them(seed: int) -> None:
    performance = random_workout(seed, 10, [TRUNK])
    assert len(performance.sets) == 10
    for one in performance.sets:
        assert one.exercise in exercises_seen_from(Placement.TRUNK)
        assert 4 <= len(one.reps) <= 12
    assert all(later.start_s - earlier.end_s > 10.0 for earlier, later in pairwise(performance.sets))


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ([Set("squash", 3)], "does not know 'squash'; it knows squat, deadlift"),
        ([Set("squat", 0)], "needs at least one rep"),
        ([Set("squat", 3, half_reps=(4,))], "rep 4 of a set of 3 squat"),
        ([Unrack("curl")], "use Unrack and Rack with a rack, PickUp and PutDown with the floor"),
        ([Unrack("plank")], "is not taken from there"),
        ([Rest(5 * 3600.0)], "more than 4 hours"),
        ([], "needs at least 1 s"),
    ],
)
def test_what_cannot_be_done_is_said(script: list[Set | Unrack | Rest], message: str) -> None:
    with pytest.raises(ScriptError, match=message):
        perform(script, [BAR], 0)


def test_sensors_are_checked() -> None:
    with pytest.raises(ScriptError, match="two sensors have one name: bar, bar"):
        perform([Stand(2.0)], [BAR, BAR], 0)
    with pytest.raises(ScriptError, match="rate 0 Hz"):
        SensorSpec("s", Placement.BAR, rate_hz=0)
    with pytest.raises(ScriptError, match="no unit quaternion"):
        SensorSpec("s", Placement.BAR, mounting=(1.0, 1.0, 0.0, 0.0))
    with pytest.raises(ScriptError, match="needs a placement"):
        SensorSpec("s", Placement.UNKNOWN)
