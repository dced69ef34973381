"""Deleting, which can be taken back, and purging, which cannot: rows, recording, and every copy that can be reached."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from sensorlog.logbook.complaints import told
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.sessions import known_session
from sensorlog.logbook.standing import refresh
from sensorlog.logbook.tables import SessionRow
from sensorlog.logbook.tables_kept import BackupRow, DiaryRow, PrescriptionRow

__all__ = ["Purged", "Purging", "purge_rows"]

_TABLES = ("standing_sets", "diary", "notes", "edits", "hand_sets", "reps", "sets")
"""With a session's rows, those that refer to others first."""
_ENTRIES = ("diary", "prescriptions")


@dataclass(frozen=True, slots=True)
class Purged:
    """What :meth:`Purging.purge_sessions` did."""

    sessions: int
    recordings: tuple[Path, ...]
    """Removed."""
    copies: tuple[Path, ...]
    """From which the sessions were taken."""
    out_of_reach: tuple[Path, ...]
    """Copies that were made and are not there now, or cannot be written."""
    entries: int = 0
    """Of diary and prescriptions."""


class Purging(OpenFile):
    """Doors to deleting."""

    def delete_session(self, session_id: str) -> None:
        """Leave a session out of every list and trend from now on; :meth:`undelete_session` takes that back."""
        self._mark_session(session_id, datetime.now(UTC).isoformat())

    def undelete_session(self, session_id: str) -> None:
        """Have a deleted session count again, as it was."""
        self._mark_session(session_id, None)

    def _mark_session(self, session_id: str, deleted_utc: str | None) -> None:
        with self._writing() as db:
            known_session(db, session_id).deleted_utc = deleted_utc
            refresh(db, session_id)

    def purge_sessions(self, session_ids: Collection[str]) -> Purged:
        """Remove deleted sessions for good: their rows, recordings, and their rows in the copies of this logbook.

        Raises :class:`LogbookError`, with nothing removed, where one of them is not known or not deleted.
        """
        ids = set(session_ids)
        with self._reading() as db:
            found = db.execute(select(SessionRow.id, SessionRow.recording_path).where(SessionRow.id.in_(ids))).all()
            deleted = set(db.scalars(select(SessionRow.id).where(SessionRow.deleted_utc.is_not(None))))
            named = [Path(path) for path in db.scalars(select(BackupRow.path))]
        if not_deleted := sorted(ids - deleted):
            raise LogbookError(f"session {not_deleted[0][:40]} is not deleted: `sensorlog sessions delete` comes first")
        # Recordings first: should this be cut off, the rows still say what is to be purged.
        recordings = []
        for path in (self.path.parent / row.recording_path for row in found if row.recording_path is not None):
            try:
                path.unlink()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise LogbookError(f"{path} cannot be removed ({error.strerror}): check its folder") from error
            recordings.append(path)
        copies, out_of_reach = self._purge_everywhere(named, ids, set())
        return Purged(len(ids), tuple(recordings), tuple(copies), tuple(out_of_reach))

    def taken_back(self) -> set[str]:
        """Return the ids of what was taken back of diary and prescriptions, and not purged yet."""
        with self._reading() as db:
            return {
                entry_id
                for table in (DiaryRow, PrescriptionRow)
                for entry_id in db.scalars(select(table.id).where(table.deleted_utc.is_not(None)))
            }

    def purge_diary(self) -> Purged:
        """Remove for good what was taken back of diary and prescriptions, here and in the copies of this logbook."""
        entries = self.taken_back()
        with self._reading() as db:
            named = [Path(path) for path in db.scalars(select(BackupRow.path))]
        copies, out_of_reach = self._purge_everywhere(named, set(), entries)
        return Purged(0, (), tuple(copies), tuple(out_of_reach), len(entries))

    def _purge_everywhere(
        self, named: Sequence[Path], session_ids: Collection[str], entry_ids: Collection[str]
    ) -> tuple[list[Path], list[Path]]:
        """Purge copies and then this logbook; return the copies that could be reached, and those that could not."""
        copies, out_of_reach = [], []
        for path in dict.fromkeys([*named, *sorted(self.path.parent.glob(f"{self.path.name}.*.bak"))]):
            try:
                _purge_file(path, session_ids, entry_ids)
            except LogbookError:
                out_of_reach.append(path)
            else:
                copies.append(path)
        _purge_file(self.path, session_ids, entry_ids)
        return copies, out_of_reach


def purge_rows(raw: sqlite3.Connection, session_ids: Collection[str], entry_ids: Collection[str] = ()) -> None:
    """Remove sessions with all their rows, and entries, from a logbook of any version; overwrite where they were."""
    raw.execute("PRAGMA secure_delete = ON")
    there = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    one_each = [(session_id,) for session_id in sorted(session_ids)]
    with raw:
        for table in (table for table in _TABLES if table in there):
            raw.executemany(f"DELETE FROM {table} WHERE session_id = ?", one_each)  # noqa: S608 - names from above
        for table in (table for table in _ENTRIES if table in there):
            raw.executemany(f"DELETE FROM {table} WHERE id = ?", [(each,) for each in sorted(entry_ids)])  # noqa: S608
        if "sessions" in there:
            raw.executemany("DELETE FROM sessions WHERE id = ?", one_each)
        if "purged" in there:
            now = datetime.now(UTC).isoformat()
            raw.executemany(
                "INSERT OR IGNORE INTO purged (session_id, at_utc) VALUES (?, ?)",
                [(session_id, now) for (session_id,) in one_each],
            )
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _purge_file(path: Path, session_ids: Collection[str], entry_ids: Collection[str]) -> None:
    if not path.is_file():
        raise LogbookError(f"{path} is not there")
    with told(path), closing(sqlite3.connect(path)) as raw:
        purge_rows(raw, session_ids, entry_ids)
