"""Pain over weeks: what was entered at first and what was entered last, with the change that the literature names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from sensorlog.training.feeling.outcomes import MEASURES, Measure, MeasureId
from sensorlog.training.feeling.pain import PainEntry

__all__ = ["PAIN_WINDOW_DAYS", "PainTrend", "pain_trend", "worst_by_day"]

PAIN_WINDOW_DAYS = 7
"""A single day says little about pain that goes up and down: a week of entries stands for the beginning and for now.
The length is our own; questionnaires ask about the last week as well."""


@dataclass(frozen=True, slots=True)
class PainTrend:
    """From the first week with entries to the latest."""

    first: float
    """Mean over the days of the worst pain that was entered for each, 0 to 10."""
    first_days: tuple[date, ...]
    latest: float
    latest_days: tuple[date, ...]
    measure: Measure
    """The numeric rating scale, with its important change."""

    @property
    def difference(self) -> float:
        """Latest − first, in points: below 0 it hurts less."""
        return self.latest - self.first

    @property
    def reaches_important(self) -> bool:
        """At least as large as the published important change, for better or worse."""
        return abs(self.difference) >= self.measure.important_change - 1e-9


def worst_by_day(entries: Iterable[PainEntry]) -> dict[date, int]:
    """Return the highest score of each day that has an entry, the oldest day first."""
    worst: dict[date, int] = {}
    for entry in entries:
        worst[entry.day] = max(worst.get(entry.day, 0), entry.score)
    return dict(sorted(worst.items()))


def pain_trend(entries: Iterable[PainEntry]) -> PainTrend | None:
    """Compare the first week with the latest one; ``None`` where they are not two separate weeks with entries."""
    worst = worst_by_day(entries)
    if not worst:
        return None
    days = list(worst)
    span = timedelta(days=PAIN_WINDOW_DAYS)
    first = tuple(day for day in days if day < days[0] + span)
    latest = tuple(day for day in days if day > days[-1] - span)
    if latest[0] <= first[-1]:
        return None
    return PainTrend(
        fmean(worst[day] for day in first),
        first,
        fmean(worst[day] for day in latest),
        latest,
        MEASURES[MeasureId.NPRS],
    )
