"""What stands of every set, kept ready for lists and trends: worked out anew whenever a session grows or is edited.

The rows follow from what is kept elsewhere, and are the same as reading the session gives; nothing reads them as
evidence. A new rule makes all of them anew when the logbook is opened.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import fmean
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, insert, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from sensorlog.logbook.reading import read_session
from sensorlog.logbook.records import LoggedSession
from sensorlog.logbook.sets import LoggedSet, SetSource
from sensorlog.logbook.tables import PersonRow, SessionRow
from sensorlog.logbook.tables_kept import StandingSessionRow, StandingSetRow

__all__ = ["RULE", "is_not_gone", "latest_ids", "outdated", "refresh", "refresh_outdated"]

RULE = 2
"""To be counted up where :func:`effective_sets` or what is worked out here changes."""
_MANY = 100
"""Sessions that are worked out in about a second; with more, whoever waits is told."""
_LOG = logging.getLogger("sensorlog.logbook")


def refresh(db: Session, session_id: str) -> None:
    """Work out the rows of one session."""
    db.flush()
    row = db.get_one(SessionRow, session_id)
    db.execute(delete(StandingSetRow).where(StandingSetRow.session_id == session_id))
    db.execute(delete(StandingSessionRow).where(StandingSessionRow.session_id == session_id))
    session = read_session(db, row, Path())
    found = [_standing(session, each) for each in session.sets]
    if found and row.deleted_utc is None:
        db.execute(insert(StandingSetRow), found)
    db.execute(insert(StandingSessionRow), _summed_up(session, found))
    row.standing_rule = RULE


def latest_ids(limit: int | None = None, *, deleted: bool = False) -> Select[Any]:
    """Select the ids of the ``limit`` latest sessions, or of all, without those of deleted people alone.

    With ``deleted`` those of sessions that are.
    """
    return (
        select(StandingSessionRow.session_id)
        .join(SessionRow, SessionRow.id == StandingSessionRow.session_id)
        .where(SessionRow.deleted_utc.is_not(None) if deleted else SessionRow.deleted_utc.is_(None))
        .where(is_not_gone(StandingSessionRow.person_id))
        .group_by(StandingSessionRow.start_utc, StandingSessionRow.session_id)
        .order_by(StandingSessionRow.start_utc.desc(), StandingSessionRow.session_id)
        .limit(limit)
    )


def is_not_gone(person_id: InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
    """Say of a column that it is nobody's, or somebody's who was not deleted."""
    gone = select(PersonRow.id).where(PersonRow.deleted_utc.is_not(None))
    return or_(person_id.is_(None), person_id.not_in(gone))


def outdated(db: Session) -> list[str]:
    """Return the ids of the sessions that have no rows yet, or those of another rule."""
    is_outdated = or_(SessionRow.standing_rule.is_(None), SessionRow.standing_rule != RULE)
    return list(db.scalars(select(SessionRow.id).where(is_outdated)))


def refresh_outdated(db: Session) -> None:
    """Work out the rows of all such sessions; say how far it is where that takes long."""
    waiting = outdated(db)
    for number, session_id in enumerate(waiting):
        if len(waiting) > _MANY and number % _MANY == 0:
            _LOG.info("lists are made ready after an update, once: %d of %d sessions", number, len(waiting))
        refresh(db, session_id)
        db.flush()
        db.expunge_all()  # ten years of reps need not be in memory at once


def _summed_up(session: LoggedSession, standing: Sequence[Mapping[str, Any]]) -> list[dict[str, object]]:
    """Return a row for the session's person, and one for each other who has a set of it."""
    own = None if session.person is None else session.person.id
    people = dict.fromkeys((own, *(each["person_id"] for each in standing)))
    parts = []
    for part, person_id in enumerate(people):
        sets = [each for each in standing if each["person_id"] == person_id]
        working = [each for each in sets if not each["warm_up"] and each["reps"] and each["load_kg"]]
        parts.append(
            {
                "session_id": session.id,
                "part": part,
                "person_id": person_id,
                "start_utc": session.start_utc.isoformat(),
                "utc_offset_s": session.utc_offset_s,
                "ended_utc": None if session.ended_utc is None else session.ended_utc.isoformat(),
                "sets": len(sets),
                "reps": sum(each["reps"] or 0 for each in sets),
                "volume_load_kg": sum(each["reps"] * each["load_kg"] for each in working),
                "exercises": list(dict.fromkeys(each["exercise"] for each in sets)),
            }
        )
    return parts


def _standing(session: LoggedSession, done: LoggedSet) -> dict[str, object]:
    velocities = [rep.mean_velocity_m_s for rep in done.reps if rep.mean_velocity_m_s is not None]
    ranges = [rep.rom_m for rep in done.reps if rep.rom_m is not None]
    start = session.start_local + timedelta(seconds=done.start_s)
    sensed = done.source is SetSource.SENSED
    return {
        "session_id": session.id,
        "set_id": done.set_id,
        "person_id": done.moved_to or (None if session.person is None else session.person.id),
        "start_utc": _utc(session.start_utc, done.start_s),
        "day": start.date().isoformat(),
        "source": done.source.value,
        "analysis_version": session.analysis_version if sensed else None,
        "exercise": done.exercise,
        "reps": done.rep_count if sensed or done.said_reps is not None else None,
        "held_s": done.held_s,
        "load_kg": done.load_kg,
        "load_entered": done.load_entered,
        "warm_up": done.warm_up,
        "side": None if done.side is None else done.side.value,
        "rpe": done.rpe,
        "reps_in_reserve": done.reps_in_reserve,
        "placement": None if done.placement is None else done.placement.value,
        "clip_site": done.clip_site,
        "fastest_m_s": max(velocities, default=None),
        "mean_velocity_m_s": fmean(velocities) if velocities else None,
        "rom_m": fmean(ranges) if ranges else None,
        "velocity_loss": done.velocity_loss,
    }


def _utc(start_utc: datetime, after_s: float) -> str:
    return (start_utc + timedelta(seconds=after_s)).isoformat()
