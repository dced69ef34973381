"""A table that was recognised → samples in SI, checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.recordings.checks import ACC_LIMIT_M_S2, GYR_LIMIT_RAD_S, TOO_FEW, TablePlaces
from sensorlog.recordings.columns import Column
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.samples import Series, merge_equal_times
from sensorlog.recordings.table import read_table
from sensorlog.recordings.vendors.clocks import ClockReader, seconds_of
from sensorlog.recordings.vendors.dialect import Clock, ClockKind, Quantity
from sensorlog.recordings.vendors.recognise import Recognised

__all__ = ["Samples", "read_samples"]

_CHANGED = "no sensor measures that much: the numbers were changed, as spreadsheets do; export the file again"
_NAME = re.compile(r"[\w .:()-]{1,64}")


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """What one table holds: times in seconds from ``origin``."""

    series: Mapping[Quantity, Series]
    clock: Clock
    heading: str
    """Of the clock."""
    origin: float | int
    """In units of the clock, exact: 0 for a clock whose numbers are taken as they are."""
    unit_s: float
    device: str | None
    notes: tuple[str, ...]


def read_samples(found: Recognised, wanted: Sequence[Quantity]) -> Samples:
    """Read vectors of one table. Raises :class:`RecordingError` with line and column of what cannot be understood."""
    file, layout = found.file, found.layout
    if not found.clocks:
        names = " or ".join(repr(clock.column) for clock in found.dialect.clocks)
        raise RecordingError(
            f"{file}, line {layout.line}", f"column {names} is missing, without which there is no time"
        )
    vectors = [(vector, columns) for vector, columns in found.vectors if vector.quantity in wanted]
    readers = {time.index: ClockReader(clock.kind) for clock, time in found.clocks if clock.kind != ClockKind.NUMBER}
    devices = _Devices()
    converters: dict[int, Callable[[str], float]] = {**readers}
    if found.device is not None:
        converters[found.device] = devices
    used = [column.index for _, columns in vectors for column in columns]
    used += [time.index for _, time in found.clocks]
    table = read_table(file, layout, [*used, *([] if found.device is None else [found.device])], converters)
    if found.device is not None:
        several = f"a second sensor begins here ({devices.names}); give each of them a file of its own"
        TablePlaces(file, layout).refuse(table.values[:, -1] > 0, layout.header[found.device], several)

    clock, time, ticks = _clock_that_runs(found, table.values[:, 3 * len(vectors) :])
    rows = np.flatnonzero(np.isfinite(ticks))
    for place, (vector, _) in enumerate(vectors):
        if vector.quantity is Quantity.ACC:
            rows = rows[_not_yet_measured(table.values[rows, 3 * place : 3 * place + 3]) :]
    if len(rows) < 2:
        raise RecordingError(str(file), TOO_FEW)
    t_s, unit_s = seconds_of(clock, ticks[rows], time.scale)
    if not np.isfinite(t_s).all():
        raise RecordingError(
            f"{file}, line {layout.line}", f"column {time.heading!r} names no unit of time; write (s) or (ms) behind it"
        )
    TablePlaces(file, layout, rows).refuse_backwards(t_s, time.heading)
    series: dict[Quantity, Series] = {}
    for place, (vector, columns) in enumerate(vectors):
        with np.errstate(over="ignore"):  # refused below, with its place
            own = table.values[rows, 3 * place : 3 * place + 3] * [column.scale for column in columns]
        there = np.isfinite(own).all(axis=1)
        if there.sum() < 2:
            continue
        limit = GYR_LIMIT_RAD_S if vector.quantity is Quantity.GYR else ACC_LIMIT_M_S2
        headings = [column.heading for column in columns]
        TablePlaces(file, layout, rows[there]).refuse_beyond(own[there], headings, limit, _CHANGED)
        series[vector.quantity] = merge_equal_times(t_s[there], own[there])
    TablePlaces(file, layout, rows).refuse_far(t_s, time.heading)
    origin = readers[time.index].origin if time.index in readers else 0
    return Samples(series, clock, time.heading, origin or 0, unit_s, devices.name, table.notes)


def _clock_that_runs(found: Recognised, clocks: FloatArray) -> tuple[Clock, Column, FloatArray]:
    """Take the preferred clock of those that most rows have; ``clocks`` holds one column for each."""
    for place, (clock, time) in enumerate(found.clocks):
        if np.isfinite(clocks[:, place]).sum() * 2 > len(clocks):
            return clock, time, clocks[:, place]
    clock, time = found.clocks[0]
    return clock, time, clocks[:, 0]


def _not_yet_measured(values: FloatArray) -> int:
    """Count the rows before the first that was measured: some apps begin with one in which all is 0.

    An accelerometer that reads exactly 0 on all axes would be falling.
    """
    measured = (values != 0).any(axis=1)
    return int(np.argmax(measured)) if measured.any() else 0


class _Devices:
    """Numbers the devices of a file by their names."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, cell: str) -> float:
        return float(self._numbers.setdefault(cell.strip()[:100], len(self._numbers)))

    @property
    def name(self) -> str | None:
        name = next(iter(self._numbers), "")
        return name if _NAME.fullmatch(name) else None

    @property
    def names(self) -> str:
        return ", ".join(list(self._numbers)[:4])
