"""What a database complains about, in words for people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from sensorlog.logbook.errors import LogbookBusyError, LogbookError

__all__ = ["told"]

_UNREADABLE = "something in it cannot be read, the file is damaged: `sensorlog restore FILE` puts a backup in its place"
_ADVICE = (
    ("locked", "it is in use by another program: close that one and try again"),
    ("readonly", "it is write-protected: check the permissions of the file and its folder"),
    ("full", "the disk is full: make room and try again"),
    ("unable to open", "it cannot be opened: check the permissions of the file and its folder"),
    ("malformed", "the file is damaged: `sensorlog restore FILE` puts a backup in its place"),
    ("Could not decode", _UNREADABLE),
    ("not a database", "the file is damaged: `sensorlog restore FILE` puts a backup in its place"),
    ("disk I/O error", "the disk is full or failing: make room, check it, and try again"),
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the database complains about into one line for people."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = str(error.orig if isinstance(error, DBAPIError) else error)
        advice = next((advice for word, advice in _ADVICE if word in cause), f"{cause}: check the file and its disk")
        kind = LogbookBusyError if "locked" in cause else LogbookError
        raise kind(f"logbook {path}: {advice}") from error
    except ValueError as error:  # a text that is no date, no JSON or no UTF-8: SQLite itself checks none of them
        raise LogbookError(f"logbook {path}: {_UNREADABLE}") from error
