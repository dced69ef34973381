"""Numbers and days as people read them in a report: with their unit, and no more digits than are known."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from math import degrees

__all__ = ["clean", "day_words", "decimal", "degrees_words", "plural", "signed", "span_words"]

_UNKNOWN = "–"
_JOINERS = "\u200c\u200d"
"""Writing in Persian, in Indian scripts and with emoji needs them; other unseen characters can turn a line around."""


def clean(text: str, most: int | None = None) -> str:
    """Return what a person typed on one line, without characters that cannot be seen; cut at ``most`` letters."""
    kept = "".join(char if char in _JOINERS or unicodedata.category(char)[0] != "C" else " " for char in text)
    line = " ".join(kept.split())
    return line if most is None or len(line) <= most else f"{line[: most - 1].rstrip()}…"


def decimal(value: float | None, digits: int = 0) -> str:
    """Return a number with so many digits behind the point, a minus as a minus; unknown as a dash."""
    if value is None:
        return _UNKNOWN
    text = f"{value:.{digits}f}"
    if not float(text):
        text = text.removeprefix("-")
    return text.replace("-", "\u2212")


def signed(value: float | None, digits: int = 0) -> str:
    """Return a difference, always with its sign."""
    text = decimal(value, digits)
    return text if value is None or text.startswith("\u2212") or not float(text) else f"+{text}"


def degrees_words(angle_rad: float | None, digits: int = 0) -> str:
    """Return an angle in degrees, without the sign of degree."""
    return decimal(None if angle_rad is None else degrees(angle_rad), digits)


def day_words(day: date, *, year: bool = True) -> str:
    """Return a day in a form that no country reads otherwise: 4 May 2026."""
    return f"{day.day} {day:%b}" + (f" {day.year}" if year else "")


def span_words(days: Sequence[date]) -> str:
    """Return the first and the last of some days."""
    first, last = min(days), max(days)
    if first == last:
        return day_words(first)
    return f"{day_words(first, year=first.year != last.year)} to {day_words(last)}"


def plural(count: int, noun: str, several: str | None = None) -> str:
    """Return ``3 sets``, ``1 set``."""
    return f"{count} {noun if count == 1 else several or noun + 's'}"
