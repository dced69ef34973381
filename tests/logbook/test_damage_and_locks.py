"""A lock of a real second process, bytes that are wrong anywhere in the file, zones and summer time."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sensorlog.logbook import DATABASE_URL_VARIABLE, HandSet, Logbook, LogbookError, restore_logbook
from tests.logbook.sample import VERSION, begin, make_set, url_of
from tests.logbook.test_adversity import ROOT, is_sound

_HOLDER = """
import sqlite3, sys
raw = sqlite3.connect(sys.argv[1])
raw.execute(sys.argv[2])
print("held", flush=True)
sys.stdin.readline()
raw.rollback()
"""


@contextmanager
def held_by_another_process(path: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold a lock on ``path`` until this is left, or it is told a line."""
    command = [sys.executable, "-c", _HOLDER, str(path), how]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        yield holder
    finally:
        holder.stdin.close()
        holder.wait(timeout=30)
        holder.stdout.close()


def shell(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, DATABASE_URL_VARIABLE: url_of(path)}
    return subprocess.run(
        [sys.executable, "-m", "sensorlog", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_lock_of_another_process_is_waited_for_and_then_said(logbook: Logbook) -> None:
    session_id = begin(logbook)
    logbook.save_set(session_id, VERSION, make_set())
    with closing(Logbook(url_of(logbook.path), busy_timeout_s=0.3)) as hasty:
        with held_by_another_process(logbook.path, "BEGIN IMMEDIATE"):
            began = time.monotonic()
            with pytest.raises(LogbookError, match=r"in use by another program: close that one"):
                hasty.save_set(session_id, VERSION, make_set(100.0, 4, 2))
            assert time.monotonic() - began >= 0.25
            assert hasty.session(session_id).rep_count == 5  # reading goes on
        hasty.save_set(session_id, VERSION, make_set(100.0, 4, 2))
    assert logbook.session(session_id).rep_count == 9
    assert is_sound(logbook.path)


def test_looking_at_a_logbook_lets_go_of_no_lock_that_this_process_has(logbook: Logbook) -> None:
    """A file that is closed takes all locks of its process along: another process would remove the log under us."""
    session_id = begin(logbook)
    log = logbook.path.with_name(f"{logbook.path.name}-wal")
    Logbook(url_of(logbook.path)).close()
    with pytest.raises(LogbookError):
        logbook.backup(logbook.path)
    restore_logbook(logbook.backup(), url=url_of(logbook.path))
    run = [
        sys.executable,
        "-c",
        f"import sqlite3; sqlite3.connect({str(logbook.path)!r}).execute('SELECT 1 FROM people')",
    ]
    subprocess.run(run, check=True)
    assert log.exists()
    logbook.save_set(session_id, VERSION, make_set())
    assert is_sound(logbook.path)


def test_the_shell_waits_for_a_lock_that_is_let_go(logbook: Logbook) -> None:
    logbook.add_person("Ana")
    with held_by_another_process(logbook.path, "BEGIN IMMEDIATE") as holder:
        environment = {**os.environ, DATABASE_URL_VARIABLE: url_of(logbook.path)}
        entering = subprocess.Popen(
            [sys.executable, "-m", "sensorlog", "log", "squat", "-r", "8"],
            cwd=ROOT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(1.0)
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()
        out, error = entering.communicate(timeout=60)
    assert (entering.returncode, error) == (0, "")
    assert "squat 8" in out
    assert len(logbook.done_sets()) == 1


def test_a_restore_waits_for_another_process_and_then_changes_nothing(
    logbook: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(logbook)
    copy = logbook.backup(tmp_path / "copy.db")
    logbook.add_person("entered since")
    monkeypatch.setattr("sensorlog.logbook.copying._PATIENCE_S", 0.3)
    with (
        held_by_another_process(logbook.path, "BEGIN IMMEDIATE"),
        pytest.raises(LogbookError, match="in use by another"),
    ):
        restore_logbook(copy, url=url_of(logbook.path))
    assert [person.label for person in logbook.people()] == ["entered since"]
    assert is_sound(logbook.path)


def whole(folder: Path) -> Path:
    """A closed logbook of one file, with enough in it that every kind of page is there."""
    path = folder / "log.db"
    with closing(Logbook(url_of(path))) as book:
        ana = book.add_person("Ana")
        for number in range(12):
            session_id = begin(book, f"{number}.mcap")
            book.set_person(session_id, ana)
            for each in range(1, 4):
                book.save_set(session_id, VERSION, make_set(100.0 * each, 8, each))
        book.backup(folder / "good.db")
    path.write_bytes((folder / "good.db").read_bytes())
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return path


def complaint(path: Path) -> str:
    """Read all of a logbook; return what it says is wrong, or nothing."""
    try:
        with closing(Logbook(url_of(path))) as book:
            for session in book.sessions():
                book.session(session.id)
            book.done_sets()
    except LogbookError as error:
        return str(error)
    return ""


def test_wrong_bytes_anywhere_are_told_or_harmless_and_a_backup_mends_them(tmp_path: Path) -> None:
    path = whole(tmp_path)
    good = path.read_bytes()
    with closing(Logbook(url_of(path))) as book:
        expected = [(each.id, each.sets, each.reps) for each in book.summaries()]
    random_numbers = random.Random(5)
    complaints = []
    for round_number in range(30):
        damaged = bytearray(good)
        length = random_numbers.choice((3, 30, 600))
        start = random_numbers.randrange(0, len(good) - length) if round_number else 0
        damaged[start : start + length] = random_numbers.randbytes(length)
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        path.write_bytes(damaged)
        complaints.append(complaint(path))
    told = [line for line in complaints if line]
    assert len(told) >= 3
    assert all("\n" not in line and ("restore" in line or str(path) in line) for line in told)
    restored = restore_logbook(tmp_path / "good.db", url=url_of(path))
    assert restored.before is not None
    with closing(Logbook(url_of(path))) as book:
        assert [(each.id, each.sets, each.reps) for each in book.summaries()] == expected
    assert is_sound(path)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("sessions", "start_utc", "2026-03-v!"),
        ("standing_sessions", "exercises", "{'squat'"),
        ("people", "label", b"\xbb\xff"),
    ],
)
def test_texts_that_are_none_are_told_as_damage(tmp_path: Path, table: str, column: str, value: str | bytes) -> None:
    path = whole(tmp_path)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"UPDATE {table} SET {column} = CAST(? AS TEXT)", (value,))
    with (
        closing(Logbook(url_of(path))) as book,
        pytest.raises(LogbookError, match="cannot be read, the file is damaged"),
    ):
        _ = (book.people(), book.sessions(), book.summaries())


def test_a_damaged_logbook_is_one_line_at_the_shell(tmp_path: Path) -> None:
    path = whole(tmp_path)
    good = path.read_bytes()
    path.write_bytes(good[:5000] + b"\xff" * (len(good) - 5000))
    run = shell(path, "history")
    assert (run.returncode, run.stdout) == (1, "")
    advice = "the file is damaged: `sensorlog restore FILE` puts a backup in its place"
    assert run.stderr == f"sensorlog: logbook {path}: {advice}\n"
    assert shell(path, "restore", str(tmp_path / "good.db")).returncode == 0
    assert shell(path, "history").returncode == 0


ZONES = ("Pacific/Auckland", "Europe/Berlin", "America/St_Johns")


def changes_of_the_clock(zone: ZoneInfo) -> list[date]:
    """The days of 2026 on which the clock is changed."""
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    noons = {day: datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset() for day in days}
    return [later for day, later in pairwise(days) if noons[day] != noons[later]]


@pytest.mark.parametrize("name", ZONES)
def test_sessions_around_a_change_of_the_clock_stay_on_their_days_and_in_order(logbook: Logbook, name: str) -> None:
    """Each hour of the night, also the one that there is twice, and the one that there never is."""
    zone = ZoneInfo(name)
    starts: dict[str, datetime] = {}
    for day in changes_of_the_clock(zone):
        for hour in range(-1, 5):
            for fold in (0, 1):
                midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
                start = (midnight + timedelta(hours=hour, minutes=30)).replace(fold=fold)
                starts[logbook.log_by_hand(start, [HandSet(0.0, 60.0, "squat", 5)], software="x")] = start
    assert len(starts) == 24
    for done in logbook.done_sets():
        assert done.session is not None
        assert done.day == starts[done.session].date()
    for summary in logbook.summaries():
        assert summary.start_local.replace(tzinfo=None) == starts[summary.id].replace(tzinfo=None)
        assert summary.start_utc == starts[summary.id].astimezone(UTC)
    in_order = [each.start_utc for each in logbook.summaries()]
    assert in_order == sorted(in_order, reverse=True)
