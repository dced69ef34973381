"""Sessions: what the sensor saw, kept unchanged, and what the person said of it, added beside it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sensorlog.events import JsonValue
from sensorlog.logbook import rows
from sensorlog.logbook.edit_values import SET_OPS, changes, check_hand_set
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import keep_person, known_person
from sensorlog.logbook.reading import read_session
from sensorlog.logbook.records import Edit, EditOp, HandSet, LoggedSession, Note, Person, SensedSet
from sensorlog.logbook.standing import refresh
from sensorlog.logbook.tables import EditRow, HandSetRow, NoteRow, SessionRow, SetRow

__all__ = ["BY_HAND", "Sessions", "known_session"]

BY_HAND = "by hand"
"""In place of an analysis version, where nothing was sensed."""


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
        row = self._new_row(start_utc, recording, analysis_version, software)
        with self._writing() as db:
            db.add(row)
            refresh(db, row.id)
            return row.id

    def _new_row(self, start_utc: datetime, recording: Path | None, analysis_version: str, software: str) -> SessionRow:
        return SessionRow(
            id=secrets.token_hex(6),
            person_id=None,
            start_utc=start_utc.astimezone(UTC).isoformat(),
            ended_utc=None,
            demo=self.demo,
            recording_path=self._kept_path(recording),
            recording_sha256=None,
            analysis_version=analysis_version,
            software=software,
            utc_offset_s=_offset_s(start_utc),
            deleted_utc=None,
            standing_rule=None,
        )

    def _kept_path(self, recording: Path | None) -> str | None:
        """Return a recording's path, relative to the folder of the logbook where it lies in it."""
        if recording is None:
            return None
        path, folder = recording.absolute(), self.path.parent
        return str(path.relative_to(folder) if path.is_relative_to(folder) else path)

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
                db.add(rows.edit_row(session_id, edit))
                refresh(db, session_id)

    def add_note(self, session_id: str, note: Note) -> None:
        """Add a person's words; adding the same ``note_id`` again changes nothing."""
        with self._writing() as db:
            known = select(NoteRow.seq).filter_by(session_id=session_id, note_id=note.note_id)
            if db.scalar(known) is None:
                db.add(rows.note_row(session_id, note))

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
            found = db.scalars(
                select(SessionRow).where(SessionRow.id.startswith(session_id, autoescape=True)).limit(2)
            ).all()
            if len(found) == 1:
                return read_session(db, found[0], self.path.parent)
        what = "several sessions begin" if found else "no session begins"
        raise LogbookError(f"{what} with {session_id[:40]!r} in {self.path}: `sensorlog sessions` lists them")

    def recorded_ids(self) -> list[str]:
        """Return the ids of finished sessions that have a recording, the oldest first."""
        wanted = select(SessionRow.id).where(
            SessionRow.recording_path.is_not(None), SessionRow.ended_utc.is_not(None), SessionRow.deleted_utc.is_(None)
        )
        with self._reading() as db:
            return list(db.scalars(wanted.order_by(SessionRow.start_utc)))

    def sessions(self, limit: int | None = None, *, deleted: bool = False) -> list[LoggedSession]:
        """Return the ``limit`` latest sessions, or all, the latest first; with ``deleted`` only those that are."""
        is_deleted = SessionRow.deleted_utc.is_not(None) if deleted else SessionRow.deleted_utc.is_(None)
        latest = select(SessionRow).where(is_deleted).order_by(SessionRow.start_utc.desc(), SessionRow.id).limit(limit)
        with self._reading() as db:
            return [read_session(db, row, self.path.parent) for row in db.scalars(latest).all()]

    def unfinished(self) -> list[LoggedSession]:
        """Return sessions without an end, the latest first: cut off, or running in another process."""
        unended = select(SessionRow).where(SessionRow.ended_utc.is_(None), SessionRow.deleted_utc.is_(None))
        open_ones = unended.order_by(SessionRow.start_utc.desc())
        with self._reading() as db:
            return [read_session(db, row, self.path.parent) for row in db.scalars(open_ones).all()]

    def move_session(self, session_id: str, person_id: str | None, *, by: str | None = None) -> None:
        """Say that a session is another person's; ``None``: whose it was when it was recorded.

        An edit: what was recorded stays. Raises :class:`LogbookError` where the session or the person is not known.
        """
        with self._writing() as db:
            known_session(db, session_id)
            if person_id is not None:
                known_person(db, person_id)
            db.add(rows.edit_row(session_id, _said(EditOp.MOVE_SESSION, 0.0, None, person_id, by)))
            refresh(db, session_id)

    def move_set(self, session_id: str, set_id: str, person_id: str | None, *, by: str | None = None) -> None:
        """Say that one set is another person's; ``None``: the session's person's. Otherwise as :meth:`move_session`."""
        self.say(session_id, set_id, EditOp.MOVE_SET, person_id, by=by)

    def say(self, session_id: str, set_id: str, op: EditOp, value: JsonValue, *, by: str | None = None) -> None:
        """Say something of one set, sensed or by hand: exercise, load, warm-up, side, effort … (:class:`EditOp`).

        Raises :class:`LogbookError` where there is no such set or person, or the value is not what ``op`` may have.
        """
        changes(op, value)
        with self._writing() as db:
            version = known_session(db, session_id).analysis_version
            row = db.get(SetRow, (session_id, version, set_id)) or db.get(HandSetRow, (session_id, set_id))
            if row is None:
                raise LogbookError(f"session {session_id} has no set {set_id[:40]!r}: `sensorlog sessions show` tells")
            if op is EditOp.MOVE_SET and value is not None:
                known_person(db, str(value))
            db.add(rows.edit_row(session_id, _said(op, row.start_s, row.end_s, value, by, set_id, version)))
            refresh(db, session_id)

    def log_by_hand(
        self, start_utc: datetime, sets: Sequence[HandSet], *, person: Person | None = None, software: str
    ) -> str:
        """Enter a session that no sensor saw; return its id. Raises :class:`LogbookError` for values that cannot be."""
        for done in sets:
            check_hand_set(done)
        ended_utc = start_utc + timedelta(seconds=max((done.end_s for done in sets), default=0.0))
        row = self._new_row(start_utc, None, BY_HAND, software)
        row.ended_utc = ended_utc.astimezone(UTC).isoformat()
        with self._writing() as db:
            row.person_id = None if person is None else keep_person(db, person)
            db.add(row)
            db.flush()
            by = row.person_id
            db.add_all(rows.hand_set_row(row.id, f"hand/{n}", done, by) for n, done in enumerate(sets, 1))
            refresh(db, row.id)
            return row.id

    def add_hand_set(self, session_id: str, done: HandSet, *, by: str | None = None) -> str:
        """Enter a set that a person says was done, in a session with a sensor or without; return its id."""
        check_hand_set(done)
        with self._writing() as db:
            known_session(db, session_id)
            number = db.scalar(select(func.count()).select_from(HandSetRow).filter_by(session_id=session_id)) or 0
            set_id = f"hand/{number + 1}"
            db.add(rows.hand_set_row(session_id, set_id, done, by))
            refresh(db, session_id)
        return set_id


def _said(
    op: EditOp,
    start_s: float,
    end_s: float | None,
    value: JsonValue,
    by: str | None,
    about: str | None = None,
    version: str | None = None,
) -> Edit:
    """Make an edit of this moment."""
    return Edit(secrets.token_hex(6), op, start_s, end_s, value, by, datetime.now(UTC), about, version)


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
