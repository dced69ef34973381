"""Deleting sessions and people: left out of every list and trend, until they are had back, or purged."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import Session

from sensorlog.logbook.edits import EditOp
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import known_person
from sensorlog.logbook.reading import read_sets
from sensorlog.logbook.session_rows import known_session
from sensorlog.logbook.standing import refresh
from sensorlog.logbook.tables import EditRow, PersonRow, SessionRow
from sensorlog.logbook.tables_kept import StandingSessionRow

__all__ = ["Deleting", "is_alone_in", "sessions_with"]


class Deleting(OpenFile):
    """Doors to deleting."""

    def delete_session(self, session_id: str) -> None:
        """Leave a session out of every list and trend from now on; :meth:`undelete_session` takes that back."""
        self._mark_session(session_id, _now())

    def undelete_session(self, session_id: str) -> None:
        """Have a deleted session count again, as it was."""
        self._mark_session(session_id, None)

    def _mark_session(self, session_id: str, deleted_utc: str | None) -> None:
        with self._writing() as db:
            known_session(db, session_id).deleted_utc = deleted_utc
            refresh(db, session_id)

    def delete_person(self, person_id: str) -> int:
        """Leave out a person with diary, programs, sensors and sessions; return how many sessions that were.

        In sessions where somebody else has a set, their own sets alone are left out. :meth:`undelete_person` takes all
        of it back. Nothing but the person is marked, so that ten years go as fast as a day.
        """
        theirs = (
            select(func.count())
            .select_from(StandingSessionRow)
            .join(SessionRow, SessionRow.id == StandingSessionRow.session_id)
            .where(StandingSessionRow.person_id == person_id, StandingSessionRow.part == 0)
            .where(SessionRow.deleted_utc.is_(None))
        )
        with self._writing() as db:
            known_person(db, person_id).deleted_utc = _now()
            return db.scalar(theirs) or 0

    def undelete_person(self, person_id: str) -> None:
        """Have a deleted person back, with all that was left out then."""
        with self._writing() as db:
            person = db.get(PersonRow, person_id)
            if person is None or person.deleted_utc is None:
                raise LogbookError(f"nobody who was deleted has the id {person_id[:40]!r}")
            person.deleted_utc = None

    def deleted_sets(self) -> list[tuple[str, str]]:
        """Return the sets that were deleted and not purged yet: ids of session and set."""
        said = select(EditRow.session_id).where(EditRow.op == EditOp.DELETE_SET.value)
        with self._reading() as db:
            found = db.scalars(select(SessionRow).where(SessionRow.id.in_(said)).order_by(SessionRow.start_utc)).all()
            return [(row.id, each.set_id) for row in found for each in read_sets(db, row)[1] if each.deleted]


def sessions_with(db: Session, person_id: str) -> list[SessionRow]:
    """Return the sessions that were recorded as a person's, or given to them, whole or in part."""
    given = select(EditRow.session_id).where(
        EditRow.op.in_([EditOp.MOVE_SESSION.value, EditOp.MOVE_SET.value]),
        cast(EditRow.value, String) == json.dumps(person_id),
    )
    return list(db.scalars(select(SessionRow).where(or_(SessionRow.person_id == person_id, SessionRow.id.in_(given)))))


def is_alone_in(db: Session, row: SessionRow, person_id: str) -> bool:
    """Say whether a session is a person's, and no set of it anybody else's."""
    if db.scalar(select(EditRow.seq).filter_by(session_id=row.id, op=EditOp.MOVE_SET.value).limit(1)) is None:
        head = db.get_one(StandingSessionRow, (row.id, 0))
        return head.person_id == person_id
    owner_id, sets = read_sets(db, row)  # deleted sets of others, too
    return owner_id == person_id and all(each.moved_to in (None, person_id) for each in sets)


def _now() -> str:
    return datetime.now(UTC).isoformat()
