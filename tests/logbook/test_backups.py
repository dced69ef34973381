"""Backups, deleting and purging: what is gone is gone everywhere, and nothing else is."""

from __future__ import annotations

import sqlite3
import stat
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from sensorlog.logbook import FlareUp, HandSet, Logbook, LogbookError, Note, Person, restore_logbook
from tests.logbook.sample import START_UTC, VERSION, begin, make_set, url_of


def fill(logbook: Logbook, name: str, words: str) -> str:
    logbook.recordings_dir.mkdir(exist_ok=True)
    (logbook.recordings_dir / name).write_bytes(b"evidence")
    session_id = begin(logbook, name)
    logbook.set_person(session_id, Person("p1", "Ana"))
    logbook.save_set(session_id, VERSION, make_set())
    logbook.add_hand_set(session_id, HandSet(60.0, 90.0, f"plank {words}", held_s=30.0))
    logbook.add_note(session_id, Note("n1", 12.0, words, START_UTC))
    logbook.add_felt("p1", FlareUp(date(2026, 3, 1)), session_id=session_id, note=words)
    logbook.end_session(session_id, ended_utc=START_UTC, recording_sha256="00", analysis_version=VERSION)
    return session_id


def check(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_backup_is_whole_private_and_restores(logbook: Logbook) -> None:
    first = fill(logbook, "a.mcap", "first")
    copy = logbook.backup()
    check(copy)
    assert copy.parent == logbook.path.parent / "backups"
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    before = logbook.session(first)
    fill(logbook, "b.mcap", "second")
    restored = restore_logbook(copy, url=url_of(logbook.path))
    assert logbook.sessions() == [before]  # a logbook that is open sees it at once
    assert (restored.sessions, restored.path) == (1, logbook.path)
    assert restored.before is not None
    again = restore_logbook(restored.before, url=url_of(logbook.path))
    assert again.sessions == 2
    assert len(logbook.sessions()) == 2
    check(logbook.path)
    assert not list(logbook.path.parent.glob("*restoring*"))


def test_a_backup_overwrites_nothing(logbook: Logbook, tmp_path: Path) -> None:
    there = tmp_path / "letter.txt"
    there.write_text("Dear diary")
    with pytest.raises(LogbookError, match="is there already"):
        logbook.backup(there)
    with pytest.raises(LogbookError, match="cannot be written"):
        logbook.backup(tmp_path / "nowhere" / "copy.db")
    assert there.read_text() == "Dear diary"


def test_a_damaged_logbook_is_moved_aside_for_a_backup(logbook: Logbook) -> None:
    session_id = fill(logbook, "a.mcap", "first")
    copy = logbook.backup()
    logbook.close()
    whole = logbook.path.read_bytes()
    logbook.path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    for suffix in ("-wal", "-shm"):
        Path(f"{logbook.path}{suffix}").unlink(missing_ok=True)
    with pytest.raises(LogbookError, match="sensorlog restore"):
        Logbook(url_of(logbook.path))
    restored = restore_logbook(copy, url=url_of(logbook.path))
    assert restored.before is not None
    assert restored.before.read_bytes()[100:200] == b"\xff" * 100
    with closing(Logbook(url_of(logbook.path))) as mended:
        assert [session.id for session in mended.sessions()] == [session_id]


def test_a_damaged_backup_changes_nothing(logbook: Logbook, tmp_path: Path) -> None:
    fill(logbook, "a.mcap", "first")
    before = logbook.sessions()
    copy = logbook.backup(tmp_path / "copy.db")
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2] + b"\xff" * (len(whole) // 2))
    for wrong in (copy, tmp_path / "no such file.db", logbook.path):
        with pytest.raises(LogbookError) as caught:
            restore_logbook(wrong, url=url_of(logbook.path))
        assert "\n" not in str(caught.value)
    with closing(Logbook(url_of(tmp_path / "demo.db"), demo=True)) as demo:
        demo_copy = demo.backup()
    with pytest.raises(LogbookError, match="demos"):
        restore_logbook(demo_copy, url=url_of(logbook.path))
    assert logbook.sessions() == before
    assert not list(logbook.path.parent.glob("*before-restore*"))


def test_a_deleted_session_is_in_no_list_and_comes_back_as_it_was(logbook: Logbook) -> None:
    kept, gone = fill(logbook, "a.mcap", "first"), fill(logbook, "b.mcap", "second")
    before = (logbook.sessions(), logbook.summaries(), logbook.done_sets(), logbook.diary("p1"))
    logbook.delete_session(gone)
    assert [session.id for session in logbook.sessions()] == [kept]
    assert [each.id for each in logbook.summaries()] == [kept]
    assert {done.session for done in logbook.done_sets()} == {kept}
    assert [entry.session_id for entry in logbook.diary("p1")] == [kept]
    assert [each.id for each in logbook.summaries(deleted=True)] == [gone]
    assert (logbook.recordings_dir / "b.mcap").exists()
    logbook.undelete_session(gone)
    assert (logbook.sessions(), logbook.summaries(), logbook.done_sets(), logbook.diary("p1")) == before


def test_purging_reaches_recordings_and_copies_and_nothing_else(logbook: Logbook, tmp_path: Path) -> None:
    words = "Aching badly after gardening"
    kept, gone = fill(logbook, "a.mcap", "first"), fill(logbook, "b.mcap", words)
    copies = [logbook.backup(), logbook.backup(tmp_path / "elsewhere.db")]
    lost = logbook.backup(tmp_path / "stick.db")
    lost.rename(tmp_path / "stick in a drawer.db")
    with pytest.raises(LogbookError, match="is not deleted"):
        logbook.purge_sessions([gone])
    logbook.delete_session(gone)
    purged = logbook.purge_sessions([gone])
    assert purged.recordings == (logbook.recordings_dir / "b.mcap",)
    assert set(purged.copies) == set(copies)
    assert purged.out_of_reach == (lost,)
    assert (logbook.recordings_dir / "a.mcap").exists()
    for path in (logbook.path, *copies):
        check(path)
        everything = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
        assert words.encode() not in everything
        with closing(sqlite3.connect(path)) as raw:
            for table in ("sets", "reps", "hand_sets", "notes", "diary", "standing_sets"):
                assert {row[0] for row in raw.execute(f"SELECT session_id FROM {table}")} == {kept}, table
    # A copy that nobody could reach brings it not back.
    restore_logbook(tmp_path / "stick in a drawer.db", url=url_of(logbook.path))
    assert [session.id for session in logbook.sessions()] == [kept]
    assert logbook.summaries(deleted=True) == []


def test_purging_the_diary_removes_what_was_taken_back_and_nothing_else(logbook: Logbook) -> None:
    ana = logbook.add_person("Ana")
    day = date(2026, 3, 1)
    kept = logbook.add_felt(ana.id, FlareUp(day), note="stays")
    gone = logbook.add_felt(ana.id, FlareUp(day), note="Private words here")
    asked = logbook.prescribe(ana.id, by="Dr. Ng", day=day, text="Private advice here")
    copy = logbook.backup()
    logbook.take_back(gone.id)
    logbook.take_prescription_back(asked.id)
    purged = logbook.purge_diary()
    assert (purged.entries, purged.copies) == (2, (copy,))
    for path in (logbook.path, copy):
        everything = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
        assert b"Private" not in everything
        check(path)
    assert logbook.diary(ana.id) == [kept]
