"""Reading sessions as they stand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sensorlog.events import Rep
from sensorlog.logbook import rows
from sensorlog.logbook.effective import effective_person_id, effective_sets
from sensorlog.logbook.records import LoggedSession, Person
from sensorlog.logbook.tables import EditRow, HandSetRow, NoteRow, PersonRow, RepRow, SessionRow, SetRow

__all__ = ["read_session"]


def read_session(db: Session, row: SessionRow, folder: Path) -> LoggedSession:
    """Return one session with every rep. ``folder`` is where the database lies."""
    version = {"session_id": row.id, "analysis_version": row.analysis_version}
    # Plain rows: an object of the mapper for each of ten thousands of reps takes five times as long.
    reps = [rows.rep(each) for each in db.execute(select(*RepRow.__table__.columns).filter_by(**version))]
    by_set: dict[str, list[Rep]] = {}
    for rep in reps:
        by_set.setdefault(rep.set_id, []).append(rep)
    sensed = [
        rows.sensed_set(each, by_set.get(each.set_id, ())) for each in db.scalars(select(SetRow).filter_by(**version))
    ]
    edits = tuple(
        rows.edit(each) for each in db.scalars(select(EditRow).filter_by(session_id=row.id).order_by(EditRow.seq))
    )
    notes = tuple(
        rows.note(each) for each in db.scalars(select(NoteRow).filter_by(session_id=row.id).order_by(NoteRow.seq))
    )
    by_hand = [rows.hand_set(each) for each in db.scalars(select(HandSetRow).filter_by(session_id=row.id))]
    person_id = effective_person_id(row.person_id, edits)
    person = None if person_id is None else db.get(PersonRow, person_id)
    return LoggedSession(
        id=row.id,
        start_utc=datetime.fromisoformat(row.start_utc),
        ended_utc=None if row.ended_utc is None else datetime.fromisoformat(row.ended_utc),
        demo=row.demo,
        person=None if person is None else Person(person.id, person.label),
        recording=None if row.recording_path is None else folder / row.recording_path,
        recording_sha256=row.recording_sha256,
        analysis_version=row.analysis_version,
        software=row.software,
        sets=effective_sets(sensed, edits, row.analysis_version, by_hand),
        edits=edits,
        notes=notes,
        utc_offset_s=row.utc_offset_s,
        deleted_utc=None if row.deleted_utc is None else datetime.fromisoformat(row.deleted_utc),
    )
