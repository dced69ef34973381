"""Reading sessions as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sensorlog.events import Rep
from sensorlog.logbook import entered_rows, rows
from sensorlog.logbook.edits import Edit, Note
from sensorlog.logbook.effective import edited_sets, effective_person_id, effective_start
from sensorlog.logbook.records import LoggedSession, Person
from sensorlog.logbook.regrouping import undone_ids
from sensorlog.logbook.sets import LoggedSet, SensedSet
from sensorlog.logbook.tables import EditRow, HandSetRow, NoteRow, PersonRow, RepRow, SessionRow, SetRow

__all__ = ["deleted_people", "read_session", "read_sets"]


def deleted_people(db: Session) -> dict[str, str]:
    """Return the ids of people who were deleted, and when that was."""
    wanted = select(PersonRow.id, PersonRow.deleted_utc).where(PersonRow.deleted_utc.is_not(None))
    return {person_id: deleted_utc for person_id, deleted_utc in db.execute(wanted) if deleted_utc is not None}


def read_session(db: Session, row: SessionRow, folder: Path, gone: Mapping[str, str] | None = None) -> LoggedSession:
    """Return one session with every rep. ``folder`` is where the database lies.

    ``gone``: people who were deleted. Their sets do not stand where somebody else has one in the session; a session
    that is theirs alone is deleted with them.
    """
    edits = _edits(db, row.id)
    recorded_utc = datetime.fromisoformat(row.start_utc)
    start_utc, utc_offset_s = effective_start(recorded_utc, row.utc_offset_s, edits)
    person_id, sets = read_sets(db, row, edits)
    deleted_utc = row.deleted_utc
    if gone and deleted_utc is None:
        others = tuple(each for each in sets if (each.moved_to or person_id) not in gone)
        if person_id is not None and person_id in gone and not others:
            deleted_utc = gone[person_id]
        else:
            sets, person_id = others, None if person_id in gone else person_id
    person = None if person_id is None else db.get(PersonRow, person_id)
    ended_utc = None if row.ended_utc is None else datetime.fromisoformat(row.ended_utc)
    return LoggedSession(
        id=row.id,
        start_utc=start_utc,
        ended_utc=None if ended_utc is None else ended_utc + (start_utc - recorded_utc),
        demo=row.demo,
        person=None if person is None else Person(person.id, person.label),
        recording=None if row.recording_path is None else folder / row.recording_path,
        recording_sha256=row.recording_sha256,
        analysis_version=row.analysis_version,
        software=row.software,
        sets=tuple(each for each in sets if not each.deleted),
        edits=edits,
        notes=_notes(db, row.id, edits),
        utc_offset_s=utc_offset_s,
        deleted_utc=None if deleted_utc is None else datetime.fromisoformat(deleted_utc),
        recorded_start_utc=None if start_utc == recorded_utc else recorded_utc,
        deleted_sets=tuple(each for each in sets if each.deleted),
    )


def read_sets(
    db: Session, row: SessionRow, edits: Sequence[Edit] | None = None
) -> tuple[str | None, tuple[LoggedSet, ...]]:
    """Return whose session it is, and all its sets, deleted ones and those of deleted people too."""
    edits = _edits(db, row.id) if edits is None else edits
    by_hand = [entered_rows.hand_set(each) for each in db.scalars(select(HandSetRow).filter_by(session_id=row.id))]
    sensed = _sensed(db, row.id, row.analysis_version)
    return effective_person_id(row.person_id, edits), edited_sets(sensed, edits, row.analysis_version, by_hand)


def _sensed(db: Session, session_id: str, version: str) -> list[SensedSet]:
    wanted = {"session_id": session_id, "analysis_version": version}
    # Plain rows: an object of the mapper for each of ten thousands of reps takes five times as long.
    by_set: dict[str, list[Rep]] = {}
    for each in db.execute(select(*RepRow.__table__.columns).filter_by(**wanted)):
        rep = rows.rep(each)
        by_set.setdefault(rep.set_id, []).append(rep)
    sets = db.scalars(select(SetRow).filter_by(**wanted).order_by(SetRow.start_s, SetRow.set_id))
    return [rows.sensed_set(each, by_set.get(each.set_id, ())) for each in sets]


def _edits(db: Session, session_id: str) -> tuple[Edit, ...]:
    wanted = select(EditRow).filter_by(session_id=session_id).order_by(EditRow.seq)
    return tuple(entered_rows.edit(each) for each in db.scalars(wanted))


def _notes(db: Session, session_id: str, edits: Sequence[Edit]) -> tuple[Note, ...]:
    wanted = select(NoteRow).filter_by(session_id=session_id).order_by(NoteRow.seq)
    gone = undone_ids(edits)
    return tuple(entered_rows.note(each) for each in db.scalars(wanted) if each.note_id not in gone)
