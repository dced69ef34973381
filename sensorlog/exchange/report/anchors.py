"""What the parts of a report are called, so that numbers can lead to what they were worked out of."""

from __future__ import annotations

from collections.abc import Iterable

from sensorlog.exchange.person_record import OwnSession, PersonRecord

__all__ = ["MEASURES", "MUSCLES", "NOTES", "PAIN", "RECORDINGS", "SCORES", "SESSIONS", "TRUNK", "WEEKS", "SessionNames"]

WEEKS = "weeks"
PAIN = "pain-entries"
SCORES = "scores"
MUSCLES = "muscle-groups"
TRUNK = "trunk-sessions"
NOTES = "all-notes"
SESSIONS = "sessions"
RECORDINGS = "recordings"
MEASURES = "measures"


class SessionNames:
    """The sessions of a report by number, from 1."""

    def __init__(self, record: PersonRecord) -> None:
        self._number = {own.session.id: number for number, own in enumerate(record.sessions, 1)}

    def name(self, own: OwnSession) -> str:
        """Return what a reader sees: ``S12``."""
        return f"S{self._number[own.session.id]}"

    def anchor(self, own: OwnSession) -> str:
        """Return where its sets are."""
        return f"session-{self._number[own.session.id]}"

    def row(self, own: OwnSession) -> str:
        """Return where its recording is named."""
        return f"recording-{self._number[own.session.id]}"

    def names(self, sessions: Iterable[OwnSession]) -> str:
        """Return some of them: ``S1, S2``."""
        return ", ".join(self.name(own) for own in sessions)
