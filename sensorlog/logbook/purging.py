"""Purging, which cannot be taken back: rows, recordings, and every copy that can be reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sensorlog.logbook.deleting import is_alone_in, sessions_with
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.file_numbers import FileNumbers
from sensorlog.logbook.purge_rows import PurgedSet, ToPurge, purge_file
from sensorlog.logbook.reading import read_sets
from sensorlog.logbook.session_rows import known_session
from sensorlog.logbook.sets import LoggedSet
from sensorlog.logbook.tables import PersonRow, SessionRow
from sensorlog.logbook.tables_kept import BackupRow, DiaryRow, PrescriptionRow

__all__ = ["Purged", "Purging"]


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did."""

    sessions: int
    recordings: tuple[Path, ...]
    """Removed."""
    copies: tuple[Path, ...]
    """From which the same was taken."""
    out_of_reach: tuple[Path, ...]
    """Copies that were made and are not there now, or cannot be written."""
    entries: int = 0
    """Of diary and prescriptions."""
    sets: int = 0
    """In sessions that stay."""
    recordings_kept: tuple[Path, ...] = ()
    """Still with the samples of those sets: they are the evidence of other sets, too, and are not cut."""


class Purging(FileNumbers):
    """Doors to purging. Each raises :class:`LogbookError`, with nothing removed, for what was not deleted before."""

    def purge_sessions(self, session_ids: Collection[str]) -> Purged:
        """Remove deleted sessions for good: their rows, recordings, and their rows in the copies of this logbook."""
        ids = set(session_ids)
        with self._reading() as db:
            found = list(db.scalars(select(SessionRow).where(SessionRow.id.in_(ids))))
            if not_deleted := sorted(ids - {row.id for row in found if row.deleted_utc is not None}):
                raise LogbookError(
                    f"session {not_deleted[0][:40]} is not deleted: `sensorlog sessions delete` comes first"
                )
            recordings = self._recordings(found)
        return self._purge(ToPurge(sessions=frozenset(ids)), recordings)

    def purge_set(self, session_id: str, set_id: str) -> Purged:
        """Remove a deleted set for good: its rows of every analysis, and what was said of it, here and in copies.

        The recording stays as it is, and an edit that says at which time there was no set.
        """
        with self._reading() as db:
            row = known_session(db, session_id)
            _, sets = read_sets(db, row)
            deleted = [each for each in sets if each.set_id == set_id and each.deleted]
            if not deleted:
                raise LogbookError(f"set {set_id[:40]!r} of session {session_id} is not deleted: delete it first")
            kept = self._recordings([row]) if deleted[0].sensor else []
        return self._purge(ToPurge(sets=frozenset(_purged_set(session_id, each) for each in deleted)), [], kept)

    def purge_person(self, person_id: str) -> Purged:
        """Remove a deleted person for good: sessions, recordings, diary, programs, sensors, here and in copies.

        Of sessions in which somebody else has a set, their own sets go, and the recording stays.
        """
        with self._reading() as db:
            person = db.get(PersonRow, person_id)
            if person is None or person.deleted_utc is None:
                raise LogbookError(f"{person_id[:40]!r} is nobody who was deleted: `sensorlog people delete` first")
            own, shared, theirs = [], [], []
            for row in sessions_with(db, person_id):
                if is_alone_in(db, row, person_id):
                    own.append(row)
                elif found := _sets_of(db, row, person_id):
                    shared.append(row)
                    theirs += found
            notes_of = frozenset(row.id for row in shared if read_sets(db, row)[0] == person_id)
            recordings, kept = self._recordings(own), self._recordings(shared)
        gone = ToPurge(
            frozenset(row.id for row in own), frozenset(), frozenset({person_id}), frozenset(theirs), notes_of
        )
        self._forget_file_number(person_id)
        return self._purge(gone, recordings, kept)

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
        return self._purge(ToPurge(entries=frozenset(self.taken_back())), [])

    def _recordings(self, found: Collection[SessionRow]) -> list[Path]:
        return [self.path.parent / row.recording_path for row in found if row.recording_path is not None]

    def _purge(self, gone: ToPurge, recordings: Collection[Path], kept: Collection[Path] = ()) -> Purged:
        """Remove recordings, and rows from the copies and then from this logbook."""
        with self._reading() as db:
            named = [Path(path) for path in db.scalars(select(BackupRow.path))]
        # Recordings first: should this be cut off, the rows still say what is to be purged.
        removed = [path for path in recordings if _remove(path)]
        copies, out_of_reach = [], []
        for path in dict.fromkeys([*named, *sorted(self.path.parent.glob(f"{self.path.name}.*.bak"))]):
            try:
                purge_file(path, gone)
            except LogbookError:
                out_of_reach.append(path)
            else:
                copies.append(path)
        purge_file(self.path, gone)
        self._work_out_what_stands()
        return Purged(
            sessions=len(gone.sessions),
            recordings=tuple(removed),
            copies=tuple(copies),
            out_of_reach=tuple(out_of_reach),
            entries=len(gone.entries),
            sets=len(gone.sets),
            recordings_kept=tuple(path for path in kept if path.exists()),
        )


def _sets_of(db: Session, row: SessionRow, person_id: str) -> list[PurgedSet]:
    owner_id, sets = read_sets(db, row)
    return [_purged_set(row.id, each) for each in sets if (each.moved_to or owner_id) == person_id]


def _purged_set(session_id: str, gone: LoggedSet) -> PurgedSet:
    return PurgedSet(session_id, gone.set_id, gone.sensor, gone.start_s, gone.end_s)


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise LogbookError(f"{path} cannot be removed ({error.strerror}): check its folder") from error
    return True
