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
_LEAST_SHARE = 0.5
"""Of the columns of a format; less is chance."""


def unknown_format(file: DataFile, lines: list[str]) -> RecordingError:
    """Make the error for a text whose header nobody knows."""
    app, columns, names, number = _nearest(lines)
    begins = " and ".join(
        shown(line.removeprefix("\ufeff")) for line in [line for line in lines[number:] if line.strip()][:2]
    )
    missing = ", ".join(repr(column) for column in columns if column not in names)
    nearest = f"{app}, of whose columns {missing} are missing" if names else app
    return RecordingError(
        f"{file}, line {number + 1}",
        f"begins with {begins or 'nothing'}, which is no format that is known here; nearest is {nearest}; "
        "give its columns these names, or export it as generic CSV: 'time (s),acc_x (g),acc_y (g),acc_z (g)'",
    )


def _nearest(lines: list[str]) -> tuple[str, tuple[str, ...], set[str], int]:
    """App and its columns, names of the line that comes nearest to them, and that line, from 0.

    Without a line that has more than half of some app's columns: the generic table, no names, and the first line.
    """
    known = list(_known())
    best: tuple[str, tuple[str, ...], set[str], int] = (*known[0], set(), 0)
    best_share = _LEAST_SHARE
    for number, line in enumerate(lines[:_LINES]):
        names = {name_and_unit(heading)[0] for heading in split_line(line, max(",;\t", key=line.count))}
        for app, columns in known:
            share = len(names & set(columns)) / len(columns)
            if share > best_share:
                best, best_share = (app, columns, names, number), share
    return best


def _known() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name each format with the columns that it must have."""
    yield "generic CSV", ("time", "acc_x", "acc_y", "acc_z")
    yield "MetaBase", ("elapsed", "epoch", "x-axis", "y-axis", "z-axis")
    for dialect in DIALECTS:
        for clock in dialect.clocks:
            for vector in dialect.vectors:
                yield dialect.app, (clock.column, *vector.columns)
