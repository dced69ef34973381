"""Values from outside, held to what they may be. Each raises :class:`LogbookError` that names the value."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TypeVar

from sensorlog.logbook.errors import LogbookError

__all__ = ["MAX_LOAD_ENTERED_LENGTH", "MAX_REPS", "MAX_SECONDS", "MAX_SESSION_S", "number", "one_of", "words"]

MAX_REPS = 10_000
MAX_SECONDS = 24 * 3600.0
MAX_SESSION_S = 7 * MAX_SECONDS
MAX_LOAD_ENTERED_LENGTH = 20
_Kind = TypeVar("_Kind", bound=StrEnum)


def number(what: str, value: object, most: float, *, whole: bool = False) -> float:
    """Return ``value`` where it is a number from 0 to ``most``."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise LogbookError(f"{what}: {str(value)[:30]!r} is no number")
    if not 0 <= value <= most or (whole and value != int(value)):
        raise LogbookError(f"{what}: {value:g} is no {'whole ' if whole else ''}number from 0 to {most:g}")
    return float(value)


def words(what: str, value: object, longest: int) -> str:
    """Return ``value`` where it is a text of 1 to ``longest`` letters."""
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise LogbookError(f"{what}: {str(value)[:30]!r} is no text of 1 to {longest} letters")
    return value


def one_of(kinds: type[_Kind], value: object) -> _Kind:
    """Return the one of ``kinds`` that ``value`` spells."""
    if value not in list(kinds):
        raise LogbookError(f"{str(value)[:30]!r} is none of {', '.join(kinds)}")
    return kinds(str(value))
