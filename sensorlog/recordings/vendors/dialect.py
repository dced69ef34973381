"""What there is to say of a table that an app writes: which columns hold the time and the motion, in which units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Clock", "ClockKind", "Dialect", "Quantity", "Vector"]


class Quantity(StrEnum):
    """What a vector of three columns measures."""

    ACC = "acceleration"
    """Specific force, gravity included."""
    LINEAR = "acceleration without gravity"
    GRAVITY = "gravity"
    GYR = "angular velocity"


class ClockKind(StrEnum):
    """How a time is written."""

    NUMBER = "number"
    INTEGER = "integer"
    """Too many digits for a double: differences are taken before it becomes one."""
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Clock:
    """A column of times. Names here are in lower case and without units."""

    column: str
    kind: ClockKind = ClockKind.NUMBER
    ticks_s: tuple[float, ...] = ()
    """Length of one tick. Of several, the first with which the file's rate is at most ``fastest_hz``. Empty: the
    heading names the unit."""
    fastest_hz: float = 2000.0
    wraps_at: int | None = None
    """A counter that begins anew at this many ticks."""
    from_first: bool = False
    """The origin of the clock means nothing: times are counted from the first sample of the accelerometer."""


@dataclass(frozen=True, slots=True)
class Vector:
    """Three columns that belong together."""

    quantity: Quantity
    columns: tuple[str, str, str]
    unit: str | None = None
    """Unit of all three; ``None``: the headings name it."""
    file: re.Pattern[str] | None = None
    """What the file's name must hold, where columns of several sensors look alike."""
    sign: int = 1
    """−1 for an app that measures the opposite of specific force: −1 g on the axis that points up at rest."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The tables of one app."""

    format: str
    """As ``analyze`` prints it."""
    app: str
    clocks: tuple[Clock, ...]
    """In the order in which they are preferred."""
    vectors: tuple[Vector, ...]
    """In the order in which they are preferred."""
    signs: tuple[frozenset[str], ...]
    """A header that has all names of one of these was written by this app."""
    without_gravity: str
    """What to do in the app where only acceleration without gravity was recorded."""
    file_words: re.Pattern[str] = re.compile(r"(?!)")
    """What differs between the names of files that belong together."""
    header_within_lines: int = 1
    device: tuple[str, ...] = ()
    """Spellings of the column that names the sensor, where one file may hold several."""
    missing: str | None = None
    """How a value that is not there is spelled."""
    repeats_header: bool = False
    pauses: str | None = None
    """Beside the table: where the app tells for how long its clock stood still."""
