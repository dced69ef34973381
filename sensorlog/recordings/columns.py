"""Column names with units, as exports write them: which column is what, and the factor to SI."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import pi

from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import DataFile

__all__ = ["ACC_UNITS", "GYR_UNITS", "STANDARD_GRAVITY_M_S2", "TIME_UNITS", "Column", "find_columns", "name_and_unit"]

STANDARD_GRAVITY_M_S2 = 9.80665

TIME_UNITS = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "μs": 1e-6}
ACC_UNITS = {"g": STANDARD_GRAVITY_M_S2, "mg": STANDARD_GRAVITY_M_S2 / 1000, "m/s^2": 1.0, "m/s²": 1.0, "m/s2": 1.0}
GYR_UNITS = {"deg/s": pi / 180, "°/s": pi / 180, "dps": pi / 180, "rad/s": 1.0}

_HEADING = re.compile(r"\s*(?P<name>[^()\[\]]*?)\s*(?:[(\[]\s*(?P<unit>[^()\[\]]*?)\s*[)\]])?\s*")


@dataclass(frozen=True, slots=True)
class Column:
    """Where a quantity stands (counted from 0), how its heading is written, and what makes SI of its numbers."""

    index: int
    heading: str
    scale: float


def name_and_unit(heading: str) -> tuple[str, str | None]:
    """Split ``acc_x (g)`` into ``acc_x`` and ``g``; names in lower case, the unit as written."""
    match = _HEADING.fullmatch(heading)
    if match is None:
        return heading.strip().casefold(), None
    return match["name"].casefold(), match["unit"]


def find_columns(file: DataFile, header: Sequence[str], wanted: Sequence[str], units: dict[str, float]) -> list[Column]:
    """Columns of the wanted names, in that order.

    Raises :class:`RecordingError` for a name that is missing or there twice and for a unit that is missing or unknown.
    """
    where = f"{file}, line 1"
    examples = " or ".join(list(units)[:3])
    parsed = [name_and_unit(heading) for heading in header]
    found: list[Column] = []
    for name in wanted:
        at = [i for i, (other, _) in enumerate(parsed) if other == name]
        if not at:
            raise RecordingError(
                where, f"column {name!r} is missing; add it as '{name} ({next(iter(units))})'{_hint(header)}"
            )
        if len(at) > 1:
            raise RecordingError(where, f"column {name!r} is there {len(at)} times; keep one of them")
        heading, unit = header[at[0]], parsed[at[0]][1]
        if not unit:
            raise RecordingError(where, f"column {heading!r} names no unit; write ({examples}) behind its name")
        if unit not in units and unit.casefold() not in units:
            raise RecordingError(
                where, f"column {heading!r} has the unit {unit!r}, which is not known here; use {examples}"
            )
        found.append(Column(at[0], heading, units.get(unit, units.get(unit.casefold(), 1.0))))
    return found


def _hint(header: Sequence[str]) -> str:
    if len(header) == 1 and any(separator in header[0] for separator in ";\t"):
        return " (the columns must be separated by commas)"
    return ""
