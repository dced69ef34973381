"""Where a day and a value lie in a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

from sensorlog.exchange.person_record import Period
from sensorlog.exchange.report.svg import Picture
from sensorlog.exchange.report.words import decimal

__all__ = ["DayAxis", "ValueAxis", "nice_range"]

_MOST_WEEKS_LABELLED = 17
_LABEL_WIDTH = 52.0


@dataclass(frozen=True, slots=True)
class DayAxis:
    """Days from left to right."""

    period: Period
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return the middle of a day."""
        return self.left + (self.right - self.left) * ((day - self.period.first).days + 0.5) / self.period.days

    def ticks(self) -> list[tuple[date, str]]:
        """Return the days that are named: weeks from the first, or the first of months, as many as have room."""
        room = max(2, int((self.right - self.left) / _LABEL_WIDTH))
        weeks = self.period.days / 7
        if weeks <= _MOST_WEEKS_LABELLED:
            step = timedelta(weeks=max(1, ceil(weeks / room)))
            days = [self.period.first + n * step for n in range(ceil(self.period.days / step.days))]
            return [(day, f"{day.day} {day:%b}") for day in days]
        firsts = [
            date(year, month, 1)
            for year in range(self.period.first.year, self.period.last.year + 1)
            for month in range(1, 13)
            if date(year, month, 1) in self.period
        ]
        shown = firsts[:: max(1, ceil(len(firsts) / room))]
        return [(day, f"{day:%b %Y}" if day.month == 1 or day == shown[0] else f"{day:%b}") for day in shown]

    def draw(self, picture: Picture, y: float) -> None:
        """Draw a line at ``y`` with the days below it."""
        picture.line([(self.left, y), (self.right, y)], "line")
        for day, label in self.ticks():
            x = self.x(day)
            picture.line([(x, y), (x, y + 3)], "line")
            anchor = "start" if x < self.left + 20 else "end" if x > self.right - 14 else "middle"
            picture.text(x, y + 13, label, size=9, colour="soft", anchor=anchor)


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Values from ``bottom`` up to ``top`` (a smaller y)."""

    low: float
    high: float
    bottom: float
    top: float

    def y(self, value: float) -> float:
        """Return where a value lies; one beyond the ends at the end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.bottom + (self.top - self.bottom) * share

    def draw(self, picture: Picture, left: float, right: float, values: Sequence[float], digits: int = 0) -> None:
        """Draw a faint line for each of ``values``, named at the left."""
        for value in values:
            picture.line([(left, self.y(value)), (right, self.y(value))], "line", 0.5)
            picture.text(left - 4, self.y(value) + 3, decimal(value, digits), size=9, colour="soft", anchor="end")


def nice_range(values: Sequence[float], *, from_zero: bool = False, most: int = 4) -> tuple[list[float], int]:
    """Return round values that span ``values``, at most ``most`` + 1, and how many digits they need."""
    low, high = min(values), max(values)
    if from_zero:
        low = min(low, 0.0)
    if high - low < 1e-9:
        high = low + (abs(low) or 1.0)
    raw = (high - low) / most
    size = 10.0 ** floor(log10(raw))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw - 1e-12)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    power = floor(log10(step) + 1e-9)
    digits = max(0, (step / 10.0**power % 1 > 1e-6) - power)
    return [n * step for n in range(first, last + 1)], digits
