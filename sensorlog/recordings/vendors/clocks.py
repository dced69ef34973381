"""Times as apps write them → seconds: dates, counters that begin anew, numbers too long for a double."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.recordings.vendors.dialect import Clock, ClockKind

__all__ = ["ClockReader", "seconds_of"]

_NO_TIME = "is not a time such as 2026-01-31 09:30:00.123; correct or delete the line"
_LONGEST_INTEGER = 25
_LAST_SECOND = 61.0
"""There are leap seconds."""
_DATE = re.compile(
    r"(?:(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})|(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}))"
    r"[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{1,2}):(?P<second>\d{1,2}(?:[.,]\d{1,9})?)"
)


class ClockReader:
    """Makes numbers of the cells of a clock, counted from the first of them: ``origin``, exact."""

    def __init__(self, kind: ClockKind) -> None:
        self._parse = _integer if kind is ClockKind.INTEGER else _date_or_number
        self.origin: float | int | None = None

    def __call__(self, cell: str) -> float:
        """Raise ``ValueError`` with words for what is no time."""
        if cell == "nan":  # what a missing value has become
            return math.nan
        value = self._parse(cell.strip())
        if self.origin is None:
            self.origin = value
        return float(value - self.origin)


def seconds_of(clock: Clock, ticks: FloatArray, scale: float) -> tuple[FloatArray, float]:
    """Make seconds of the numbers of a clock; the second value is the length of one unit in seconds."""
    if clock.wraps_at is not None:
        around = np.diff(ticks, prepend=ticks[:1]) < -clock.wraps_at / 2
        ticks = ticks + np.cumsum(around) * float(clock.wraps_at)
    if not clock.ticks_s:
        return ticks * scale, scale
    steps = np.diff(ticks)
    step = float(np.median(steps[steps > 0])) if (steps > 0).any() else 1.0
    tick_s = next((tick_s for tick_s in clock.ticks_s if step * tick_s * clock.fastest_hz >= 1), clock.ticks_s[-1])
    return ticks * tick_s, tick_s


def _integer(cell: str) -> int:
    if len(cell) > _LONGEST_INTEGER or not cell.isascii() or not cell.removeprefix("-").isdecimal():
        raise ValueError("is not a whole number; correct or delete the line")
    return int(cell)


def _date_or_number(cell: str) -> float:
    if not cell.isascii():  # other digits, which Python takes for numbers
        raise ValueError(_NO_TIME)
    match = _DATE.fullmatch(cell)
    try:
        number = float(cell) if match is None else _date(match)
    except ValueError:
        raise ValueError(_NO_TIME) from None
    if not math.isfinite(number):
        raise ValueError("is not a number; correct or delete the line")
    return number


def _date(match: re.Match[str]) -> float:
    year, month, day = (
        int(match[long] or match[short]) for long, short in (("year", "y"), ("month", "m"), ("day", "d"))
    )
    second = float(match["second"].replace(",", "."))
    if second > _LAST_SECOND:
        raise ValueError
    whole = datetime(year, month, day, int(match["hour"]), int(match["minute"]), tzinfo=UTC)
    return whole.timestamp() + second
