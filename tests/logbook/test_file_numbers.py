"""The number of a practice stays on this computer, in a file of its own."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from sensorlog.logbook import Edit, EditOp, HandSet, Logbook, LogbookError, Person
from tests.logbook.sample import START_UTC, VERSION, begin, make_set


def test_a_number_is_kept_changed_and_taken_away(logbook: Logbook) -> None:
    ana, ben = logbook.add_person("Ana"), logbook.add_person("Ben")
    logbook.set_file_number(ana.id, "  A-17 / 3 ")
    logbook.set_file_number(ben.id, "99")
    assert logbook.file_numbers() == {ana.id: "A-17 / 3", ben.id: "99"}
    assert stat.S_IMODE(logbook.file_numbers_path.stat().st_mode) == 0o600
    logbook.set_file_number(ana.id, None)
    assert logbook.file_numbers() == {ben.id: "99"}


def test_two_people_never_share_a_number(logbook: Logbook) -> None:
    ana, ben = logbook.add_person("Ana"), logbook.add_person("Ben")
    logbook.set_file_number(ana.id, "7")
    with pytest.raises(LogbookError, match="file number 7"):
        logbook.set_file_number(ben.id, "7")
    with pytest.raises(LogbookError, match="nobody"):
        logbook.set_file_number("nobody at all", "8")
    with pytest.raises(LogbookError, match="no file number"):
        logbook.set_file_number(ben.id, "8" * 41)


def test_no_backup_and_no_database_holds_it(logbook: Logbook, tmp_path: Path) -> None:
    ana = logbook.add_person("Ana")
    logbook.set_file_number(ana.id, "CANARY-4711")
    logbook.backup(tmp_path / "copy.db")
    for path in (logbook.path, tmp_path / "copy.db"):
        assert b"CANARY-4711" not in path.read_bytes()


@pytest.mark.parametrize("text", ["", "[", '{"version": 2}', '{"version": 1, "file_numbers": {"a": 1}}', "[" * 100_000])
def test_damaged_numbers_are_told_and_left_alone(logbook: Logbook, text: str) -> None:
    ana = logbook.add_person("Ana")
    logbook.file_numbers_path.write_text(text)
    with pytest.raises(LogbookError, match="no file numbers"):
        logbook.set_file_number(ana.id, "1")
    assert logbook.file_numbers_path.read_text() == text


def test_corrected_sets_are_counted_for_each_person(logbook: Logbook) -> None:
    ana, ben = Person("a" * 12, "Ana"), Person("b" * 12, "Ben")
    for person, corrected in ((ana, True), (ben, False)):
        session = begin(logbook)
        logbook.set_person(session, person)
        for number in (1, 2):
            logbook.save_set(session, VERSION, make_set(number=number, first_s=100.0 * number))
        logbook.add_hand_set(session, HandSet(500.0, 530.0, "plank", held_s=30.0))
        if corrected:
            removed = Edit("e", EditOp.REP_REMOVE, 110.0, 110.0, None, None, START_UTC, "bar/1/1", VERSION)
            logbook.add_edit(session, removed)
    counts = logbook.set_counts()
    assert {who: (each.sensed, each.by_hand, each.corrected) for who, each in counts.items()} == {
        ana.id: (2, 1, 1),
        ben.id: (2, 1, 0),
    }
    assert counts[ana.id].share_corrected == 0.5
    assert logbook.set_counts(since=START_UTC.date().replace(year=2030)) == {}
