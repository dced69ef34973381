"""A set that was done, as far as the rules of training need to know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

__all__ = ["DoneSet", "by_session", "week_of"]


class DoneSet(NamedTuple):
    """One set, sensed or entered by hand. ``None`` is unknown, never zero.

    A tuple, which is made four times as fast as a frozen dataclass: ten years have forty thousand.
    """

    exercise: str
    """Name as it was entered; :meth:`Catalogue.named` knows more."""
    day: date
    """Of the person's own calendar."""
    reps: int | None = None
    load_kg: float | None = None
    duration_s: float | None = None
    """Of a hold or a stretch."""
    warm_up: bool = False
    side: str | None = None
    reps_in_reserve: float | None = None
    """How many more the person thinks would have gone."""
    mean_velocity_m_s: float | None = None
    """Mean concentric velocity of the fastest rep."""
    placement: str | None = None
    """Where the sensor was clipped."""
    session: str | None = None


def week_of(day: date) -> date:
    """Return the Monday of the week of ``day`` (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def by_session(sets: Iterable[DoneSet], is_wanted: Callable[[DoneSet], bool]) -> list[tuple[DoneSet, ...]]:
    """Group the wanted sets by session (by day where none is named), in the order of their days."""
    groups: dict[tuple[date, str], list[DoneSet]] = {}
    for done in sets:
        if is_wanted(done):
            groups.setdefault((done.day, done.session or ""), []).append(done)
    return [tuple(groups[key]) for key in sorted(groups, key=lambda key: key[0])]
