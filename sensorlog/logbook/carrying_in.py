"""Taking in what another logbook carried out: one log, one transaction; what is here is never overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from sensorlog.logbook import entered_rows, rows
from sensorlog.logbook.arriving import check_session, session_difference, without_purged
from sensorlog.logbook.carrying import (
    CarriedDiaryEntry,
    CarriedPrescription,
    CarriedProgram,
    CarriedSession,
    diary_entry,
    prescription,
    program,
    read_carried,
    share_id,
)
from sensorlog.logbook.complaints import told
from sensorlog.logbook.diary import check_diary_row
from sensorlog.logbook.edits import EditOp
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import keep_person
from sensorlog.logbook.purge_rows import PurgedSet
from sensorlog.logbook.records import Person
from sensorlog.logbook.standing import refresh
from sensorlog.logbook.tables import EditRow, PersonRow, RepRow, SessionRow, SetRow
from sensorlog.logbook.tables_kept import (
    DiaryRow,
    ForeignFieldsRow,
    PrescriptionRow,
    ProgramEntryRow,
    ProgramRow,
    ProgramRunRow,
    PurgedRow,
    UsualMarkRow,
)
from sensorlog.logbook.usuals import UsualMark
from sensorlog.training import PainBands, TrainingError, state_from_json

__all__ = ["Arrival", "Arrivals", "CarryingIn", "Verdict"]


class Verdict(StrEnum):
    """What became of a part of a log."""

    NEW = "new"
    SAME = "same"
    """It was here already."""
    GREW = "grew"
    """It was here, and something has been added."""
    CONFLICT = "conflict"
    """It was here and says something else: what is here stays."""
    GONE = "gone"
    """It was deleted or purged here, and stays so."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One part of a log, and what became of it."""

    verdict: Verdict
    what: str
    """In words, such as ``session 1a2b3c of 2026-05-04``."""
    why: str = ""


class CarryingIn(OpenFile):
    """The door for logs of other logbooks."""

    @contextmanager
    def carrying_in(self, person: Person, *, dry_run: bool = False) -> Iterator[Arrivals]:
        """Take in one person's log, in one transaction: whole, or nothing of it where anything fails.

        With ``dry_run`` everything is tried and nothing kept. Raises :class:`LogbookError` for what cannot be.
        """
        with told(self.path), Session(self._engine) as db, db.begin() as transaction:
            yield Arrivals(db, self, person)
            if dry_run:
                db.flush()
                transaction.rollback()


class Arrivals:
    """Parts of one person's log on their way in. Sessions come before the diary, which refers to them."""

    def __init__(self, db: Session, file: OpenFile, person: Person) -> None:
        self._db = db
        self._file = file
        self._person = person
        self._parted = _parted_sessions(db, person.id)
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
            return Arrival(Verdict.NEW, what)
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
        return Arrival(Verdict.GREW, what, difference.added)

    def _is_purged(self, kind: str, purged_id: str) -> bool:
        return self._db.get(PurgedRow, (kind, purged_id)) is not None

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

    def diary_entry(self, entry: CarriedDiaryEntry) -> Arrival:
        """Enter what was felt. Raises :class:`LogbookError` for what cannot be, or a session that is not here."""
        what = f"diary of {entry.day}: {entry.kind.replace('_', ' ')}"
        session_id = None if entry.session_id is None else self._parted.get(entry.session_id, entry.session_id)
        row = self._db.get(DiaryRow, entry.id)
        if row is not None:
            if row.deleted_utc is not None and row.person_id == self._person.id:
                return Arrival(Verdict.GONE, what, "was taken back here")
            is_same = row.person_id == self._person.id and diary_entry(row) == replace(entry, session_id=session_id)
            return Arrival(*((Verdict.SAME, what) if is_same else (Verdict.CONFLICT, what, "says something else here")))
        if session_id is not None and self._db.get(SessionRow, session_id) is None:
            if self._is_purged("session", session_id):
                return Arrival(Verdict.GONE, what, "is about a session that was purged here")
            raise LogbookError(f"{what}: refers to session {session_id}, which is neither in the log nor here")
        new = DiaryRow(
            id=entry.id,
            person_id=self._person.id,
            session_id=session_id,
            set_start_s=entry.set_start_s,
            day=entry.day,
            kind=entry.kind,
            value=entry.value,
            details=entry.details,
            note=entry.note,
            at_utc=entry.at_utc.astimezone(UTC).isoformat(),
            deleted_utc=None,
        )
        check_diary_row(new)
        self._db.add(new)
        return Arrival(Verdict.NEW, what)

    def program(self, run: CarriedProgram) -> Arrival:
        """Enter a program that was begun, or the entries that it has more. Raises :class:`LogbookError`."""
        what = f"program {run.program_id}, begun on {run.begun_utc.date().isoformat()}"
        try:
            state = state_from_json(json.dumps({**run.start, "entries": [each.entry for each in run.entries]}))
        except TrainingError as error:
            raise LogbookError(f"{what}: {error}") from error
        if state.program != run.program_id or [each.number for each in run.entries] != list(range(len(run.entries))):
            raise LogbookError(f"{what}: its state does not fit it")
        row = self._db.get(ProgramRunRow, run.id)
        if row is None:
            self._add_program(run)
            return Arrival(Verdict.NEW, what)
        here = program(self._db, row)
        shared = min(len(here.entries), len(run.entries))
        is_same = replace(here, entries=here.entries[:shared], ended_utc=None) == replace(
            run, entries=run.entries[:shared], ended_utc=None
        )
        if row.person_id != self._person.id or not is_same:
            return Arrival(Verdict.CONFLICT, what, "went on otherwise here")
        new = run.entries[shared:]
        self._add_entries(run.id, new)
        if row.ended_utc is None and run.ended_utc is not None:
            row.ended_utc = run.ended_utc.astimezone(UTC).isoformat()
            return Arrival(Verdict.GREW, what, "it is ended")
        return Arrival(Verdict.GREW, what, f"{len(new)} entries") if new else Arrival(Verdict.SAME, what)

    def _add_program(self, run: CarriedProgram) -> None:
        begun_utc = run.begun_utc.astimezone(UTC).isoformat()
        if self._db.get(ProgramRow, run.sha256) is None:
            self._db.add(ProgramRow(sha256=run.sha256, program_id=run.program_id, text=run.text, added_utc=begun_utc))
            self._db.flush()
        self._db.add(
            ProgramRunRow(
                id=run.id,
                person_id=self._person.id,
                program_sha256=run.sha256,
                start=run.start,
                begun_utc=begun_utc,
                ended_utc=None if run.ended_utc is None else run.ended_utc.astimezone(UTC).isoformat(),
            )
        )
        self._db.flush()
        self._add_entries(run.id, run.entries)

    def _add_entries(self, run_id: str, entries: Any) -> None:
        self._db.add_all(
            ProgramEntryRow(
                run_id=run_id,
                number=each.number,
                entry=each.entry,
                by=each.by,
                at_utc=each.at_utc.astimezone(UTC).isoformat(),
            )
            for each in entries
        )

    def prescription(self, asked: CarriedPrescription) -> Arrival:
        """Enter what a professional asked for. Raises :class:`LogbookError` for pain bands that cannot be."""
        what = f"prescription of {asked.day} by {asked.by}"
        match asked.data.get("pain_bands"):
            case [int(fine), int(acceptable)]:
                try:
                    PainBands(fine, acceptable)
                except TrainingError as error:
                    raise LogbookError(f"{what}: {error}") from error
        row = self._db.get(PrescriptionRow, asked.id)
        if row is not None:
            if row.deleted_utc is not None and row.person_id == self._person.id:
                return Arrival(Verdict.GONE, what, "was taken back here")
            is_same = row.person_id == self._person.id and prescription(row) == asked
            return Arrival(*((Verdict.SAME, what) if is_same else (Verdict.CONFLICT, what, "says something else here")))
        self._db.add(
            PrescriptionRow(
                id=asked.id,
                person_id=self._person.id,
                by=asked.by,
                day=asked.day,
                text=asked.text,
                data=asked.data,
                at_utc=asked.at_utc.astimezone(UTC).isoformat(),
                deleted_utc=None,
            )
        )
        return Arrival(Verdict.NEW, what)

    def usual_mark(self, mark: UsualMark) -> Arrival:
        """Enter that the usual of the person's trunk was frozen or begun anew."""
        what = f"usual of {mark.exercise or 'all exercises'} {mark.kind.value} on {mark.at_utc.date().isoformat()}"
        wanted = select(UsualMarkRow).filter_by(person_id=self._person.id, kind=mark.kind.value, exercise=mark.exercise)
        at_utc = mark.at_utc.astimezone(UTC)
        if any(datetime.fromisoformat(row.at_utc) == at_utc for row in self._db.scalars(wanted)):
            return Arrival(Verdict.SAME, what)
        self._db.add(
            UsualMarkRow(
                person_id=self._person.id, exercise=mark.exercise, kind=mark.kind.value, at_utc=at_utc.isoformat()
            )
        )
        return Arrival(Verdict.NEW, what)

    def foreign_fields(self, path: str, session_id: str | None, fields: dict[str, Any]) -> None:
        """Keep what has no place here; the same again replaces it."""
        if session_id is not None and self._db.get(SessionRow, session_id) is None:
            return
        self._db.merge(ForeignFieldsRow(person_id=self._person.id, path=path, session_id=session_id, fields=fields))


def _parted_sessions(db: Session, person_id: str) -> dict[str, str]:
    """Return the sessions of others here with sets that were moved to a person, by the id that their part has."""
    moved = select(EditRow.session_id, EditRow.value).where(EditRow.op == EditOp.MOVE_SET.value).distinct()
    return {share_id(row.session_id, person_id): row.session_id for row in db.execute(moved) if row.value == person_id}
