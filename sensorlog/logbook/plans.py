"""Programs that people began, as far as they are, and what professionals prescribed."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sensorlog.events import JsonValue
from sensorlog.logbook.checks import words
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import MAX_LABEL_LENGTH, known_person
from sensorlog.logbook.tables_kept import PrescriptionRow, ProgramEntryRow, ProgramRow, ProgramRunRow
from sensorlog.training import ProgramState, TrainingError, state_from_json

__all__ = ["Plans", "Prescription", "ProgramRun"]

_MAX_TEXT_LENGTH = 500_000
"""Of a program's TOML; the longest shipped one is a fiftieth of it."""
_MAX_PRESCRIPTION_LENGTH = 5_000
_MAX_DATA_LENGTH = 64_000


@dataclass(frozen=True, slots=True)
class ProgramRun:
    """A program that somebody began."""

    id: str
    person_id: str
    program_text: str
    """The TOML as it was then: a later edition changes nothing of it."""
    program_sha256: str
    state: ProgramState
    begun_utc: datetime
    ended_utc: datetime | None


@dataclass(frozen=True, slots=True)
class Prescription:
    """What a professional asked of a person."""

    id: str
    person_id: str
    by: str
    """Who, in words."""
    day: date
    text: str
    data: Mapping[str, JsonValue]
    """The same for programs to act upon, such as pain bands."""


class Plans(OpenFile):
    """Doors to programs and prescriptions."""

    def begin_program(self, person_id: str, program_text: str, state: ProgramState) -> ProgramRun:
        """Keep that somebody begins a program. Raises :class:`LogbookError` for nobody known or too long a text."""
        words("the program", program_text, _MAX_TEXT_LENGTH)
        sha256 = hashlib.sha256(program_text.encode()).hexdigest()
        run_id = secrets.token_hex(6)
        now = datetime.now(UTC).isoformat()
        with self._writing() as db:
            known_person(db, person_id)
            if db.get(ProgramRow, sha256) is None:
                db.add(ProgramRow(sha256=sha256, program_id=state.program, text=program_text, added_utc=now))
                db.flush()
            head = state.model_dump(mode="json", exclude={"entries"})
            run = ProgramRunRow(
                id=run_id, person_id=person_id, program_sha256=sha256, start=head, begun_utc=now, ended_utc=None
            )
            db.add(run)
            db.flush()
            _add_entries(db, run_id, 0, _entries(state), None)
        return self.program_run(run_id)

    def keep_program_state(self, run_id: str, state: ProgramState, *, by: str | None = None) -> None:
        """Keep the entries that ``state`` has more than the logbook.

        Raises :class:`LogbookError` where it does not go on from what is kept: another window was faster.
        """
        entries = _entries(state)
        with self._writing() as db:
            _known_run(db, run_id)
            kept = _kept_entries(db, run_id)
            if entries[: len(kept)] != kept:
                raise LogbookError(f"program {run_id} was changed in another window: open it again, then repeat that")
            _add_entries(db, run_id, len(kept), entries[len(kept) :], by)

    def end_program(self, run_id: str) -> None:
        """Say that a program is over, or given up."""
        with self._writing() as db:
            _known_run(db, run_id).ended_utc = datetime.now(UTC).isoformat()

    def program_run(self, run_id: str) -> ProgramRun:
        """Return one begun program. Raises :class:`LogbookError` where there is none, or its state cannot be read."""
        with self._reading() as db:
            return _run(db, _known_run(db, run_id))

    def program_runs(self, person_id: str, *, ended: bool = False) -> list[ProgramRun]:
        """Return a person's programs that go on, the latest first; with ``ended`` also those that are over."""
        wanted = select(ProgramRunRow).filter_by(person_id=person_id)
        if not ended:
            wanted = wanted.where(ProgramRunRow.ended_utc.is_(None))
        with self._reading() as db:
            found = db.scalars(wanted.order_by(ProgramRunRow.begun_utc.desc(), ProgramRunRow.id)).all()
            return [_run(db, row) for row in found]

    def prescribe(
        self, person_id: str, *, by: str, day: date, text: str, data: Mapping[str, JsonValue] | None = None
    ) -> Prescription:
        """Keep what a professional asks of a person. Raises :class:`LogbookError` where it cannot be kept."""
        words("by", by, MAX_LABEL_LENGTH)
        words("the prescription", text, _MAX_PRESCRIPTION_LENGTH)
        if len(json.dumps(dict(data or {}))) > _MAX_DATA_LENGTH:
            raise LogbookError("the prescription's data are too long: leave something out")
        kept = Prescription(secrets.token_hex(6), person_id, by, day, text, dict(data or {}))
        with self._writing() as db:
            known_person(db, person_id)
            db.add(
                PrescriptionRow(
                    id=kept.id,
                    person_id=person_id,
                    by=by,
                    day=day.isoformat(),
                    text=text,
                    data=dict(kept.data),
                    at_utc=datetime.now(UTC).isoformat(),
                    deleted_utc=None,
                )
            )
        return kept

    def prescriptions(self, person_id: str) -> list[Prescription]:
        """Return what was prescribed to a person, the latest first."""
        wanted = select(PrescriptionRow).filter_by(person_id=person_id, deleted_utc=None)
        with self._reading() as db:
            return [
                Prescription(row.id, row.person_id, row.by, date.fromisoformat(row.day), row.text, row.data)
                for row in db.scalars(wanted.order_by(PrescriptionRow.day.desc(), PrescriptionRow.at_utc.desc()))
            ]

    def take_prescription_back(self, prescription_id: str) -> None:
        """Leave a prescription out from now on; its row stays."""
        with self._writing() as db:
            row = db.get(PrescriptionRow, prescription_id)
            if row is None:
                raise LogbookError(f"there is no prescription {prescription_id[:40]!r}")
            row.deleted_utc = datetime.now(UTC).isoformat()


def _entries(state: ProgramState) -> list[dict[str, Any]]:
    return [entry.model_dump(mode="json") for entry in state.entries]


def _kept_entries(db: Session, run_id: str) -> list[dict[str, Any]]:
    return list(db.scalars(select(ProgramEntryRow.entry).filter_by(run_id=run_id).order_by(ProgramEntryRow.number)))


def _add_entries(db: Session, run_id: str, first: int, entries: list[dict[str, Any]], by: str | None) -> None:
    now = datetime.now(UTC).isoformat()
    db.add_all(
        ProgramEntryRow(run_id=run_id, number=number, entry=entry, by=by, at_utc=now)
        for number, entry in enumerate(entries, first)
    )


def _known_run(db: Session, run_id: str) -> ProgramRunRow:
    row = db.get(ProgramRunRow, run_id)
    if row is None:
        raise LogbookError(f"no program was begun under {run_id[:40]!r}")
    return row


def _run(db: Session, row: ProgramRunRow) -> ProgramRun:
    try:
        state = state_from_json(json.dumps({**row.start, "entries": _kept_entries(db, row.id)}))
    except TrainingError as error:
        raise LogbookError(f"program {row.id}: {error}") from error
    return ProgramRun(
        id=row.id,
        person_id=row.person_id,
        program_text=db.get_one(ProgramRow, row.program_sha256).text,
        program_sha256=row.program_sha256,
        state=state,
        begun_utc=datetime.fromisoformat(row.begun_utc),
        ended_utc=None if row.ended_utc is None else datetime.fromisoformat(row.ended_utc),
    )
