"""What is put into a logbook comes out of it, and what was sensed stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from sensorlog.events import RepSource
from sensorlog.logbook import Edit, EditOp, Logbook, LogbookError, Note, Person
from tests.logbook.sample import START_UTC, VERSION, begin, make_set, url_of


def edit(
    edit_id: str, op: EditOp, start_s: float, end_s: float | None = None, value: str | float | None = None
) -> Edit:
    return Edit(edit_id=edit_id, op=op, start_s=start_s, end_s=end_s, value=value, by=None, at_utc=START_UTC)


def test_a_set_comes_back_as_it_was_saved(logbook: Logbook) -> None:
    session_id = begin(logbook)
    saved = make_set()
    assert logbook.save_set(session_id, VERSION, saved)
    session = logbook.session(session_id)
    (logged,) = session.sets
    assert [replace(rep, revision=0) for rep in saved.reps] == list(logged.reps)
    assert (logged.exercise, logged.load_kg, logged.confidence, logged.velocity_loss) == ("squat", 62.5, 0.9, None)
    assert (logged.rep_count, logged.sensed_rep_count) == (5, 5)
    assert logged.is_carried is True
    assert session.start_utc == START_UTC
    assert session.recording == logbook.recordings_dir / "a.mcap"


def test_a_set_that_cannot_be_counted_from_there_says_so_until_somebody_says_how_many(logbook: Logbook) -> None:
    session_id = begin(logbook)
    logbook.save_set(session_id, VERSION, replace(make_set(reps=0), end_s=40.0, is_carried=False))
    assert logbook.session(session_id).sets[0].is_uncountable
    logbook.say(session_id, "bar/1", EditOp.REPS, 8)
    assert not logbook.session(session_id).sets[0].is_uncountable


def test_the_trunk_of_a_rep_comes_back_with_a_baseline_and_without(logbook: Logbook) -> None:
    session_id = begin(logbook)
    saved = make_set()
    with_baseline, *others = saved.reps
    assert with_baseline.trunk is not None
    without = replace(with_baseline, trunk=replace(with_baseline.trunk, deviation=None), rep_id="bar/1/9")
    logbook.save_set(session_id, VERSION, replace(saved, reps=(with_baseline, without, *others)))
    (logged,) = logbook.session(session_id).sets
    assert {rep.rep_id: rep.trunk for rep in logged.reps if rep.trunk is not None} == {
        "bar/1/1": with_baseline.trunk,
        "bar/1/9": without.trunk,
    }


def test_saving_a_set_again_changes_nothing(logbook: Logbook) -> None:
    session_id = begin(logbook)
    assert logbook.save_set(session_id, VERSION, make_set())
    before = logbook.session(session_id)
    assert not logbook.save_set(session_id, VERSION, make_set(reps=3, exercise="bench press"))
    assert logbook.session(session_id) == before


def test_a_newer_analysis_stands_beside_the_older_and_counts_when_the_session_ends_with_it(logbook: Logbook) -> None:
    session_id = begin(logbook)
    logbook.save_set(session_id, VERSION, make_set(reps=5))
    logbook.save_set(session_id, "test-2", make_set(reps=6))
    assert logbook.session(session_id).rep_count == 5
    logbook.end_session(session_id, ended_utc=START_UTC, recording_sha256="00", analysis_version="test-2")
    assert logbook.session(session_id).rep_count == 6


@pytest.mark.parametrize("table", ["sets", "reps", "edits", "notes"])
def test_the_database_itself_refuses_to_change_what_was_kept(logbook: Logbook, table: str) -> None:
    session_id = begin(logbook)
    logbook.save_set(session_id, VERSION, make_set())
    logbook.add_edit(session_id, edit("e1", EditOp.LOAD, 10.0, 12.0, 20.0))
    logbook.add_note(session_id, Note("n1", 12.0, "felt light", START_UTC))
    before = logbook.session(session_id)
    with closing(sqlite3.connect(logbook.path)) as raw, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        raw.execute(f"UPDATE {table} SET session_id = 'other'")
    assert logbook.session(session_id) == before


def test_edits_are_a_view_and_leave_the_sensed_reps_alone(logbook: Logbook) -> None:
    session_id = begin(logbook)
    logbook.save_set(session_id, VERSION, make_set())
    logbook.add_edit(session_id, edit("e1", EditOp.REP_ADD, 10.0, 20.0, 21.0))
    logbook.add_edit(session_id, edit("e2", EditOp.REP_REMOVE, 18.0, 20.0))
    logbook.add_edit(session_id, edit("e2", EditOp.REP_REMOVE, 10.0, 12.0))  # the same edit again
    logbook.add_edit(session_id, edit("e3", EditOp.EXERCISE, 10.0, 20.0, "front squat"))
    (logged,) = logbook.session(session_id).sets
    assert logged.exercise == "front squat"
    assert logged.sensed_rep_count == 5
    assert [rep.start_s for rep in logged.reps] == [10, 12, 14, 16, 21]
    added = logged.reps[-1]
    assert added.source is RepSource.PERSON
    assert added.rom_m is added.mean_velocity_m_s is added.phase1_s is None


def test_people_have_ids_and_sessions_know_whose_they_are(logbook: Logbook) -> None:
    session_id = begin(logbook)
    assert logbook.session(session_id).person is None
    logbook.set_person(session_id, Person("p1", "Ana"))
    logbook.set_person(session_id, Person("p1", "Ana"))
    assert logbook.session(session_id).person == Person("p1", "Ana")


def test_a_session_is_unfinished_until_it_ends(logbook: Logbook) -> None:
    first, second = begin(logbook), begin(logbook, "b.mcap")
    logbook.end_session(first, ended_utc=START_UTC, recording_sha256=None, analysis_version=VERSION)
    assert [session.id for session in logbook.unfinished()] == [second]
    assert {session.id for session in logbook.sessions()} == {first, second}
    assert len(logbook.sessions(limit=1)) == 1


def test_a_session_is_found_by_the_beginning_of_its_id(logbook: Logbook) -> None:
    ids = [begin(logbook, f"{n}.mcap") for n in range(3)]
    assert logbook.session(ids[0][:9]).id == ids[0]
    for asked in ("", "no such id", "%"):
        with pytest.raises(LogbookError, match="sensorlog sessions"):
            logbook.session(asked)


def test_a_set_belongs_to_a_session(logbook: Logbook) -> None:
    with pytest.raises(LogbookError, match="FOREIGN KEY"):
        logbook.save_set("nobody", VERSION, make_set())
    assert logbook.sessions() == []


def test_two_logbooks_on_one_file_see_each_others_sets(logbook: Logbook) -> None:
    session_id = begin(logbook)
    other = Logbook(url_of(logbook.path))
    other.save_set(session_id, VERSION, make_set())
    assert logbook.session(session_id).rep_count == 5
    other.close()


def test_a_person_is_known_by_name_again(logbook: Logbook) -> None:
    new = logbook.person_called("  Ana   Lima ")
    assert new.label == "Ana Lima"
    logbook.set_person(begin(logbook), new)
    assert logbook.person_called("ana lima") == new
    assert logbook.person_called("Ana").id != new.id


@pytest.mark.parametrize("name", ["", "  ", "a" * 61, "Ana\x1b[2J"])
def test_what_is_no_name_is_refused(logbook: Logbook, name: str) -> None:
    with pytest.raises(LogbookError, match="is no name"):
        logbook.person_called(name)
