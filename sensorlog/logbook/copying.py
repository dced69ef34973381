"""Copying a database whole, by SQLite's own backup call."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from sensorlog.logbook.complaints import told
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.place import make_private_file

__all__ = ["copy_database", "copy_into", "is_damaged"]

_PATIENCE_S = 10.0
"""How long a copy waits for another program to let go of the file."""


def copy_database(source: Path, target: Path) -> None:
    """Copy a database whole to a new private file; what is cut short leaves no file."""
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    make_private_file(part)
    try:
        copy_into(source, part)
        with told(part), closing(sqlite3.connect(part)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")  # a copy is one file
            if (found := copy.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
                raise LogbookError(f"{source} is damaged ({str(found).splitlines()[0][:80]}): take another backup")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise LogbookError(f"{target} cannot be written ({error.strerror}): check the folder and the disk") from error
    finally:
        part.unlink(missing_ok=True)


def copy_into(source: Path, target: Path) -> None:
    """Make ``target``, which may be in use, what ``source`` is: all of it, or nothing."""
    until = time.monotonic() + _PATIENCE_S

    def impatient(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > until:
            raise LogbookError(f"{target} is in use by another program: close that one and try again")

    # A read-only connection: a backup that is named by mistake, or lies on a read-only disk, is not touched.
    with (
        told(source),
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as origin,
        closing(sqlite3.connect(target, timeout=_PATIENCE_S)) as copy,
    ):
        origin.backup(copy, pages=4096, progress=impatient, sleep=0.1)


def is_damaged(path: Path) -> bool:
    """Say whether a file is no sound database. Raises :class:`LogbookError` where that can't be told."""
    try:
        with closing(sqlite3.connect(path)) as raw:
            return bool(raw.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok")
    except sqlite3.OperationalError as error:
        with told(path):
            raise error from None
    except sqlite3.DatabaseError:
        return True
