"""Reading what one person has in a logbook, whole."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sensorlog.logbook import entered_rows, rows
from sensorlog.logbook.carried import (
    CarriedDiaryEntry,
    CarriedHandSet,
    CarriedPrescription,
    CarriedProgram,
    CarriedProgramEntry,
    CarriedSession,
)
from sensorlog.logbook.edits import EditOp
from sensorlog.logbook.effective import effective_sets
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.reading import read_session
from sensorlog.logbook.records import LoggedSession
from sensorlog.logbook.session_rows import BY_HAND
from sensorlog.logbook.sets import LoggedSet, SensedSet
from sensorlog.logbook.tables import EditRow, HandSetRow, NoteRow, RepRow, SessionRow, SetRow
from sensorlog.logbook.tables_kept import (
    DiaryRow,
    ForeignFieldsRow,
    PrescriptionRow,
    ProgramEntryRow,
    ProgramRow,
    ProgramRunRow,
    StandingSetRow,
)

__all__ = [
    "CarryingOut",
    "diary_entry",
    "prescription",
    "program",
    "read_carried",
    "share_id",
]


class CarryingOut(OpenFile):
    """Doors to all that is one person's."""

    def carried_sessions(self, person_id: str, session_ids: Collection[str] | None = None) -> Iterator[CarriedSession]:
        """Yield the finished sessions that hold anything of a person, oldest first, one by one.

        Those that were deleted, and those that were not finished, are left out. A session may hold sets of others as
        well: ``owners`` tells them apart.
        """
        with self._reading() as db:
            chosen = _sessions_with(db, person_id)
        for session_id in chosen if session_ids is None else [each for each in chosen if each in session_ids]:
            with self._reading() as db:
                yield read_carried(db, db.get_one(SessionRow, session_id), self.path.parent)

    def carried_diary(self, person_id: str) -> list[CarriedDiaryEntry]:
        """Return a person's entries that were not taken back, by day and then as they were entered."""
        wanted = (
            select(DiaryRow)
            .where(DiaryRow.person_id == person_id, DiaryRow.deleted_utc.is_(None))
            .order_by(DiaryRow.day, DiaryRow.at_utc, DiaryRow.id)
        )
        with self._reading() as db:
            return [diary_entry(row) for row in db.scalars(wanted)]

    def carried_programs(self, person_id: str) -> list[CarriedProgram]:
        """Return a person's programs, those that are over too, the oldest first."""
        wanted = select(ProgramRunRow).filter_by(person_id=person_id)
        with self._reading() as db:
            return [
                program(db, row) for row in db.scalars(wanted.order_by(ProgramRunRow.begun_utc, ProgramRunRow.id)).all()
            ]

    def carried_prescriptions(self, person_id: str) -> list[CarriedPrescription]:
        """Return what was prescribed to a person and not taken back, the oldest first."""
        wanted = select(PrescriptionRow).filter_by(person_id=person_id, deleted_utc=None)
        ordered = wanted.order_by(PrescriptionRow.day, PrescriptionRow.at_utc, PrescriptionRow.id)
        with self._reading() as db:
            return [prescription(row) for row in db.scalars(ordered)]

    def session_of_recording(self, sha256: str) -> str | None:
        """Return the id of the session whose recording has this SHA-256; deleted ones count."""
        with self._reading() as db:
            return db.scalar(select(SessionRow.id).filter_by(recording_sha256=sha256).limit(1))

    def foreign_fields(self, person_id: str) -> dict[str, dict[str, Any]]:
        """Return what came with a person's logs and has no place here, by where it stood."""
        with self._reading() as db:
            wanted = select(ForeignFieldsRow.path, ForeignFieldsRow.fields).filter_by(person_id=person_id)
            return {row.path: row.fields for row in db.execute(wanted)}


def share_id(session_id: str, person_id: str) -> str:
    """Return the id under which a part of a session goes to somebody whose session it is not; it tells neither."""
    return hashlib.sha256(f"{session_id}/{person_id}".encode()).hexdigest()[:12]


def _sessions_with(db: Session, person_id: str) -> list[str]:
    ids = (
        select(SessionRow.id).where(SessionRow.person_id == person_id),
        select(StandingSetRow.session_id).where(StandingSetRow.person_id == person_id),
        select(EditRow.session_id).where(EditRow.op.in_([EditOp.MOVE_SESSION.value, EditOp.MOVE_SET.value])),
    )
    wanted = select(SessionRow.id).where(
        or_(*(SessionRow.id.in_(each) for each in ids)),
        SessionRow.deleted_utc.is_(None),
        SessionRow.ended_utc.is_not(None),
    )
    return list(db.scalars(wanted.order_by(SessionRow.start_utc, SessionRow.id)))


def read_carried(db: Session, row: SessionRow, folder: Path, analysis_version: str | None = None) -> CarriedSession:
    """Read one session, as another analysis than the one that counts saw it if that is named.

    ``folder`` is where the database lies.
    """
    counted_by = analysis_version or row.analysis_version
    version = {"session_id": row.id, "analysis_version": counted_by}
    by_set: dict[str, list[Any]] = {}
    for each in db.execute(select(*RepRow.__table__.columns).filter_by(**version)):
        by_set.setdefault(each.set_id, []).append(rows.rep(each))
    sensed = tuple(
        rows.sensed_set(each, sorted(by_set.get(each.set_id, ()), key=lambda rep: (rep.start_s, rep.rep_id)))
        for each in db.scalars(select(SetRow).filter_by(**version).order_by(SetRow.start_s, SetRow.set_id))
    )
    hand = db.scalars(
        select(HandSetRow).filter_by(session_id=row.id).order_by(HandSetRow.start_s, HandSetRow.set_id)
    ).all()
    standing = read_session(db, row, folder)
    return CarriedSession(
        id=row.id,
        person_id=row.person_id,
        start_utc=datetime.fromisoformat(row.start_utc),
        utc_offset_s=row.utc_offset_s,
        ended_utc=None if row.ended_utc is None else datetime.fromisoformat(row.ended_utc),
        software=row.software,
        analysis_version=counted_by,
        is_by_hand=row.analysis_version == BY_HAND,
        recording_sha256=row.recording_sha256,
        sensed=sensed,
        by_hand=tuple(_hand_set(each) for each in hand),
        edits=tuple(
            entered_rows.edit(each)
            for each in db.scalars(select(EditRow).filter_by(session_id=row.id).order_by(EditRow.seq))
        ),
        notes=tuple(
            entered_rows.note(each)
            for each in db.scalars(select(NoteRow).filter_by(session_id=row.id).order_by(NoteRow.seq))
        ),
        standing=standing,
        owners=_owners(standing, sensed, [entered_rows.hand_set(each) for each in hand]),
    )


def _owners(
    standing: LoggedSession, sensed: Sequence[SensedSet], by_hand: Sequence[LoggedSet]
) -> tuple[tuple[str, str | None], ...]:
    """Say whose each set is, deleted ones too."""
    kept = [edit for edit in standing.edits if edit.op is not EditOp.DELETE_SET]
    person_id = None if standing.person is None else standing.person.id
    found = effective_sets(sensed, kept, standing.analysis_version, by_hand)
    return tuple((each.set_id, each.moved_to or person_id) for each in found)


def _hand_set(row: HandSetRow) -> CarriedHandSet:
    return CarriedHandSet(row.set_id, entered_rows.as_entered(row), row.by, datetime.fromisoformat(row.at_utc))


def diary_entry(row: DiaryRow) -> CarriedDiaryEntry:
    """Read an entry of the diary."""
    return CarriedDiaryEntry(
        id=row.id,
        day=row.day,
        kind=row.kind,
        value=row.value,
        details=row.details,
        note=row.note,
        session_id=row.session_id,
        set_start_s=row.set_start_s,
        at_utc=datetime.fromisoformat(row.at_utc),
    )


def program(db: Session, row: ProgramRunRow) -> CarriedProgram:
    """Read a program that was begun."""
    text = db.get_one(ProgramRow, row.program_sha256)
    entries = db.scalars(select(ProgramEntryRow).filter_by(run_id=row.id).order_by(ProgramEntryRow.number))
    return CarriedProgram(
        id=row.id,
        program_id=text.program_id,
        text=text.text,
        sha256=row.program_sha256,
        start=row.start,
        begun_utc=datetime.fromisoformat(row.begun_utc),
        ended_utc=None if row.ended_utc is None else datetime.fromisoformat(row.ended_utc),
        entries=tuple(
            CarriedProgramEntry(each.number, each.entry, each.by, datetime.fromisoformat(each.at_utc))
            for each in entries
        ),
    )


def prescription(row: PrescriptionRow) -> CarriedPrescription:
    """Read a prescription."""
    return CarriedPrescription(row.id, row.by, row.day, row.text, row.data, datetime.fromisoformat(row.at_utc))
