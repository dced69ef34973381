"""Events → what stands: labels are inherited, old revisions are ignored, what is withdrawn is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sensorlog.events import (
    Event,
    Hold,
    JsonValue,
    LinkState,
    RepState,
    SensorState,
    SessionEvent,
    SessionEventKind,
    SetEnded,
    SetWithdrawn,
)
from sensorlog.pipeline import SessionFold
from sensorlog.pipeline.corrections import Corrections
from tests.pipeline.test_corrections import confirmed, ended, heard, rep, started


def entered(kind: SessionEventKind, **data: JsonValue) -> SessionEvent:
    return SessionEvent(0, kind, None, data)


def test_exercise_and_load_hold_until_they_are_changed_and_stay_with_sets_that_are_over() -> None:
    fold = SessionFold()
    fold.apply([], [started("s/1", 2.0)])
    assert fold.sets[0].exercise is None
    fold.apply([entered(SessionEventKind.EXERCISE, name="squat"), entered(SessionEventKind.LOAD, kg=60)], [])
    fold.apply([], [confirmed("s/1"), ended(3, "s/1"), started("s/2", 40.0)])
    fold.apply([entered(SessionEventKind.LOAD, kg=None)], [])
    assert [(one.exercise, one.load_kg) for one in fold.sets] == [("squat", 60.0), ("squat", None)]
    fold.apply([entered(SessionEventKind.EXERCISE, name=None)], [])
    assert [one.exercise for one in fold.sets] == ["squat", None]


@pytest.mark.parametrize("kg", ["sixty", True, -1, 1e9, 10**400, [60]])
def test_a_load_that_cannot_be_is_none(kg: JsonValue) -> None:
    fold = SessionFold()
    fold.apply([entered(SessionEventKind.LOAD, kg=60), entered(SessionEventKind.LOAD, kg=kg)], [])
    assert fold.load_kg is None


def test_the_highest_revision_stands() -> None:
    fold = SessionFold()
    first, second = rep(1, 1), rep(1, 2, RepState.CONFIRMED)
    fold.apply([], [started(), first, second, replace(first, start_s=0.0), rep(2)])
    (one,) = fold.sets
    assert one.reps == (second, rep(2))
    assert (one.rep_count, one.provisional_count) == (1, 1)
    fold.apply([], [rep(1, 3, RepState.WITHDRAWN)])
    assert fold.sets[0].reps == (rep(2),)
    assert one.reps == (second, rep(2)), "what was taken from a fold does not change"


def test_the_set_that_goes_on_is_a_confirmed_one_before_one_that_may_be() -> None:
    fold = SessionFold()
    assert (fold.current_set, fold.last_set) == (None, None)
    fold.apply([], [started("a/1", 2.0), confirmed("a/1"), started("b/1", 3.0)])
    first, _ = fold.sets
    assert (fold.current_set, fold.last_set) == (first, None)
    fold.apply([], [SetWithdrawn("b", "b/1", 9.0), ended(4, "a/1")])
    (over,) = fold.sets
    assert (fold.current_set, fold.last_set) == (None, over)
    assert (over.set_id, over.sensed_rep_count) == ("a/1", 4)


def test_what_the_person_says_of_the_session() -> None:
    fold = SessionFold()
    said = [
        entered(SessionEventKind.PERSON, id="p1", label="Ada"),
        entered(SessionEventKind.NOTE, text="slept badly"),
        entered(SessionEventKind.PAUSE),
    ]
    fold.apply(said, [])
    assert (fold.person_id, fold.person_label, fold.notes, fold.is_paused) == ("p1", "Ada", ("slept badly",), True)
    fold.apply([entered(SessionEventKind.RESUME), entered(SessionEventKind.END)], [])
    assert (fold.is_paused, fold.has_ended) == (False, True)


def test_sensors_and_holds() -> None:
    fold = SessionFold()
    silent = SensorState("s", 3.0, LinkState.SILENT, battery_percent=50.0)
    hold = Hold("s", 40.0, 10.0, 38.0, 0.01)
    fold.apply([], [SensorState("s", 1.0, LinkState.STREAMING), hold, silent])
    assert fold.sensors == {"s": silent}
    assert fold.holds == (hold,)


def test_the_person_is_asked_about_another_count_only_until_they_say_one() -> None:
    said: list[Event] = [started(), rep(1), rep(2), confirmed()]
    said += [rep(1, 2, RepState.CONFIRMED), rep(2, 2, RepState.CONFIRMED)]
    fold, corrections = SessionFold(), Corrections()
    fold.apply([], heard(corrections, *said, replace(ended(2), confidence=0.5, other_count=3)))
    assert fold.sets[0].other_count == 3
    fold.apply([], corrections.add_rep(13.0))
    assert fold.sets[0].rep_count == 3
    assert fold.sets[0].other_count is None


def test_a_count_that_the_person_changed_before_the_set_was_over_is_not_asked_about() -> None:
    corrections = Corrections()
    heard(corrections, started(), rep(1, 1, RepState.CONFIRMED), confirmed())
    corrections.add_rep(5.0)
    (over,) = [event for event in heard(corrections, replace(ended(1), other_count=2)) if isinstance(event, SetEnded)]
    assert (over.rep_count, over.sensed_rep_count, over.other_count) == (2, 1, None)
