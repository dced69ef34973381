"""Counting older sessions anew, from their recordings."""

from __future__ import annotations

from sensorlog.pipeline import ANALYSIS_VERSION
from sensorlog.session import reanalyze_session
from sensorlog.tui.books import Books

__all__ = ["outdated_sessions", "reanalyze"]


def outdated_sessions(books: Books) -> list[str]:
    """Return the ids of recorded sessions that another version of the analysis counted, the oldest first."""
    logbook = books.logbook()
    return [each for each in logbook.recorded_ids() if logbook.session(each).analysis_version != ANALYSIS_VERSION]


def reanalyze(books: Books, session_id: str) -> None:
    """Count one anew. What the person said stays, and so does the older count. Raises :class:`SensorlogError`."""
    reanalyze_session(books.logbook(), session_id)
