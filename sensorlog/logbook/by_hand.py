"""What was done without a sensor, entered into the session of its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sensorlog import __version__
from sensorlog.logbook.records import Person
from sensorlog.logbook.sets import HandSet
from sensorlog.logbook.store import Logbook

__all__ = ["log_on_day"]

_LATEST_SESSIONS = 50
"""Where to look for a session of the same day."""


def log_on_day(logbook: Logbook, person: Person, started: datetime, done: Sequence[HandSet]) -> str:
    """Add sets to the person's session of that day, behind its last set; or begin one. Return the session's id."""
    for known in logbook.summaries(_LATEST_SESSIONS, person_id=person.id):
        if known.start_local.date() == started.date():
            session = logbook.session(known.id)
            behind_s = max((each.end_s for each in session.sets), default=0.0)
            offset_s = max((started - known.start_utc).total_seconds(), behind_s, 0.0)
            for each in done:
                logbook.add_hand_set(
                    known.id, replace(each, start_s=each.start_s + offset_s, end_s=each.end_s + offset_s), by=person.id
                )
            return known.id
    return logbook.log_by_hand(started, done, person=person, software=f"sensorlog {__version__}")
