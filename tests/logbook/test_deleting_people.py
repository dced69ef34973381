"""Deleting people and sets, and purging them: what is theirs goes, here and in copies, and what is others' stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sensorlog.imu import Placement
from sensorlog.logbook import (
    Edit,
    EditOp,
    FlareUp,
    HandSet,
    Logbook,
    LogbookError,
    Note,
    Pairing,
    Person,
    restore_logbook,
)
from sensorlog.training import Library, known_exercises, start_program
from tests.logbook.sample import START_UTC, VERSION, begin, make_set, url_of

DAY = date(2026, 3, 1)
ANA, BEN = Person("p-ana", "Ana Secret"), Person("p-ben", "Ben")


@dataclass(frozen=True)
class Household:
    """Sessions of two people who share sensors."""

    anas: str
    shared: str
    """Ana's, with a set that is Ben's."""
    bens: str
    """Ben's, with a set that is Ana's."""


def session(book: Logbook, name: str, person: Person, sets: int = 1) -> str:
    book.recordings_dir.mkdir(exist_ok=True)
    (book.recordings_dir / name).write_bytes(b"evidence")
    session_id = begin(book, name)
    book.set_person(session_id, person)
    for number in range(1, sets + 1):
        book.save_set(session_id, VERSION, make_set(100.0 * number, 3, number))
    book.add_note(session_id, Note("n1", 12.0, f"words of {person.label}", START_UTC))
    book.end_session(session_id, ended_utc=START_UTC, recording_sha256="00", analysis_version=VERSION)
    return session_id


@pytest.fixture
def household(logbook: Logbook) -> Household:
    anas = session(logbook, "a.mcap", ANA)
    shared = session(logbook, "shared.mcap", ANA, 2)
    bens = session(logbook, "b.mcap", BEN, 2)
    logbook.move_set(shared, "bar/2", BEN.id)
    logbook.move_set(bens, "bar/1", ANA.id)
    logbook.add_hand_set(bens, HandSet(900.0, 930.0, "plank", held_s=30.0))
    catalogue = known_exercises()
    program = Library(catalogue).get("eight-weeks")
    for person in (ANA, BEN):
        logbook.add_felt(person.id, FlareUp(DAY), session_id=bens, note=f"words of {person.label}")
        logbook.begin_program(person.id, program.text, start_program(program, DAY, [], catalogue))
        logbook.prescribe(person.id, by="Dr. Ng", day=DAY, text=f"words to {person.label}")
        logbook.pair(
            Pairing(f"C4:{person.id}", f"of {person.label}", Placement.BAR, None, "movesense", person.id, START_UTC)
        )
    return Household(anas, shared, bens)


def everything(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def check(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_deleted_person_is_in_no_list_and_comes_back_whole(logbook: Logbook, household: Household) -> None:
    def seen() -> tuple[object, ...]:
        return logbook.sessions(), logbook.summaries(), logbook.done_sets(), logbook.pairings(), logbook.people()

    before = seen()
    logbook.delete_session(household.anas)
    logbook.undelete_session(household.anas)
    assert logbook.delete_person(ANA.id) == 2
    assert logbook.people() == [BEN]
    assert logbook.people(deleted=True) == [ANA]
    assert {each.id for each in logbook.summaries()} == {household.shared, household.bens}
    assert {each.person for each in logbook.sessions()} == {None, BEN}
    assert len(logbook.done_sets()) == len(logbook.done_sets(BEN.id)) == 3
    assert [each.person_id for each in logbook.pairings()] == [BEN.id]
    assert logbook.person_called("Ana Secret").id != ANA.id
    with pytest.raises(LogbookError, match="was deleted"):
        logbook.add_felt(ANA.id, FlareUp(DAY))
    logbook.undelete_person(ANA.id)
    assert (
        logbook.sessions(),
        logbook.summaries(),
        logbook.done_sets(),
        logbook.pairings(),
        logbook.people(),
    ) == before


def test_what_was_deleted_before_its_person_stays_deleted_when_they_are_back(
    logbook: Logbook, household: Household
) -> None:
    logbook.delete_session(household.anas)
    assert logbook.delete_person(ANA.id) == 1
    logbook.undelete_person(ANA.id)
    assert [each.id for each in logbook.summaries(deleted=True)] == [household.anas]
    with pytest.raises(LogbookError, match="nobody who was deleted"):
        logbook.undelete_person(ANA.id)


def test_purging_a_person_reaches_everything_of_theirs_and_nothing_else(
    logbook: Logbook, household: Household, tmp_path: Path
) -> None:
    copies = [logbook.backup(), logbook.backup(tmp_path / "elsewhere.db")]
    lost = logbook.backup(tmp_path / "stick.db")
    lost.rename(tmp_path / "stick in a drawer.db")
    with pytest.raises(LogbookError, match="people delete"):
        logbook.purge_person(ANA.id)
    bens_before = logbook.done_sets(BEN.id)
    logbook.set_file_number(ANA.id, "A-17")
    logbook.set_file_number(BEN.id, "B-18")
    logbook.delete_person(ANA.id)
    purged = logbook.purge_person(ANA.id)
    assert (purged.sessions, purged.sets) == (1, 2)
    assert purged.recordings == (logbook.recordings_dir / "a.mcap",)
    assert set(purged.recordings_kept) == {logbook.recordings_dir / name for name in ("shared.mcap", "b.mcap")}
    assert set(purged.copies) == set(copies)
    assert purged.out_of_reach == (lost,)
    for path in (logbook.path, *copies):
        check(path)
        assert b"Ana Secret" not in everything(path)
        assert b"words of Ben" in everything(path)
        with closing(sqlite3.connect(path)) as raw:
            for table in ("people", "diary", "prescriptions", "program_runs", "pairings"):
                column = "id" if table == "people" else "person_id"
                assert {row[0] for row in raw.execute(f"SELECT {column} FROM {table}")} == {BEN.id}, table
            left = {(household.shared, "bar/2"), (household.bens, "bar/2")}
            for table in ("sets", "reps"):
                assert {tuple(row) for row in raw.execute(f"SELECT session_id, set_id FROM {table}")} == left, table
    assert logbook.done_sets(BEN.id) == bens_before
    assert logbook.done_sets() == bens_before
    assert logbook.people() == [BEN]
    assert logbook.people(deleted=True) == []
    assert logbook.file_numbers() == {BEN.id: "B-18"}
    # A copy that nobody could reach does not bring them back.
    restore_logbook(tmp_path / "stick in a drawer.db", url=url_of(logbook.path))
    assert logbook.people() == [BEN]
    assert logbook.done_sets() == bens_before
    assert b"Ana Secret" not in everything(logbook.path)


def test_a_purged_set_is_gone_from_every_analysis_and_does_not_come_back(logbook: Logbook, tmp_path: Path) -> None:
    session_id = session(logbook, "a.mcap", ANA, 2)
    logbook.save_set(session_id, "older", make_set(101.0, 4, 7, exercise="Secret lift"))
    logbook.say(session_id, "bar/1", EditOp.EXERCISE, "Secret lift")
    logbook.add_edit(session_id, Edit("e", EditOp.REP_REMOVE, 100.0, 102.0, None, None, START_UTC, "bar/1/1", VERSION))
    hand = logbook.add_hand_set(session_id, HandSet(600.0, 630.0, "Secret plank", held_s=30.0))
    copy, lost = logbook.backup(), logbook.backup(tmp_path / "stick.db")
    lost.rename(tmp_path / "drawer.db")
    with pytest.raises(LogbookError, match="is not deleted"):
        logbook.purge_set(session_id, "bar/1")
    for set_id in ("bar/1", hand):
        logbook.say(session_id, set_id, EditOp.DELETE_SET, True)
    assert {each.set_id for each in logbook.session(session_id).deleted_sets} == {"bar/1", hand}
    purged = logbook.purge_set(session_id, "bar/1")
    assert (purged.sets, purged.recordings_kept) == (1, (logbook.recordings_dir / "a.mcap",))
    assert logbook.purge_set(session_id, hand).recordings_kept == ()
    for path in (logbook.path, copy):
        check(path)
        assert b"Secret lift" not in everything(path)
        assert b"Secret plank" not in everything(path)
    # Counted again, the recording gives the set once more; that it was none is kept, without saying what it was.
    logbook.save_set(session_id, "newer", make_set(100.5, 3, 1))
    logbook.save_set(session_id, "newer", make_set(200.0, 3, 2))
    logbook.count_with(session_id, "newer")
    assert [each.set_id for each in logbook.session(session_id).sets] == ["bar/2"]
    restore_logbook(tmp_path / "drawer.db", url=url_of(logbook.path))
    assert [each.set_id for each in logbook.session(session_id).sets] == ["bar/2"]
    assert b"Secret lift" not in everything(logbook.path)
    assert b"Secret plank" not in everything(logbook.path)


def test_a_wrong_clock_is_corrected_by_an_edit(logbook: Logbook) -> None:
    first = session(logbook, "a.mcap", ANA)
    second = session(logbook, "b.mcap", ANA)
    right = datetime.fromisoformat("2026-04-02T07:15:00+02:00")
    recorded = logbook.session(first)
    logbook.say_start(first, right, by=ANA.id)
    logged = logbook.session(first)
    assert (logged.start_utc, logged.start_local.isoformat()) == (right.astimezone(UTC), "2026-04-02T07:15:00+02:00")
    assert logged.ended_utc is not None
    assert recorded.ended_utc is not None
    assert logged.ended_utc - logged.start_utc == recorded.ended_utc - recorded.start_utc
    assert logged.recorded_start_utc == logged.clock_start_utc == START_UTC
    assert [each.id for each in logbook.sessions()] == [first, second]
    assert [(each.id, each.start_utc) for each in logbook.summaries(1)] == [(first, right.astimezone(UTC))]
    assert {done.day for done in logbook.done_sets() if done.session == first} == {date(2026, 4, 2)}
    with pytest.raises(LogbookError, match="offset from UTC"):
        logbook.say_start(first, datetime(2026, 4, 2))  # noqa: DTZ001 - that is what is wrong with it
    logbook.say_start(first, None)
    assert (logbook.session(first).start_utc, logbook.session(first).recorded_start_utc) == (START_UTC, None)
