"""One person's log: complete, and nothing of anybody else in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sensorlog.exchange import Choice, ExchangeError, own_session_ids, person_log
from sensorlog.logbook import Logbook
from tests.exchange.people_for_tests import CANARY, DAY, fill


def test_nothing_of_one_person_is_in_the_log_of_another(logbook: Logbook) -> None:
    ana, ben = fill(logbook)
    anas, bens = (person_log(logbook, who.id).model_dump_json() for who in (ana, ben))
    assert CANARY not in anas
    assert ben.id not in anas
    assert "Ana" not in bens
    assert ana.id not in bens
    assert "after sitting" not in bens


def test_a_shared_session_is_parted_and_each_keeps_what_is_theirs(logbook: Logbook) -> None:
    ana, ben = fill(logbook)
    anas, bens = (person_log(logbook, who.id).sessions[0] for who in (ana, ben))
    assert [each.id for each in anas.sets] == ["bar/1", "bar/3"]
    assert [each.id for each in bens.sets] == ["bar/2"]
    assert anas.id != bens.id
    assert [note.id for note in anas.notes] == ["n1"]
    assert [note.id for note in bens.notes] == ["n2"]
    assert [edit.id for edit in bens.edits] == ["e5"]
    assert [entry.session for entry in person_log(logbook, ben.id).diary if entry.session] == [bens.id]


def test_sensed_and_edited_stand_side_by_side(logbook: Logbook) -> None:
    ana, _ = fill(logbook)
    first, third = person_log(logbook, ana.id).sessions[0].sets
    assert first.sensed is not None
    assert first.stands is not None
    assert [rep.id for rep in first.reps if not rep.counts] == ["bar/1/2"]
    assert [rep.id for rep in first.reps if rep.source == "person"] == ["bar/1/+1"]
    assert first.stands.is_edited
    assert third.stands is None, "a deleted set is told as such"
    assert third.sensed is not None
    assert third.sensed.exercise == "deadlift"


def test_a_range_and_chosen_sessions_are_all_that_is_written(logbook: Logbook) -> None:
    ana, _ = fill(logbook)
    whole = person_log(logbook, ana.id)
    assert len(whole.sessions) == 2
    assert len(whole.diary) == 8
    later = person_log(logbook, ana.id, Choice(first=DAY + timedelta(days=1)))
    assert [each.id for each in later.sessions] == [whole.sessions[1].id]
    assert not later.diary
    assert len(later.prescriptions) == 1, "what was asked before still holds"
    one = person_log(logbook, ana.id, Choice(session_ids={whole.sessions[0].id}))
    assert len(one.sessions) == 1
    assert len(one.diary) == 1
    assert not one.programs
    assert not one.prescriptions


def test_a_session_of_somebody_else_cannot_be_chosen(logbook: Logbook) -> None:
    ana, ben = fill(logbook)
    session_id = person_log(logbook, ana.id).sessions[1].id
    assert own_session_ids(logbook, ana.id, [session_id[:8]]) == {session_id}
    with pytest.raises(ExchangeError, match="holds no set of this person"):
        own_session_ids(logbook, ben.id, [session_id])
