"""The usual: what leaves it, what does not, and what kind it is."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.events import DeviationKind, TrunkMeasures, TrunkPhase
from sensorlog.motion import Usual, UsualRep, judge

PHASE = TrunkPhase(1.2, 10.0, 1.0, 1.5, -1.6, -5.0, 0.2)


def varied(part: float) -> TrunkPhase:
    return replace(
        PHASE,
        range_rad=1.0 + 0.05 * part,
        angular_speed_peak_rad_s=1.5 + 0.1 * part,
        jerkiness=0.2 + 0.1 * part,
    )


def usual_of(reps: int, load_kg: float | None = None) -> Usual:
    phases = [varied(((7 * number) % 5 - 2) / 2) for number in range(reps)]
    return Usual(tuple(UsualRep((phase, phase), load_kg, f"a#{number}") for number, phase in enumerate(phases)))


def kinds(phase: TrunkPhase, usual: Usual, load_kg: float | None = None) -> list[tuple[str, int]] | None:
    found = judge(TrunkMeasures(phases=(PHASE, phase)), usual, load_kg)
    return None if found is None else [(one.kind.value, one.phase) for one in found]


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"jerkiness": 1.6}, "hitch"),
        ({"angular_speed_peak_rad_s": 2.6}, "fast"),
        ({"range_rad": 1.5}, "range"),
        ({"range_rad": 0.6}, "range"),
    ],
)
def test_three_things_are_told_apart(changed, kind):
    assert kinds(replace(PHASE, **changed), usual_of(12)) == [(kind, 2)]


def test_slower_and_smoother_is_not_told():
    assert kinds(replace(PHASE, jerkiness=0.0, angular_speed_peak_rad_s=0.9, duration_s=2.0), usual_of(12)) == []


@settings(deadline=None)
@given(part=st.floats(-1.5, 1.5))
def test_what_usual_reps_do_is_usual(part):
    assert kinds(varied(part), usual_of(8)) == []


def test_too_few_reps_make_no_usual():
    assert kinds(PHASE, usual_of(4)) is None
    assert judge(TrunkMeasures(), usual_of(12)) is None


def test_loads_are_compared_within_a_band():
    usual = usual_of(8, load_kg=60.0)
    assert kinds(PHASE, usual, 65.0) == []
    assert kinds(PHASE, usual, 100.0) is None
    assert kinds(PHASE, usual, None) is None


def test_a_hitch_is_told_at_its_tempo():
    slow = replace(PHASE, duration_s=4.0, jerkiness=2.0)
    both = Usual((*usual_of(8).reps, *(UsualRep((slow, slow)) for _ in range(8))))
    assert kinds(slow, both) == []
    assert kinds(replace(PHASE, jerkiness=2.0), both) == [("hitch", 2)]


def test_what_is_told_carries_its_numbers():
    (found,) = judge(TrunkMeasures(phases=(replace(PHASE, jerkiness=2.0),)), usual_of(12)) or ()
    assert found.kind is DeviationKind.HITCH
    assert (found.phase, found.end_s, found.value) == (1, 10.0, 2.0)
    assert found.usual < found.limit < found.value


def test_a_rep_can_be_left_out():
    assert len(usual_of(6).without("a#3").reps) == 5


def test_json_brings_it_back():
    usual = usual_of(7, load_kg=40.0)
    assert Usual.from_json(json.loads(json.dumps(usual.as_json()))) == usual


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        {"version": 2, "reps": []},
        {"version": 1, "reps": [{}]},
        {"version": 1, "reps": [{"phases": [{"duration_s": 0}], "load_kg": None, "key": None}]},
        {"version": 1, "reps": [{"phases": [], "load_kg": "much", "key": None}]},
    ],
)
def test_what_is_no_usual_is_refused(said):
    with pytest.raises(ValueError):
        Usual.from_json(said)


def paused(pause_s: float, range_rad: float = 1.0) -> tuple[TrunkPhase, TrunkPhase]:
    """Out, a pause, and back within 1.2 s."""
    back = replace(PHASE, end_s=10.0 + pause_s + 1.2, range_rad=range_rad)
    return (PHASE, back)


def test_coming_back_at_once_where_one_pauses_usually_is_fast_on_the_way_back() -> None:
    usual = Usual(tuple(UsualRep(paused(2.0 + 0.1 * (number % 3))) for number in range(8)))
    found = judge(TrunkMeasures(phases=paused(0.1)), usual)
    assert found is not None
    assert [(one.kind, one.phase) for one in found] == [(DeviationKind.FAST, 2)]
    assert found[0].value > found[0].limit > found[0].usual
    for pause_s in (1.2, 2.0, 6.0):
        assert judge(TrunkMeasures(phases=paused(pause_s)), usual) == ()


def test_whoever_pauses_as_they_like_may_come_back_at_once() -> None:
    usual = Usual(tuple(UsualRep(paused(pause_s)) for pause_s in (0.1, 1.0, 2.5, 0.5, 3.0, 0.2, 1.5, 2.0)))
    assert judge(TrunkMeasures(phases=paused(0.0)), usual) == ()


def test_a_hitch_stands_out_from_sets_that_get_jerkier_with_fatigue() -> None:
    scores = (0.1, 0.25, 0.35, 0.55, 0.13, 0.32, 0.67, 0.79, 1.65)
    usual = Usual(tuple(UsualRep((replace(PHASE, jerkiness=score), PHASE)) for score in scores))
    for jerkiness, is_told in ((0.9, False), (1.65, True)):
        found = judge(TrunkMeasures(phases=(replace(PHASE, jerkiness=jerkiness), PHASE)), usual)
        assert found is not None
        assert [one.kind for one in found] == [DeviationKind.HITCH] * is_told


def test_among_jerky_reps_only_what_leaves_their_spread_is_a_hitch() -> None:
    scores = (1.5, 1.9, 2.3, 2.6, 1.7, 2.1, 2.0, 2.4)
    usual = Usual(tuple(UsualRep((replace(PHASE, jerkiness=score), PHASE)) for score in scores))
    for jerkiness, is_told in ((3.3, False), (5.0, True)):
        found = judge(TrunkMeasures(phases=(replace(PHASE, jerkiness=jerkiness), PHASE)), usual)
        assert found is not None
        assert bool(found) is is_told
