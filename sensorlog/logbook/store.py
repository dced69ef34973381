"""The logbook: what was lifted, kept in one SQLite file."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sensorlog.logbook import rows
from sensorlog.logbook.database import open_engine, told
from sensorlog.logbook.effective import effective_sets
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.place import database_path, default_url
from sensorlog.logbook.records import Edit, LoggedSession, Note, Person, SensedSet
from sensorlog.logbook.tables import EditRow, NoteRow, PersonRow, RepRow, SessionRow, SetRow

__all__ = ["MAX_LABEL_LENGTH", "Logbook"]

MAX_LABEL_LENGTH = 60
"""Of a person's name: what fits a line beside the numbers."""


class Logbook:
    """An open logbook. Every method is one transaction: when it returns, what it wrote is on the disk.

    ``url`` is ``sqlite:///`` and a file; left out, it is the person's own logbook, or with ``demo`` the one that demo
    sessions are kept in: a file of its own, which no other door opens. Methods may be called from any thread. All of
    them raise :class:`LogbookError` where the file cannot be opened, read or written.
    """

    def __init__(self, url: str | None = None, *, demo: bool = False, busy_timeout_s: float = 5.0) -> None:
        self.path = database_path(default_url(demo=demo) if url is None else url)
        self.demo = demo
        self._engine = open_engine(self.path, demo=demo, busy_timeout_s=busy_timeout_s)

    def close(self) -> None:
        """Close the file. The logbook is of no use afterwards."""
        self._engine.dispose()

    @property
    def recordings_dir(self) -> Path:
        """Where recordings of these sessions are kept: beside the database, demos apart."""
        return self.path.with_name("demo-recordings" if self.demo else "recordings")

    def begin_session(
        self,
        *,
        start_utc: datetime,
        recording: Path,
        analysis_version: str,
        software: str,
    ) -> str:
        """Enter a session that begins; return its id. It is unfinished until :meth:`end_session`."""
        session_id = secrets.token_hex(6)
        recording = recording.absolute()
        folder = self.path.parent
        with told(self.path), Session(self._engine) as db, db.begin():
            db.add(
                SessionRow(
                    id=session_id,
                    person_id=None,
                    start_utc=start_utc.astimezone(UTC).isoformat(),
                    ended_utc=None,
                    demo=self.demo,
                    recording_path=str(
                        recording.relative_to(folder) if recording.is_relative_to(folder) else recording
                    ),
                    recording_sha256=None,
                    analysis_version=analysis_version,
                    software=software,
                )
            )
        return session_id

    def set_person(self, session_id: str, person: Person) -> None:
        """Say whose session it is."""
        with told(self.path), Session(self._engine) as db, db.begin():
            self._row(db, session_id).person_id = _keep_person(db, person)

    def person_called(self, label: str) -> Person:
        """Return the person of that name (upper and lower case are one), or a new one, who is not kept yet.

        Raises :class:`LogbookError` for a name that is empty, longer than 60 letters, or not printable.
        """
        name = " ".join(label.split())
        if not name or len(name) > MAX_LABEL_LENGTH or not name.isprintable():
            raise LogbookError(f"{name[:30]!r} is no name: type 1 to {MAX_LABEL_LENGTH} letters")
        with told(self.path), self._reader() as db:
            for row in db.scalars(select(PersonRow)):
                if row.label.casefold() == name.casefold():
                    return Person(row.id, row.label)
        return Person(secrets.token_hex(6), name)

    def save_set(self, session_id: str, analysis_version: str, sensed: SensedSet) -> bool:
        """Keep a set that is over; return whether it is new.

        A set that this version of the analysis has given before stays as it was: sensed rows are immutable, and saving
        one again (after a crash) changes nothing.
        """
        with told(self.path), Session(self._engine) as db, db.begin():
            if db.get(SetRow, (session_id, analysis_version, sensed.set_id)) is not None:
                return False
            db.add(rows.set_row(session_id, analysis_version, sensed))
            db.flush()  # reps refer to their set
            db.add_all(rows.rep_row(session_id, analysis_version, rep) for rep in sensed.reps)
        return True

    def add_edit(self, session_id: str, edit: Edit) -> None:
        """Add what a person said; adding the same ``edit_id`` again changes nothing."""
        with told(self.path), Session(self._engine) as db, db.begin():
            known = select(EditRow.seq).filter_by(session_id=session_id, edit_id=edit.edit_id)
            if db.scalar(known) is None:
                db.add(rows.edit_row(session_id, edit))

    def add_note(self, session_id: str, note: Note) -> None:
        """Add a person's words; adding the same ``note_id`` again changes nothing."""
        with told(self.path), Session(self._engine) as db, db.begin():
            known = select(NoteRow.seq).filter_by(session_id=session_id, note_id=note.note_id)
            if db.scalar(known) is None:
                db.add(rows.note_row(session_id, note))

    def end_session(
        self, session_id: str, *, ended_utc: datetime, recording_sha256: str | None, analysis_version: str
    ) -> None:
        """Finish a session. From here on the sets of ``analysis_version`` are the ones that count."""
        with told(self.path), Session(self._engine) as db, db.begin():
            row = self._row(db, session_id)
            row.ended_utc = ended_utc.astimezone(UTC).isoformat()
            row.recording_sha256 = recording_sha256
            row.analysis_version = analysis_version

    def session(self, session_id: str) -> LoggedSession:
        """Return one session; the beginning of its id is enough where no other begins so."""
        with told(self.path), self._reader() as db:
            found = db.scalars(
                select(SessionRow).where(SessionRow.id.startswith(session_id, autoescape=True)).limit(2)
            ).all()
            if len(found) == 1:
                return self._read(db, found)[0]
        what = "several sessions begin" if found else "no session begins"
        raise LogbookError(f"{what} with {session_id[:40]!r} in {self.path}: `sensorlog sessions` lists them")

    def sessions(self, limit: int | None = None) -> list[LoggedSession]:
        """Return the ``limit`` latest sessions, or all, the latest first."""
        latest = select(SessionRow).order_by(SessionRow.start_utc.desc(), SessionRow.id).limit(limit)
        with told(self.path), self._reader() as db:
            return self._read(db, db.scalars(latest).all())

    def unfinished(self) -> list[LoggedSession]:
        """Return sessions without an end, the latest first: cut off, or running in another process."""
        open_ones = select(SessionRow).where(SessionRow.ended_utc.is_(None)).order_by(SessionRow.start_utc.desc())
        with told(self.path), self._reader() as db:
            return self._read(db, db.scalars(open_ones).all())

    def _reader(self) -> Session:
        return Session(self._engine.execution_options(reading=True))

    def _row(self, db: Session, session_id: str) -> SessionRow:
        row = db.get(SessionRow, session_id)
        if row is None:
            raise LogbookError(f"there is no session {session_id[:40]!r} in {self.path}")
        return row

    def _read(self, db: Session, found: Sequence[SessionRow]) -> list[LoggedSession]:
        return [self._read_one(db, row) for row in found]

    def _read_one(self, db: Session, row: SessionRow) -> LoggedSession:
        version = {"session_id": row.id, "analysis_version": row.analysis_version}
        reps = [rows.rep(each) for each in db.scalars(select(RepRow).filter_by(**version))]
        sensed = [rows.sensed_set(each, reps) for each in db.scalars(select(SetRow).filter_by(**version))]
        edits = tuple(
            rows.edit(each) for each in db.scalars(select(EditRow).filter_by(session_id=row.id).order_by(EditRow.seq))
        )
        notes = tuple(
            rows.note(each) for each in db.scalars(select(NoteRow).filter_by(session_id=row.id).order_by(NoteRow.seq))
        )
        person = None if row.person_id is None else db.get(PersonRow, row.person_id)
        return LoggedSession(
            id=row.id,
            start_utc=datetime.fromisoformat(row.start_utc),
            ended_utc=None if row.ended_utc is None else datetime.fromisoformat(row.ended_utc),
            demo=row.demo,
            person=None if person is None else Person(person.id, person.label),
            recording=self.path.parent / row.recording_path,
            recording_sha256=row.recording_sha256,
            analysis_version=row.analysis_version,
            software=row.software,
            sets=effective_sets(sensed, edits, row.analysis_version),
            edits=edits,
            notes=notes,
        )


def _keep_person(db: Session, person: Person) -> str:
    """Enter a person who is new; return the id."""
    if db.get(PersonRow, person.id) is None:
        db.add(PersonRow(id=person.id, label=person.label, created_utc=datetime.now(UTC).isoformat()))
        db.flush()  # the session refers to it
    return person.id
