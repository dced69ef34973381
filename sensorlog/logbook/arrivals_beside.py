"""What a log says beside the sessions, on its way in: diary, programs, prescriptions, marks of the usual."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sensorlog.logbook.carried import (
    CarriedDiaryEntry,
    CarriedPrescription,
    CarriedProgram,
)
from sensorlog.logbook.carrying import diary_entry, prescription, program
from sensorlog.logbook.diary import check_diary_row
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.records import Person
from sensorlog.logbook.tables import SessionRow
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

__all__ = ["Arrival", "ArrivalsBeside", "Verdict"]


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


class ArrivalsBeside:
    """Parts of one person's log that are in no session."""

    def __init__(self, db: Session, person: Person, parted: Mapping[str, str]) -> None:
        self._db = db
        self._person = person
        self._parted = parted
        """Sessions of others here with sets of this person, by the id that their part has in a log."""

    def _is_purged(self, kind: str, purged_id: str) -> bool:
        return self._db.get(PurgedRow, (kind, purged_id)) is not None

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
        """Keep what has no place here; what is here already of it stays beside what comes."""
        if session_id is not None and self._db.get(SessionRow, session_id) is None:
            return
        known = self._db.get(ForeignFieldsRow, (self._person.id, path))
        here = {} if known is None else known.fields
        row = ForeignFieldsRow(person_id=self._person.id, path=path, session_id=session_id, fields=here | fields)
        self._db.merge(row)
