"""What stands of every set, kept ready for lists and trends: worked out anew whenever a session grows or is edited.

The rows follow from what is kept elsewhere, and are the same as reading the session gives; nothing reads them as
evidence. A new rule makes all of them anew when the logbook is opened.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from statistics import fmean

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from sensorlog.logbook.reading import read_session
from sensorlog.logbook.records import LoggedSession, LoggedSet, SetSource
from sensorlog.logbook.tables import SessionRow
from sensorlog.logbook.tables_kept import StandingSetRow

__all__ = ["RULE", "outdated", "refresh", "refresh_outdated"]

RULE = 1
"""To be counted up where :func:`effective_sets` or what is worked out here changes."""


def refresh(db: Session, session_id: str) -> None:
    """Work out the rows of one session."""
    db.flush()
    row = db.get_one(SessionRow, session_id)
    db.execute(delete(StandingSetRow).where(StandingSetRow.session_id == session_id))
    if row.deleted_utc is None:
        session = read_session(db, row, Path())
        if found := [_standing(session, each) for each in session.sets]:
            db.execute(insert(StandingSetRow), found)
    row.standing_rule = RULE


def outdated(db: Session) -> list[str]:
    """Return the ids of the sessions that have no rows yet, or those of another rule."""
    is_outdated = or_(SessionRow.standing_rule.is_(None), SessionRow.standing_rule != RULE)
    return list(db.scalars(select(SessionRow.id).where(is_outdated)))


def refresh_outdated(db: Session) -> None:
    """Work out the rows of all such sessions."""
    for session_id in outdated(db):
        refresh(db, session_id)
        db.flush()
        db.expunge_all()  # ten years of reps need not be in memory at once


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
