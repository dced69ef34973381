"""What to say of a file that is none of the formats: how it begins, and which format comes nearest."""

from __future__ import annotations

from collections.abc import Iterator

from sensorlog.recordings.columns import name_and_unit
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import DataFile
from sensorlog.recordings.table import shown, split_line
from sensorlog.recordings.vendors.dialects import DIALECTS

__all__ = ["unknown_format"]

_LINES = 30


def unknown_format(file: DataFile, lines: list[str]) -> RecordingError:
    """Make the error for a text whose header nobody knows."""
    known = list(_known())
    best, best_share, best_line = known[0], 0.0, 0
    for number, line in enumerate(lines[:_LINES]):
        separator = max(",;\t", key=line.count)
        names = {name_and_unit(heading)[0] for heading in split_line(line, separator)}
        for app, columns in known:
            share = len(names & set(columns)) / len(columns)
            if share > best_share:
                best, best_share, best_line = (app, columns), share, number
    app, columns = best
    begins = " and ".join(shown(line) for line in [line for line in lines[best_line:] if line.strip()][:2])
    missing = ""
    if best_share > 0:
        separator = max(",;\t", key=lines[best_line].count)
        names = {name_and_unit(heading)[0] for heading in split_line(lines[best_line], separator)}
        missing = f", of whose columns {', '.join(repr(c) for c in columns if c not in names)} are missing"
    return RecordingError(
        f"{file}, line {best_line + 1}",
        f"begins with {begins or 'nothing'}, which is no format that is known here; nearest is {app}{missing}; "
        "give its columns these names, or export it as generic CSV: 'time (s),acc_x (g),acc_y (g),acc_z (g)'",
    )


def _known() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name each format with the columns that it must have."""
    yield "generic CSV", ("time", "acc_x", "acc_y", "acc_z")
    yield "MetaBase", ("elapsed", "epoch", "x-axis", "y-axis", "z-axis")
    for dialect in DIALECTS:
        for clock in dialect.clocks:
            for vector in dialect.vectors:
                yield dialect.app, (clock.column, *vector.columns)
