"""Taking up what a professional sends: prescription and program, in one transaction, the one naming the other."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import select

from sensorlog.events import JsonValue
from sensorlog.logbook.checks import words
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.people import MAX_LABEL_LENGTH, known_person
from sensorlog.logbook.plans import Plans, Prescription
from sensorlog.logbook.tables_kept import PrescriptionRow, ProgramRow, ProgramRunRow
from sensorlog.training import ProgramState

__all__ = ["PLAN_KEY", "RUN_KEY", "TakingUp"]

PLAN_KEY, RUN_KEY = "plan", "program_run"
"""Under which a prescription names the plan that it came with, and the program that was begun by it."""
_MAX_TEXT_LENGTH, _MAX_PROGRAM_LENGTH, _MAX_DATA_LENGTH = 5_000, 256 * 1024, 64_000


class TakingUp(Plans):
    """Doors to plans that were accepted."""

    def take_up_plan(
        self,
        person_id: str,
        plan_id: str,
        *,
        by: str,
        day: date,
        text: str,
        data: Mapping[str, JsonValue],
        program: tuple[str, ProgramState] | None,
    ) -> Prescription:
        """Keep a plan that the person accepts; its program (text and state) begins, and any other ends.

        Raises :class:`LogbookError`, with nothing changed, where it was accepted before or cannot be kept.
        """
        words("by", by, MAX_LABEL_LENGTH)
        words("the plan", text, _MAX_TEXT_LENGTH)
        now = datetime.now(UTC).isoformat()
        with self._writing() as db:
            known_person(db, person_id)
            kept: dict[str, JsonValue] = {**data, PLAN_KEY: plan_id}
            for row in db.scalars(select(PrescriptionRow).filter_by(person_id=person_id, deleted_utc=None)):
                if row.data.get(PLAN_KEY) == plan_id:
                    raise LogbookError(f"this plan was accepted before, on {row.at_utc[:10]}")
            if program is not None:
                program_text, state = program
                words("the program", program_text, _MAX_PROGRAM_LENGTH)
                for running in db.scalars(select(ProgramRunRow).filter_by(person_id=person_id, ended_utc=None)):
                    running.ended_utc = now
                sha256 = hashlib.sha256(program_text.encode()).hexdigest()
                if db.get(ProgramRow, sha256) is None:
                    db.add(ProgramRow(sha256=sha256, program_id=state.program, text=program_text, added_utc=now))
                    db.flush()
                run_id = secrets.token_hex(6)
                db.add(
                    ProgramRunRow(
                        id=run_id,
                        person_id=person_id,
                        program_sha256=sha256,
                        start=state.model_dump(mode="json", exclude={"entries"}),
                        begun_utc=now,
                        ended_utc=None,
                    )
                )
                kept[RUN_KEY] = run_id
            if len(json.dumps(kept)) > _MAX_DATA_LENGTH:
                raise LogbookError("the plan's data are too long: leave something out")
            prescription = Prescription(secrets.token_hex(6), person_id, by, day, text, kept)
            db.add(
                PrescriptionRow(
                    id=prescription.id,
                    person_id=person_id,
                    by=by,
                    day=day.isoformat(),
                    text=text,
                    data=kept,
                    at_utc=now,
                    deleted_utc=None,
                )
            )
        return prescription

    def program_from(self, person_id: str, run_id: str) -> Prescription | None:
        """Return the prescription by which a program was begun; ``None``: the person began it by themselves."""
        return next((each for each in self.prescriptions(person_id) if each.data.get(RUN_KEY) == run_id), None)
