"""Sessions: what the sensor saw, kept unchanged, and what the person said of it, added beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from sensorlog.logbook import entered_rows, rows
from sensorlog.logbook.edit_values import SET_OPS, changes
from sensorlog.logbook.edits import Edit, Note
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import keep_person
from sensorlog.logbook.reading import deleted_people, read_session
from sensorlog.logbook.records import LoggedSession, Person
from sensorlog.logbook.session_rows import known_session, new_session_row, session_beginning
from sensorlog.logbook.sets import SensedSet
from sensorlog.logbook.standing import latest_ids, refresh
from sensorlog.logbook.tables import EditRow, NoteRow, SessionRow, SetRow

__all__ = ["Sessions"]


class Sessions(OpenFile):
    """Doors to sessions and their sets."""

    @property
    def recordings_dir(self) -> Path:
        """Where recordings of these sessions are kept: beside the database, demos apart."""
        return self.path.with_name("demo-recordings" if self.demo else "recordings")

    def begin_session(
        self,
        *,
        start_utc: datetime,
        recording: Path | None,
        analysis_version: str,
        software: str,
    ) -> str:
        """Enter a session that begins; return its id. It is unfinished until :meth:`end_session`.

        ``recording`` is ``None`` where nothing but what is entered by hand will be in it.
        """
        row = new_session_row(self.path, start_utc, recording, analysis_version, software, demo=self.demo)
        with self._writing() as db:
            db.add(row)
            refresh(db, row.id)
            return row.id

    def set_person(self, session_id: str, person: Person) -> None:
        """Say whose session it is while it is recorded; afterwards :meth:`move_session` does."""
        with self._writing() as db:
            known_session(db, session_id).person_id = keep_person(db, person)
            refresh(db, session_id)

    def save_set(self, session_id: str, analysis_version: str, sensed: SensedSet) -> bool:
        """Keep a set that is over; return whether it is new.

        A set that this version of the analysis has given before stays as it was: sensed rows are immutable, and saving
        one again (after a crash) changes nothing.
        """
        with self._writing() as db:
            if db.get(SetRow, (session_id, analysis_version, sensed.set_id)) is not None:
                return False
            db.add(rows.set_row(session_id, analysis_version, sensed))
            db.flush()  # reps refer to their set
            db.add_all(rows.rep_row(session_id, analysis_version, rep) for rep in sensed.reps)
            refresh(db, session_id)
        return True

    def add_edit(self, session_id: str, edit: Edit) -> None:
        """Add what a person said; adding the same ``edit_id`` again changes nothing.

        Raises :class:`LogbookError` where the value is not what the edit's ``op`` may have.
        """
        if edit.op in SET_OPS:
            changes(edit.op, edit.value)
        with self._writing() as db:
            known = select(EditRow.seq).filter_by(session_id=session_id, edit_id=edit.edit_id)
            if db.scalar(known) is None:
                db.add(entered_rows.edit_row(session_id, edit))
                refresh(db, session_id)

    def add_note(self, session_id: str, note: Note) -> None:
        """Add a person's words; adding the same ``note_id`` again changes nothing."""
        with self._writing() as db:
            known = select(NoteRow.seq).filter_by(session_id=session_id, note_id=note.note_id)
            if db.scalar(known) is None:
                db.add(entered_rows.note_row(session_id, note))

    def end_session(
        self, session_id: str, *, ended_utc: datetime, recording_sha256: str | None, analysis_version: str
    ) -> None:
        """Finish a session. From here on the sets of ``analysis_version`` are the ones that count."""
        with self._writing() as db:
            row = known_session(db, session_id)
            last_s = db.scalar(
                select(func.max(SetRow.end_s)).filter_by(session_id=session_id, analysis_version=analysis_version)
            )
            # The clock on the wall may have been set back meanwhile; sample time was not.
            earliest_utc = datetime.fromisoformat(row.start_utc) + timedelta(seconds=max(0.0, last_s or 0.0))
            row.ended_utc = max(ended_utc.astimezone(UTC), earliest_utc).isoformat()
            row.recording_sha256 = recording_sha256
            row.analysis_version = analysis_version
            refresh(db, session_id)

    def count_with(self, session_id: str, analysis_version: str) -> None:
        """Have the sets of another analysis count. Those of the one before stay beside them."""
        with self._writing() as db:
            known_session(db, session_id).analysis_version = analysis_version
            refresh(db, session_id)

    def session(self, session_id: str) -> LoggedSession:
        """Return one session; the beginning of its id is enough where no other begins so."""
        with self._reading() as db:
            row = session_beginning(db, session_id, self.path)
            return read_session(db, row, self.path.parent, deleted_people(db))

    def recorded_ids(self) -> list[str]:
        """Return the ids of finished sessions that have a recording, the oldest first."""
        wanted = select(SessionRow.id).where(
            SessionRow.recording_path.is_not(None), SessionRow.ended_utc.is_not(None), SessionRow.deleted_utc.is_(None)
        )
        with self._reading() as db:
            return list(db.scalars(wanted.order_by(SessionRow.start_utc)))

    def sessions(self, limit: int | None = None, *, deleted: bool = False) -> list[LoggedSession]:
        """Return the ``limit`` latest sessions, or all, the latest first; with ``deleted`` only those that are."""
        with self._reading() as db:
            gone = deleted_people(db)
            chosen = db.scalars(latest_ids(limit, deleted=deleted)).all()
            return [read_session(db, db.get_one(SessionRow, each), self.path.parent, gone) for each in chosen]

    def unfinished(self) -> list[LoggedSession]:
        """Return sessions without an end, the latest first: cut off, or running in another process."""
        unended = select(SessionRow).where(SessionRow.ended_utc.is_(None), SessionRow.deleted_utc.is_(None))
        with self._reading() as db:
            gone = deleted_people(db)
            rows = db.scalars(unended.order_by(SessionRow.start_utc.desc())).all()
            found = [read_session(db, row, self.path.parent, gone) for row in rows]
        return [each for each in found if each.deleted_utc is None]
