"""The trunk compared with the person's usual, and seen beside a sensor that counts."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.events import (
    DeviationKind,
    Event,
    JsonValue,
    Rep,
    RepState,
    SessionEvent,
    SessionEventKind,
    SetConfirmed,
    TrunkDeviation,
)
from sensorlog.imu import ImuBlock, Placement, Role
from sensorlog.pipeline import Options, Pipeline, Usuals, analyze, learn_usuals
from sensorlog.profiles import Registry
from sensorlog.simulate.lifter import Hitch, Performance, SensorSpec, Set, Stand, any_mounting, perform
from tests.motion.movements import same
from tests.pipeline.sessions import squats
from tests.pipeline.test_pipeline import folded, run

EXERCISE = "standing trunk flexion"


def bends(hitches: tuple[int, ...] = (), reps: int = 8, seed: int = 1, sets: int = 1) -> Performance:
    one = Set(EXERCISE, reps, hitches=dict.fromkeys(hitches, Hitch()))
    spec = SensorSpec("trunk", Placement.TRUNK, rate_hz=50.0, mounting=any_mounting(2))
    return perform((Stand(5.0), *(x for _ in range(sets) for x in (one, Stand(10.0)))), (spec,), seed)


def said(kind: SessionEventKind, **data: JsonValue) -> SessionEvent:
    return SessionEvent(0, kind, None, data)


def analysed(performance: Performance, usuals: Usuals | None, name: str | None = EXERCISE) -> list[Event]:
    samples = performance.sensor("trunk")
    pipeline = Pipeline(Registry(), usuals=usuals)
    label = said(SessionEventKind.EXERCISE, name=name)
    return pipeline.push([samples.info(), label, samples.block()]) + pipeline.finish()


def deviations(events: list[Event]) -> list[tuple[str, ...] | None]:
    reps = {event.rep_id: event for event in events if isinstance(event, Rep)}
    standing = [rep for rep in reps.values() if rep.state is RepState.CONFIRMED]
    return [None if rep.trunk is None else rep.trunk.deviation for rep in standing]


def test_without_a_baseline_nothing_is_said() -> None:
    events = analysed(bends((6,)), None)
    assert deviations(events) == [None] * 8
    assert not [event for event in events if isinstance(event, TrunkDeviation)]


def test_the_usual_starts_from_the_first_good_reps_and_grows() -> None:
    usuals = Usuals(grows=True)
    found = deviations(analysed(bends((7,)), usuals))
    assert found[:5] == [None] * 5
    assert found[5] == ()
    assert found[6] is not None
    assert "hitch" in found[6]
    # The rep with the hitch is none of the usual.
    assert len(usuals.of(EXERCISE, Role(Placement.TRUNK)).reps) == 7
    again = deviations(analysed(bends((2,), seed=2), usuals))
    assert again[0] == ()
    assert again[1] is not None
    assert "hitch" in again[1]


@pytest.mark.parametrize("exercise", ["deadlift", "squat", EXERCISE])
def test_from_the_third_rep_on_a_deviation_is_told_within_half_a_second_of_its_phase(exercise: str) -> None:
    def lifted(seed: int, hitches: dict[int, Hitch]) -> Performance:
        spec = SensorSpec("trunk", Placement.TRUNK, mounting=any_mounting(2))
        return perform((Stand(5.0), Set(exercise, 8, hitches=hitches), Stand(10.0)), (spec,), seed)

    usuals = Usuals(grows=True)
    analysed(lifted(1, {}), usuals, exercise)
    performance = lifted(2, dict.fromkeys(range(1, 9), Hitch()))
    events = analysed(performance, usuals, exercise)
    confirmed_s = next(event.t_s for event in events if isinstance(event, SetConfirmed))
    told = [event for event in events if isinstance(event, TrunkDeviation) and event.kind is DeviationKind.HITCH]
    assert len(told) == len({event.rep_id for event in told}) >= 7
    for event in told:
        number = int(event.rep_id.rpartition("/")[2])
        true = performance.sets[0].reps[number - 1]
        end_s = true.turn_s if event.phase == 1 else true.end_s
        # Before the set is confirmed nobody knows that it is one.
        assert event.t_s - end_s < 0.5 or (number < 3 and event.t_s == confirmed_s)


def test_a_usual_that_does_not_grow_stays() -> None:
    usuals = Usuals(grows=True)
    analysed(bends(), usuals)
    frozen = Usuals.from_json(usuals.as_json())
    before = frozen.as_json()
    assert deviations(analysed(bends(seed=2), frozen)) == [()] * 8
    assert frozen.as_json() == before


def test_unlabelled_sets_are_compared_with_themselves_alone() -> None:
    usuals = Usuals(grows=True)
    found = deviations(analysed(bends(sets=2), usuals, None))
    assert found[:5] == found[8:13] == [None] * 5
    assert not usuals


def test_other_exercises_and_roles_are_not_compared() -> None:
    usuals = Usuals(grows=True)
    analysed(bends(), usuals)
    assert deviations(analysed(bends(reps=4), usuals, "deadlift")) == [None] * 4


def test_each_deviation_is_told_once_with_its_numbers() -> None:
    usuals = Usuals(grows=True)
    analysed(bends(), usuals)
    told = [event for event in analysed(bends((3,), seed=2), usuals) if isinstance(event, TrunkDeviation)]
    assert len({(one.rep_id, one.phase, one.kind) for one in told}) == len(told)
    hitch = next(one for one in told if one.kind.value == "hitch")
    assert hitch.phase == 2
    assert hitch.usual < hitch.limit < hitch.value


def test_usuals_come_back_from_json_and_nothing_else_does() -> None:
    usuals = Usuals(grows=True)
    analysed(bends(), usuals)
    assert Usuals.from_json(usuals.as_json()).as_json() == usuals.as_json()
    nonsense: tuple[object, ...] = (None, {}, [1], [{"exercise": 1, "placement": "trunk"}], [{"exercise": "squat"}])
    for wrong in nonsense:
        with pytest.raises(ValueError):
            Usuals.from_json(wrong)


def written(folder: Path, name: str, performance: Performance) -> Path:
    samples = performance.sensor("trunk")
    path = folder / name
    columns = np.column_stack((samples.t_s, samples.acc_m_s2, samples.gyr_rad_s))
    header = "time (s),acc_x (m/s^2),acc_y (m/s^2),acc_z (m/s^2),gyr_x (rad/s),gyr_y (rad/s),gyr_z (rad/s)"
    np.savetxt(path, columns, fmt="%.6f", delimiter=",", header=header, comments="")
    return path


def test_a_baseline_from_files_and_a_rep_is_not_compared_with_itself(tmp_path: Path) -> None:
    usual = written(tmp_path, "usual.csv", bends())
    other = written(tmp_path, "other.csv", bends((4,), seed=2))
    few = written(tmp_path, "few.csv", bends(reps=5))

    def told(path: Path, baseline: Path) -> list[list[str] | None]:
        options = Options(placement=Placement.TRUNK)
        result = analyze(path, placement=Placement.TRUNK, usuals=learn_usuals([baseline], options))
        return [rep["trunk"]["deviation"] for one in result["sets"] for rep in one["reps"]]

    found = told(other, usual)
    assert [each for number, each in enumerate(found) if number != 3] == [[]] * 7
    assert found[3] is not None
    assert "hitch" in found[3]
    assert told(usual, usual) == [[]] * 8
    assert told(few, few) == [None] * 5  # four others are too few
    assert told(other, few)[0] == []


def test_where_the_trunk_does_no_reps_the_usual_is_how_little_it_moves(tmp_path: Path) -> None:
    spec = SensorSpec("trunk", Placement.TRUNK, rate_hz=50.0)
    still = written(tmp_path, "still.csv", perform((Stand(40.0),), (spec,), 1))
    other = written(tmp_path, "other.csv", bends())
    options = Options(placement=Placement.TRUNK)
    usuals = learn_usuals([still], options)
    found = [
        rep["trunk"]["deviation"]
        for one in analyze(other, placement=Placement.TRUNK, usuals=usuals)["sets"]
        for rep in one["reps"]
    ]
    assert len(found) == 8
    assert all({"fast", "range"} <= set(each) for each in found)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cuts=st.lists(st.integers(1, 3000), max_size=12))
def test_any_cut_gives_the_same_deviations(cuts: list[int]) -> None:
    samples = bends((7,)).sensor("trunk")
    block = samples.block()
    edges = [0, *sorted(cuts), len(block)]
    pipeline = Pipeline(Registry(folders=()), usuals=Usuals(grows=True))
    events = pipeline.push([samples.info(), said(SessionEventKind.EXERCISE, name=EXERCISE)])
    for start, end in pairwise(edges):
        cut = slice(start, end)
        piece = ImuBlock("trunk", block.t_s[cut], samples.acc_m_s2[cut], samples.gyr_rad_s[cut])
        events += pipeline.push([piece])
    assert same(events + pipeline.finish(), analysed(bends((7,)), Usuals(grows=True)))


def test_a_trunk_sensor_measures_what_another_one_counts() -> None:
    fold = folded(run(squats(Placement.BAR, Placement.TRUNK)))
    reps = [rep for one in fold.confirmed_sets for rep in one.reps]
    assert {one.sensor for one in fold.confirmed_sets} == {"bar"}
    for rep in reps:
        assert rep.trunk is not None
        assert rep.trunk.angular_speed_peak_rad_s is not None
    # A sensor that is not on the trunk adds nothing of it.
    alone = folded(run(squats(Placement.BAR, Placement.THIGH)))
    assert all(rep.trunk is None for one in alone.confirmed_sets for rep in one.reps)


def test_another_person_has_another_usual() -> None:
    usuals = Usuals(grows=True)
    performance = bends(sets=2)
    samples = performance.sensor("trunk")
    half = int(np.searchsorted(samples.t_s, performance.sets[1].start_s - 2.0))
    block = samples.block()
    first, second = (
        type(block)("trunk", block.t_s[cut], samples.acc_m_s2[cut], samples.gyr_rad_s[cut])
        for cut in (slice(0, half), slice(half, None))
    )
    pipeline = Pipeline(Registry(), usuals=usuals)
    events = pipeline.push([samples.info(), said(SessionEventKind.EXERCISE, name=EXERCISE)])
    events += pipeline.push([said(SessionEventKind.PERSON, id="a", label="A"), first])
    events += pipeline.push([said(SessionEventKind.PERSON, id="b", label="B"), second])
    found = deviations(events + pipeline.finish())
    assert found[5:8] == [()] * 3
    assert found[8:13] == [None] * 5
