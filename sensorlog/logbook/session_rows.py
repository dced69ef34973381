"""Rows of sessions: the one that is meant, and new ones."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.tables import SessionRow

__all__ = ["BY_HAND", "known_session", "new_session_row", "session_beginning"]

BY_HAND = "by hand"
"""In place of an analysis version, where nothing was sensed."""


def new_session_row(
    database: Path, start_utc: datetime, recording: Path | None, analysis_version: str, software: str, *, demo: bool
) -> SessionRow:
    """Make the row of a session that begins, with a new id; ``database`` is where the logbook lies."""
    return SessionRow(
        id=secrets.token_hex(6),
        person_id=None,
        start_utc=start_utc.astimezone(UTC).isoformat(),
        ended_utc=None,
        demo=demo,
        recording_path=None if recording is None else _kept_path(recording, database.parent),
        recording_sha256=None,
        analysis_version=analysis_version,
        software=software,
        utc_offset_s=_offset_s(start_utc),
        deleted_utc=None,
        standing_rule=None,
    )


def _kept_path(recording: Path, folder: Path) -> str:
    """Return a recording's path, relative to the folder of the logbook where it lies in it."""
    path = recording.absolute()
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def _offset_s(start: datetime) -> int | None:
    """Return how far ahead of UTC the clock on the wall is: as ``start`` says, or as this computer's does then."""
    offset = start.utcoffset() if start.tzinfo not in (None, UTC) else start.astimezone().utcoffset()
    return None if offset is None else round(offset.total_seconds())


def known_session(db: Session, session_id: str) -> SessionRow:
    """Return the row of a session. Raises :class:`LogbookError` where there is none."""
    row = db.get(SessionRow, session_id)
    if row is None:
        raise LogbookError(f"there is no session {session_id[:40]!r}: `sensorlog sessions` lists them")
    return row


def session_beginning(db: Session, session_id: str, path: Path) -> SessionRow:
    """Return the row of the session whose id begins so. Raises :class:`LogbookError` where it is not one alone."""
    wanted = select(SessionRow).where(SessionRow.id.startswith(session_id, autoescape=True))
    found = [row for row in [db.get(SessionRow, session_id)] if row is not None] or db.scalars(wanted.limit(2)).all()
    if len(found) == 1:
        return found[0]
    what = "several sessions begin" if found else "no session begins"
    raise LogbookError(f"{what} with {session_id[:40]!r} in {path}: `sensorlog sessions` lists them")
