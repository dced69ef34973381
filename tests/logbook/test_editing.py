"""Reps added and taken out, sets cut and joined, and all of it taken back: what was sensed stays."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.events import RepSource
from sensorlog.logbook import Edit, EditOp, HandSet, Logbook, LogbookError, Note
from tests.tui.logbooks import add_session

START = datetime(2026, 3, 1, 18, tzinfo=UTC)


@pytest.fixture
def logbook(tmp_path: Path) -> Logbook:
    return Logbook(f"sqlite:///{tmp_path / 'log.db'}")


@pytest.fixture
def session_id(logbook: Logbook) -> str:
    return add_session(
        logbook, START, logbook.add_person("Ana"), [("squat", 60.0, 8), ("squat", 60.0, 6)], random.Random(1)
    )


def counts(logbook: Logbook, session_id: str) -> list[int]:
    return [each.rep_count for each in logbook.session(session_id).sets]


def test_a_rep_is_added_without_invented_numbers(logbook: Logbook, session_id: str) -> None:
    logbook.add_rep(session_id, "bar/1")
    (first, _) = logbook.session(session_id).sets
    assert (first.rep_count, first.sensed_rep_count) == (9, 8)
    assert first.reps[-1].source is RepSource.PERSON
    assert first.reps[-1].mean_velocity_m_s is None
    assert logbook.summaries()[0].reps == 15


def test_the_rep_that_is_meant_is_taken_out(logbook: Logbook, session_id: str) -> None:
    logbook.remove_rep(session_id, "bar/1", "bar/1/3")
    left = [rep.rep_id for rep in logbook.session(session_id).sets[0].reps]
    assert left == [f"bar/1/{n}" for n in (1, 2, 4, 5, 6, 7, 8)]


def test_a_set_is_cut_and_both_parts_can_be_edited(logbook: Logbook, session_id: str) -> None:
    logbook.split_set(session_id, "bar/1", "bar/1/6")
    assert counts(logbook, session_id) == [5, 3, 6]
    second = logbook.session(session_id).sets[1]
    assert (second.sensed_rep_count, second.velocity_loss, second.exercise) == (3, None, "squat")
    logbook.say(session_id, second.set_id, EditOp.EXERCISE, "front squat")
    logbook.add_rep(session_id, second.set_id)
    assert [(each.exercise, each.rep_count) for each in logbook.session(session_id).sets] == [
        ("squat", 5),
        ("front squat", 4),
        ("squat", 6),
    ]


def test_two_sets_are_put_together(logbook: Logbook, session_id: str) -> None:
    logbook.merge_sets(session_id, "bar/1")
    (whole,) = logbook.session(session_id).sets
    assert (whole.set_id, whole.rep_count, whole.sensed_rep_count) == ("bar/1", 14, 14)
    with pytest.raises(LogbookError, match="no later set"):
        logbook.merge_sets(session_id, "bar/1")


def test_what_cannot_be_is_refused(logbook: Logbook, session_id: str) -> None:
    with pytest.raises(LogbookError, match="second rep"):
        logbook.split_set(session_id, "bar/1", "bar/1/1")
    with pytest.raises(LogbookError, match="no rep"):
        logbook.remove_rep(session_id, "bar/1", "bar/2/1")
    hand = logbook.add_hand_set(session_id, HandSet(900.0, 930.0, "plank", held_s=30.0))
    with pytest.raises(LogbookError, match="no sensor saw"):
        logbook.add_rep(session_id, hand)


def test_after_another_analysis_the_cut_is_where_it_was(logbook: Logbook, session_id: str) -> None:
    from tests.tui.logbooks import sensed

    logbook.split_set(session_id, "bar/1", "bar/1/6")
    logbook.save_set(session_id, "another", sensed(7, 150.0, "squat", 60.0, 8, random.Random(2)))
    logbook.count_with(session_id, "another")
    assert counts(logbook, session_id) == [5, 3]


def test_moving_a_session_is_taken_back_too(logbook: Logbook, session_id: str) -> None:
    ben = logbook.add_person("Ben")
    logbook.move_session(session_id, ben.id)
    assert logbook.undo(session_id) is not None
    person = logbook.session(session_id).person
    assert person is not None
    assert person.label == "Ana"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["add", "remove", "split", "merge", "relabel", "delete"]), max_size=5))
def test_whatever_was_edited_can_be_taken_back_step_by_step(tmp_path_factory, steps: list[str]) -> None:
    logbook = Logbook(f"sqlite:///{tmp_path_factory.mktemp('log') / 'log.db'}")
    session_id = add_session(
        logbook, START, logbook.add_person("Ana"), [("squat", 60.0, 4), ("squat", 60.0, 3)], random.Random(1)
    )
    stood = [logbook.session(session_id).sets]
    for step in steps:
        sets = logbook.session(session_id).sets
        try:
            match step:
                case "add":
                    logbook.add_rep(session_id, sets[0].set_id)
                case "remove":
                    logbook.remove_rep(session_id, sets[0].set_id, sets[0].reps[0].rep_id)
                case "split":
                    logbook.split_set(session_id, sets[0].set_id, sets[0].reps[1].rep_id)
                case "merge":
                    logbook.merge_sets(session_id, sets[0].set_id)
                case "relabel":
                    logbook.say(session_id, sets[0].set_id, EditOp.EXERCISE, "deadlift")
                case _:
                    logbook.say(session_id, sets[0].set_id, EditOp.DELETE_SET, True)
        except (LogbookError, IndexError):
            continue
        stood.append(logbook.session(session_id).sets)
    for before in reversed(stood[:-1]):
        assert logbook.undo(session_id) is not None
        assert logbook.session(session_id).sets == before
    assert logbook.undo(session_id) is None
    logbook.close()


def test_a_note_is_taken_back_in_the_order_of_the_edits_and_kept_in_the_file(logbook: Logbook, session_id: str) -> None:
    logbook.write_note(session_id, 12.0, "left knee")
    logbook.add_rep(session_id, "bar/1")
    assert isinstance(logbook.undo(session_id), Edit)
    assert [note.text for note in logbook.session(session_id).notes] == ["left knee"]
    logbook.write_note(session_id, 20.0, "better now")
    undone = logbook.undo_note(session_id, "left knee")
    assert undone is not None
    assert [note.text for note in logbook.session(session_id).notes] == ["better now"]
    assert isinstance(logbook.undo(session_id), Note)
    assert logbook.undo(session_id) is None
    assert logbook.undo_note(session_id, "better now") is None
    assert logbook.session(session_id).notes == ()
    person = logbook.session(session_id).person
    assert person is not None
    (carried,) = logbook.carried_sessions(person.id)
    assert [note.text for note in carried.notes] == ["left knee", "better now"]


def test_more_words_than_a_note_may_have_are_refused(logbook: Logbook, session_id: str) -> None:
    with pytest.raises(LogbookError, match="the note"):
        logbook.write_note(session_id, 0.0, "x" * 2001)
