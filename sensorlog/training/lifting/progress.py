"""One exercise over time: a line for each session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sensorlog.training.lifting.repetition_maximum import estimated_maximum_kg
from sensorlog.training.lifting.sets import DoneSet, by_session
from sensorlog.training.lifting.volume import volume_load_kg

__all__ = ["SessionProgress", "progress_by_session"]


@dataclass(frozen=True, slots=True)
class SessionProgress:
    """Working sets of one exercise in one session. ``None`` is unknown."""

    day: date
    session: str | None
    sets: int
    reps: int
    heaviest_kg: float | None
    volume_load_kg: float | None
    estimated_maximum_kg: float | None
    """The highest of its sets, by reps (Epley)."""
    longest_hold_s: float | None
    fastest_m_s: float | None
    """Mean concentric velocity of the fastest rep, at whatever load."""


def progress_by_session(sets: Iterable[DoneSet]) -> list[SessionProgress]:
    """Sum up sets of one exercise by session, oldest first. Warm-up sets are left out."""
    return [_summed(session) for session in by_session(sets, lambda done: not done.warm_up)]


def _summed(session: tuple[DoneSet, ...]) -> SessionProgress:
    return SessionProgress(
        session[0].day,
        session[0].session,
        len(session),
        sum(done.reps or 0 for done in session),
        max((done.load_kg for done in session if done.load_kg and done.reps), default=None),
        volume_load_kg(session),
        max((each for done in session if (each := estimated_maximum_kg(done)) is not None), default=None),
        max((done.duration_s for done in session if done.duration_s and not done.reps), default=None),
        max((done.mean_velocity_m_s for done in session if done.mean_velocity_m_s is not None), default=None),
    )
