"""Whose a session, a set and a sensor is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sensorlog.imu import Placement
from sensorlog.logbook import Logbook, LogbookError, Pairing, Person
from tests.logbook.sample import START_UTC, VERSION, begin, make_set

CLIP = Pairing("C4:7A:11:00:00:01", "blue one", Placement.TRUNK, "sternum", "movesense", None, START_UTC)


def test_equal_labels_never_make_two_people_one(logbook: Logbook) -> None:
    first, second = logbook.add_person("Ana"), logbook.add_person("Ana")
    assert first.id != second.id
    assert {person.id for person in logbook.people()} == {first.id, second.id}
    with pytest.raises(LogbookError, match=f"2 people are called 'ana'.*{second.id}"):
        logbook.person_called("ana")
    renamed = logbook.rename_person(second.id, "Ana L.")
    assert logbook.person_called("ana") == first
    assert logbook.person(second.id[:8]) == renamed
    with pytest.raises(LogbookError, match="whole id"):
        logbook.person("")


def test_a_session_and_a_set_can_be_moved_and_what_was_sensed_stays(logbook: Logbook) -> None:
    session_id = begin(logbook)
    logbook.set_person(session_id, Person("p1", "Ana"))
    ben, eva = logbook.add_person("Ben"), logbook.add_person("Eva")
    logbook.save_set(session_id, VERSION, make_set())
    logbook.save_set(session_id, VERSION, make_set(100.0, 4, 2))
    logbook.move_set(session_id, "bar/2", eva.id, by="p1")
    logbook.move_session(session_id, ben.id)
    session = logbook.session(session_id)
    assert session.person == ben
    assert [each.moved_to for each in session.sets] == [None, eva.id]
    assert [(edit.op, edit.by) for edit in session.edits] == [("move_set", "p1"), ("move_session", None)]
    logbook.move_set(session_id, "bar/2", None)
    logbook.move_session(session_id, None)
    session = logbook.session(session_id)
    assert session.person == Person("p1", "Ana")
    assert [each.moved_to for each in session.sets] == [None, None]
    assert len(session.edits) == 4


def test_a_moved_set_stays_moved_in_another_analysis(logbook: Logbook) -> None:
    session_id = begin(logbook)
    eva = logbook.add_person("Eva")
    logbook.save_set(session_id, VERSION, make_set())
    logbook.save_set(session_id, VERSION, make_set(100.0, 4, 2))
    logbook.move_set(session_id, "bar/2", eva.id)
    logbook.save_set(session_id, "test-2", make_set(99.0, 5, 1))
    logbook.end_session(session_id, ended_utc=START_UTC, recording_sha256=None, analysis_version="test-2")
    assert [each.moved_to for each in logbook.session(session_id).sets] == [eva.id]


def test_nothing_is_moved_to_nobody_or_from_nowhere(logbook: Logbook) -> None:
    session_id = begin(logbook)
    logbook.save_set(session_id, VERSION, make_set())
    before = logbook.session(session_id)
    for set_id, person_id in (("bar/1", "nobody"), ("bar/7", None)):
        with pytest.raises(LogbookError):
            logbook.move_set(session_id, set_id, person_id)
    with pytest.raises(LogbookError):
        logbook.move_session(session_id, "nobody")
    with pytest.raises(LogbookError):
        logbook.move_session("nowhere", None)
    assert logbook.session(session_id) == before


def test_a_set_keeps_where_its_sensor_was(logbook: Logbook) -> None:
    session_id = begin(logbook)
    logbook.save_set(session_id, VERSION, replace(make_set(), placement=Placement.TRUNK, clip_site="T12"))
    logbook.save_set(session_id, VERSION, make_set(100.0, 4, 2))
    first, second = logbook.session(session_id).sets
    assert (first.placement, first.clip_site) == (Placement.TRUNK, "T12")
    assert (second.placement, second.clip_site) == (None, None)


def test_a_sensor_is_paired_paired_anew_and_forgotten(logbook: Logbook) -> None:
    ana = logbook.add_person("Ana")
    logbook.pair(CLIP)
    assert logbook.pairings() == [CLIP]
    moved = replace(CLIP, placement=Placement.BAR, clip_site=None, person_id=ana.id)
    logbook.pair(moved)
    assert logbook.pairings() == [moved]
    assert logbook.unpair(CLIP.address)
    assert not logbook.unpair(CLIP.address)
    assert logbook.pairings() == []


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CLIP, address=""),
        replace(CLIP, name="\x1b[2J"),
        replace(CLIP, name="n" * 300),
        replace(CLIP, clip_site="s" * 61),
        replace(CLIP, person_id="nobody"),
    ],
)
def test_a_pairing_that_cannot_be_is_refused(logbook: Logbook, wrong: Pairing) -> None:
    with pytest.raises(LogbookError):
        logbook.pair(wrong)
    assert logbook.pairings() == []
