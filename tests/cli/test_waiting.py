"""What takes long is said, once, on stderr; a file that is no backup is named with what to do."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from sensorlog.logbook import DATABASE_URL_VARIABLE
from tests.cli.anas_logbook import anas_logbook, empty_logbook

__all__ = ["anas_logbook", "empty_logbook"]


def shell(*words: object, path: Path) -> subprocess.CompletedProcess[str]:
    """Run the shell in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sensorlog", *(str(each) for each in words)],
        env={**os.environ, DATABASE_URL_VARIABLE: f"sqlite:///{path}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_logbook_that_is_brought_up_to_date_says_how_far_it_is(anas_logbook: Path) -> None:
    with closing(sqlite3.connect(anas_logbook)) as raw, raw:
        raw.executemany(
            "INSERT INTO sessions (id, start_utc, demo, analysis_version, software) VALUES (?, ?, 0, 'by hand', 'x')",
            [(f"{number:012x}", f"2020-01-01T00:{number // 60:02}:{number % 60:02}+00:00") for number in range(250)],
        )
    first = shell("sessions", "--json", "-n", "1000", path=anas_logbook)
    assert len(json.loads(first.stdout)["sessions"]) == 250
    assert first.stderr.splitlines() == [
        f"sensorlog: lists are made ready after an update, once: {number} of 250 sessions" for number in (0, 100, 200)
    ]
    assert shell("sessions", path=anas_logbook).stderr == ""


def test_what_is_no_backup_is_said_in_one_line_and_changes_nothing(anas_logbook: Path, tmp_path: Path) -> None:
    before = anas_logbook.read_bytes()
    letter, empty, cut, music = (tmp_path / name for name in ("letter.txt", "empty.db", "cut.db", "music.db"))
    letter.write_text("Dear diary, today I lifted.\n" * 20)
    empty.touch()
    cut.write_bytes(before[: len(before) // 2])
    with closing(sqlite3.connect(music)) as raw, raw:
        raw.execute("CREATE TABLE songs (name)")
    for file, words in (
        (letter, "is no database"),
        (empty, "is no backup of a logbook"),
        (tmp_path, "is no backup of a logbook"),
        (cut, "is damaged: take another backup"),
        (music, "is a database of another program"),
        (tmp_path / "nowhere.db", "there is no file"),
        (anas_logbook, "is the logbook itself"),
    ):
        run = shell("restore", file, path=anas_logbook)
        assert run.returncode == 1
        assert run.stderr.count("\n") == 1
        assert str(file) in run.stderr
        assert words in run.stderr
    assert anas_logbook.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "cut.db",
        "empty.db",
        "letter.txt",
        "log.db",
        "music.db",
    ]
