"""Two processes at once, a full disk, a kill, a clock that jumps: nothing that was acknowledged is lost."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sensorlog.logbook import Logbook, LogbookError
from tests.logbook.sample import START_UTC, VERSION, begin, make_set, url_of

ROOT = Path(__file__).parents[2]


def writer(*arguments: object, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    command = [*before, sys.executable, "-m", "tests.logbook.writer", *(str(each) for each in arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> tuple[list[int], str]:
    """Return the numbers of the sets that a writer said it had kept, and what went wrong."""
    out, error = process.communicate(timeout=120)
    lines = out.splitlines()
    assert "Traceback" not in error
    return [int(line) for line in lines if line.isdigit()], " ".join(line for line in lines if not line.isdigit())


def is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as raw:
        intact = raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return intact and raw.execute("PRAGMA foreign_key_check").fetchall() == []


def kept(logbook: Logbook, session_id: str) -> list[int]:
    return sorted(int(each.set_id[4:]) for each in logbook.session(session_id).sets)


def test_two_processes_write_into_one_session_at_once(logbook: Logbook) -> None:
    session_id = begin(logbook)
    processes = [writer(logbook.path, session_id, 1, 12), writer(logbook.path, session_id, 8, 12)]
    results = [said(process) for process in processes]
    assert [problem for _, problem in results] == ["", ""]
    session = logbook.session(session_id)
    assert kept(logbook, session_id) == list(range(1, 20))
    assert {each.rep_count for each in session.sets} == {4}
    assert len(session.edits) == 19
    (summary,) = logbook.summaries()
    assert (summary.sets, summary.reps) == (19, 76)
    assert is_sound(logbook.path)


def test_what_a_killed_process_had_acknowledged_is_there(logbook: Logbook) -> None:
    session_id = begin(logbook)
    process = writer(logbook.path, session_id, 1, 500)
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(8)]
    process.kill()
    process.communicate()
    assert kept(logbook, session_id)[:8] == acknowledged
    assert is_sound(logbook.path)
    logbook.save_set(session_id, VERSION, make_set(60_000.0, 3, 600))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are POSIX")
def test_a_file_that_may_not_grow_loses_nothing(logbook: Logbook) -> None:
    session_id = begin(logbook)
    limit = logbook.path.stat().st_size + 100_000
    acknowledged, problem = said(writer(logbook.path, session_id, 1, 500, limit))
    assert 0 < len(acknowledged) < 500
    assert problem.startswith(f"refused: logbook {logbook.path}: ")
    assert "make room" in problem
    assert set(acknowledged) <= set(kept(logbook, session_id))
    assert is_sound(logbook.path)
    logbook.save_set(session_id, VERSION, make_set(60_000.0, 3, 600))


_TINY = ("unshare", "--user", "--map-root-user", "--mount")


def can_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    probe = [*_TINY, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="needs a file system of its own: unshare and tmpfs")
def test_a_disk_that_is_full_loses_nothing(logbook: Logbook, tmp_path: Path) -> None:
    session_id = begin(logbook)
    logbook.close()
    disk, out = tmp_path / "disk", tmp_path / "out"
    disk.mkdir()
    out.mkdir()
    # The disk is gone with the process: what lies on it is copied off before.
    script = (
        f"mount -t tmpfs -o size=600k tmpfs {disk} && cp {logbook.path} {disk}/log.db "
        f"&& {sys.executable} -m tests.logbook.writer {disk}/log.db {session_id} 1 500; cp {disk}/log.db* {out}/"
    )
    process = subprocess.run(
        [*_TINY, "sh", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    lines = process.stdout.splitlines()
    acknowledged = [int(line) for line in lines if line.isdigit()]
    assert 0 < len(acknowledged) < 500
    assert lines[-1] == f"refused: logbook {disk}/log.db: the disk is full: make room and try again"
    with closing(Logbook(url_of(out / "log.db"))) as rescued:
        assert set(acknowledged) <= set(kept(rescued, session_id))
    assert is_sound(out / "log.db")


def test_a_backup_for_which_there_is_no_room_leaves_nothing_behind(logbook: Logbook, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(LogbookError):
        logbook.backup(Path("/dev/full"))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_clock_that_jumps_loses_no_session_and_no_set(logbook: Logbook) -> None:
    """A small computer without a battery begins in 1970; another has been corrected by an hour in between."""
    starts = [
        START_UTC,
        datetime(1970, 1, 1, 0, 0, 30, tzinfo=START_UTC.tzinfo),
        START_UTC - timedelta(hours=1),
        START_UTC,  # the same moment again
    ]
    ids = []
    for number, start_utc in enumerate(starts):
        session_id = logbook.begin_session(
            start_utc=start_utc, recording=Path(f"{number}.mcap"), analysis_version=VERSION, software="sensorlog 0"
        )
        logbook.save_set(session_id, VERSION, make_set())
        # The clock was set back while the session went on.
        ended_utc = start_utc - timedelta(minutes=5)
        logbook.end_session(session_id, ended_utc=ended_utc, recording_sha256=None, analysis_version=VERSION)
        ids.append(session_id)
    assert {session.id for session in logbook.sessions()} == set(ids)
    assert [each.id for each in logbook.summaries()][-1] == ids[1]
    assert len(logbook.done_sets()) == 4
    for session in logbook.sessions():
        assert session.ended_utc is not None
        assert session.ended_utc >= session.start_utc
        assert session.sets[0].end_s - session.sets[0].start_s == 10.0
    assert is_sound(logbook.path)
