"""Sessions of one person's log on their way in."""

from __future__ import annotations

from datetime import UTC

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from sensorlog.logbook import entered_rows, rows
from sensorlog.logbook.arrivals_beside import Arrival, ArrivalsBeside, Verdict
from sensorlog.logbook.arriving import check_session, session_difference, without_purged
from sensorlog.logbook.carried import (
    CarriedSession,
)
from sensorlog.logbook.carrying import read_carried, share_id
from sensorlog.logbook.edits import UNKNOWN_IN_WORDS, EditOp
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import keep_person
from sensorlog.logbook.purge_rows import PurgedSet
from sensorlog.logbook.records import Person
from sensorlog.logbook.standing import refresh
from sensorlog.logbook.tables import EditRow, PersonRow, RepRow, SessionRow, SetRow
from sensorlog.logbook.tables_kept import (
    PurgedRow,
)

__all__ = ["Arrivals"]


class Arrivals(ArrivalsBeside):
    """Parts of one person's log on their way in. Sessions come before the diary, which refers to them."""

    def __init__(self, db: Session, file: OpenFile, person: Person) -> None:
        super().__init__(db, person, _parted_sessions(db, person.id))
        self._file = file
        self._purged_sets = [
            PurgedSet.from_text(text) for text in db.scalars(select(PurgedRow.id).filter_by(kind="set"))
        ]

    def person(self) -> Arrival:
        """Enter whose log it is. Equal names are different people; the name that somebody has here stays."""
        if self._is_purged("person", self._person.id):
            raise LogbookError(f"person {self._person.id} was purged here for good, and is not taken in again")
        row = self._db.get(PersonRow, self._person.id)
        if row is not None and row.deleted_utc is not None:
            raise LogbookError(f"{row.label} (id {row.id}) is deleted here: `sensorlog people undelete` comes first")
        if row is None:
            keep_person(self._db, self._person)
            return Arrival(Verdict.NEW, f"{self._person.label} (id {self._person.id})")
        if row.label == self._person.label:
            return Arrival(Verdict.SAME, f"{row.label} (id {row.id})")
        return Arrival(Verdict.SAME, f"{row.label} (id {row.id})", f"is called {self._person.label} in the log")

    def session(self, session: CarriedSession, recording: str | None = None) -> Arrival:
        """Enter a session, or what is new of it. ``recording``: where its recording lies, from the logbook's folder."""
        check_session(session)
        what = f"session {session.id} of {session.start_utc.date().isoformat()}"
        if self._is_purged("session", session.id):
            return Arrival(Verdict.GONE, what, "was purged here for good")
        session = without_purged(
            session,
            [each for each in self._purged_sets if each.session_id == session.id],
            notes_too=self._is_purged("notes", session.id),
        )
        row = self._db.get(SessionRow, self._parted.get(session.id, session.id))
        if row is None:
            self._add_session(session, recording)
            return Arrival(Verdict.NEW, what, _unknown_in_words(session))
        if session.id in self._parted:
            return Arrival(Verdict.SAME, what, f"is part of session {row.id} here")
        if row.deleted_utc is not None:
            return Arrival(Verdict.GONE, what, "is deleted here: `sensorlog sessions undelete` brings it back")
        here = self._as_counted_there(row, session.analysis_version)
        if here.standing is None or here.standing.person is None or here.standing.person.id != self._person.id:
            return Arrival(Verdict.CONFLICT, what, "is somebody else's here")
        difference = session_difference(here, session)
        if difference.conflict:
            return Arrival(Verdict.CONFLICT, what, difference.conflict)
        is_evidence_new = recording is not None and row.recording_path is None
        if is_evidence_new:
            row.recording_path, row.recording_sha256 = recording, session.recording_sha256
        if not difference.added:
            return Arrival(Verdict.GREW, what, "its recording") if is_evidence_new else Arrival(Verdict.SAME, what)
        if difference.counts_anew:
            row.analysis_version = session.analysis_version
        self._add_rows(difference.new)
        refresh(self._db, session.id)
        return Arrival(
            Verdict.GREW, what, ", ".join(filter(None, (difference.added, _unknown_in_words(difference.new))))
        )

    def _as_counted_there(self, row: SessionRow, analysis_version: str) -> CarriedSession:
        """Read a session as the log's analysis counted it, if that is here; else as it counts here."""
        known = select(SetRow.set_id).filter_by(session_id=row.id, analysis_version=analysis_version).limit(1)
        version = None if self._db.scalar(known) is None else analysis_version
        return read_carried(self._db, row, self._file.path.parent, version)

    def _add_session(self, session: CarriedSession, recording: str | None) -> None:
        self._db.add(
            SessionRow(
                id=session.id,
                person_id=self._person.id,
                start_utc=session.start_utc.astimezone(UTC).isoformat(),
                ended_utc=None if session.ended_utc is None else session.ended_utc.astimezone(UTC).isoformat(),
                demo=self._file.demo,
                recording_path=recording,
                recording_sha256=session.recording_sha256,
                analysis_version=session.analysis_version,
                software=session.software,
                utc_offset_s=session.utc_offset_s,
                deleted_utc=None,
                standing_rule=None,
            )
        )
        self._db.flush()
        self._add_rows(session)
        refresh(self._db, session.id)

    def _add_rows(self, session: CarriedSession) -> None:
        db, version = self._db, session.analysis_version
        db.add_all(rows.set_row(session.id, version, each) for each in session.sensed)
        for entered in session.by_hand:
            row = entered_rows.hand_set_row(session.id, entered.set_id, entered.done, entered.by)
            row.at_utc = entered.at_utc.astimezone(UTC).isoformat()
            db.add(row)
        db.flush()  # reps refer to their set
        if reps := [rows.rep_fields(session.id, version, rep) for each in session.sensed for rep in each.reps]:
            db.execute(insert(RepRow), reps)
        for edit in session.edits:  # one by one: they apply in this order
            db.add(entered_rows.edit_row(session.id, edit))
            db.flush()
        for note in session.notes:
            db.add(entered_rows.note_row(session.id, note))
            db.flush()


def _unknown_in_words(session: CarriedSession) -> str:
    ops = dict.fromkeys(edit.op for edit in session.edits if not edit.is_known)
    return f"{UNKNOWN_IN_WORDS} is kept without effect ({', '.join(ops)}): update sensorlog" if ops else ""


def _parted_sessions(db: Session, person_id: str) -> dict[str, str]:
    """Return the sessions of others here with sets that were moved to a person, by the id that their part has."""
    moved = select(EditRow.session_id, EditRow.value).where(EditRow.op == EditOp.MOVE_SET.value).distinct()
    return {share_id(row.session_id, person_id): row.session_id for row in db.execute(moved) if row.value == person_id}
