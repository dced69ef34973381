"""What a person says of sessions and sets afterwards, and enters without a sensor: added, never overwritten."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from sensorlog.events import JsonValue
from sensorlog.logbook import entered_rows
from sensorlog.logbook.edit_values import changes, check_hand_set, moment
from sensorlog.logbook.edits import Edit, EditOp
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import keep_person, known_person
from sensorlog.logbook.reading import read_sets
from sensorlog.logbook.records import Person
from sensorlog.logbook.session_rows import BY_HAND, known_session, new_session_row
from sensorlog.logbook.sets import HandSet
from sensorlog.logbook.standing import refresh
from sensorlog.logbook.tables import HandSetRow

__all__ = ["Saying"]


class Saying(OpenFile):
    """Doors to edits, and to sets by hand."""

    def move_session(self, session_id: str, person_id: str | None, *, by: str | None = None) -> None:
        """Say that a session is another person's; ``None``: whose it was when it was recorded.

        An edit: what was recorded stays. Raises :class:`LogbookError` where the session or the person is not known.
        """
        with self._writing() as db:
            known_session(db, session_id)
            if person_id is not None:
                known_person(db, person_id)
            db.add(entered_rows.edit_row(session_id, _said(EditOp.MOVE_SESSION, 0.0, None, person_id, by)))
            refresh(db, session_id)

    def say_start(self, session_id: str, start: datetime | None, *, by: str | None = None) -> None:
        """Say when a session began, where the clock was wrong then; ``None``: as recorded, after all.

        An edit, like the others; times within the session stay. Raises :class:`LogbookError` where the session is not
        known, or ``start`` has no offset from UTC.
        """
        value = None if start is None else start.isoformat(timespec="seconds")
        if value is not None:
            moment(value)
        with self._writing() as db:
            known_session(db, session_id)
            db.add(entered_rows.edit_row(session_id, _said(EditOp.SESSION_START, 0.0, None, value, by)))
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
            session = known_session(db, session_id)
            _, sets = read_sets(db, session)  # edits make sets, too: a part of one that was cut has no row
            said_of = next((each for each in sets if each.set_id == set_id), None)
            if said_of is None:
                raise LogbookError(f"session {session_id} has no set {set_id[:40]!r}: `sensorlog sessions show` tells")
            if op is EditOp.MOVE_SET and value is not None:
                known_person(db, str(value))
            edit = _said(op, said_of.start_s, said_of.end_s, value, by, set_id, session.analysis_version)
            db.add(entered_rows.edit_row(session_id, edit))
            refresh(db, session_id)

    def log_by_hand(
        self, start_utc: datetime, sets: Sequence[HandSet], *, person: Person | None = None, software: str
    ) -> str:
        """Enter a session that no sensor saw; return its id. Raises :class:`LogbookError` for values that cannot be."""
        for done in sets:
            check_hand_set(done)
        ended_utc = start_utc + timedelta(seconds=max((done.end_s for done in sets), default=0.0))
        row = new_session_row(self.path, start_utc, None, BY_HAND, software, demo=self.demo)
        row.ended_utc = ended_utc.astimezone(UTC).isoformat()
        with self._writing() as db:
            row.person_id = None if person is None else keep_person(db, person)
            db.add(row)
            db.flush()
            by = row.person_id
            db.add_all(entered_rows.hand_set_row(row.id, f"hand/{n}", done, by) for n, done in enumerate(sets, 1))
            refresh(db, row.id)
            return row.id

    def add_hand_set(self, session_id: str, done: HandSet, *, by: str | None = None) -> str:
        """Enter a set that a person says was done, in a session with a sensor or without; return its id."""
        check_hand_set(done)
        with self._writing() as db:
            known_session(db, session_id)
            number = db.scalar(select(func.count()).select_from(HandSetRow).filter_by(session_id=session_id)) or 0
            set_id = f"hand/{number + 1}"
            db.add(entered_rows.hand_set_row(session_id, set_id, done, by))
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
