"""Tables of one recording → samples of one sensor: total acceleration, and the gyroscope on the same time."""

from __future__ import annotations

import numpy as np

from sensorlog.imu import FloatArray, ImuBlock
from sensorlog.recordings.checks import checked_rate, gravity_note
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.sample_recording import SampleRecording
from sensorlog.recordings.samples import Series
from sensorlog.recordings.vendors.dialect import Quantity
from sensorlog.recordings.vendors.groups import Group, group_of
from sensorlog.recordings.vendors.pauses import pauses_beside, with_pauses
from sensorlog.recordings.vendors.recognise import Recognised
from sensorlog.recordings.vendors.tables import Samples, read_samples

__all__ = ["main_table", "read_group", "read_vendor"]

_MOST_NAMES = 4


def read_vendor(found: Recognised) -> SampleRecording:
    """Read a table of an app, with those that belong to it. Raises :class:`RecordingError`."""
    group = group_of(found)
    if not group.tables:
        headings = ", ".join(repr(heading[:40]) for heading in found.layout.header[:_MOST_NAMES])
        raise RecordingError(
            f"{found.file}, line {found.layout.line}",
            f"is a file of {found.dialect.app} without acceleration in known columns (it begins with {headings}); "
            f"give the one of the accelerometer, under the name that {found.dialect.app} gave it",
        )
    return read_group(group)


def main_table(group: Group) -> Recognised | None:
    """Choose the table that stands for the group: the accelerometer's."""
    for quantity in (Quantity.ACC, Quantity.LINEAR, Quantity.GRAVITY):
        if (table := _table_with(group, quantity)) is not None:
            return table
    return None


def read_group(group: Group) -> SampleRecording:
    """Read the tables of one recording. Raises :class:`RecordingError` with place and reason."""
    main = main_table(group)
    if main is None:
        first = group.tables[0]
        raise RecordingError(
            f"{first.file}, line {first.layout.line}",
            "holds angular velocity only, and no file of the accelerometer is beside it",
        )
    acc_samples, acc, notes = _acceleration(group, main)
    gyr_table = _table_with(group, Quantity.GYR, main)
    gyr_samples = gyr = None
    if gyr_table is not None:
        gyr_samples = acc_samples if gyr_table is main else read_samples(gyr_table, (Quantity.GYR,))
        gyr = gyr_samples.series.get(Quantity.GYR)
        notes += () if gyr_samples is acc_samples else gyr_samples.notes
    zero_s = float(acc.t_s[0]) if acc_samples.clock.from_first else 0.0
    acc_t_s = _on_wall_clock(main, acc.t_s - zero_s)
    acc_rate_hz = checked_rate(f"{main.file}, column {acc_samples.heading!r}", acc_t_s)
    sensor = acc_samples.device or "sensor"
    files = [main.file.path]
    gyr_rate_hz = None
    streams = [ImuBlock(sensor, acc_t_s, acc.values, None)]
    if gyr is not None and gyr_samples is not None and gyr_table is not None:
        origin_s = float(gyr_samples.origin - acc_samples.origin) * acc_samples.unit_s
        gyr_t_s = _on_wall_clock(gyr_table, gyr.t_s + (origin_s - zero_s))
        if gyr_t_s[-1] < acc_t_s[0] or gyr_t_s[0] > acc_t_s[-1]:
            raise RecordingError(
                str(gyr_table.file),
                f"was not recorded together with {main.file.name}: no time in common; separate the two by name",
            )
        gyr_rate_hz = checked_rate(f"{gyr_table.file}, column {gyr_samples.heading!r}", gyr_t_s)
        files += [gyr_table.file.path] if gyr_table.file.path not in files else []
        if np.array_equal(gyr_t_s, acc_t_s):
            streams = [ImuBlock(sensor, acc_t_s, acc.values, gyr.values)]
        else:
            streams.append(ImuBlock(sensor, gyr_t_s, None, gyr.values))
    notes += gravity_note(main.file, acc.values)
    return SampleRecording(
        main.file.path, tuple(files), group.dialect.format, sensor, tuple(streams), acc_rate_hz, gyr_rate_hz, notes
    )


def _acceleration(group: Group, main: Recognised) -> tuple[Samples, Series, tuple[str, ...]]:
    """Total acceleration: measured, or put together from both of its parts."""
    quantities = {vector.quantity for vector, _ in main.vectors}
    if Quantity.ACC in quantities:
        samples = read_samples(main, (Quantity.ACC, Quantity.GYR))
        return samples, _series(main, samples, Quantity.ACC), samples.notes
    linear_table, gravity_table = _table_with(group, Quantity.LINEAR), _table_with(group, Quantity.GRAVITY)
    if linear_table is None or gravity_table is None:
        part = Quantity.LINEAR if Quantity.LINEAR in quantities else Quantity.GRAVITY
        raise RecordingError(
            f"{main.file}, line {main.layout.line}",
            f"holds {part.value} only, and counting needs acceleration with gravity; "
            f"in {group.dialect.app}, {group.dialect.without_gravity}",
        )
    linear = read_samples(linear_table, (Quantity.LINEAR, Quantity.GYR))
    gravity = read_samples(gravity_table, (Quantity.GRAVITY,))
    total = _sum(_series(linear_table, linear, Quantity.LINEAR), _series(gravity_table, gravity, Quantity.GRAVITY))
    if total is None:
        raise RecordingError(
            str(gravity_table.file), f"has no time in common with {linear_table.file.name}; separate the two by name"
        )
    note = f"{linear_table.file}: acceleration with gravity is the sum of this file and {gravity_table.file.name}"
    return linear, total, (*linear.notes, *gravity.notes, note)


def _sum(linear: Series, gravity: Series) -> Series | None:
    """Add gravity, which turns slowly, at the times of the acceleration without it."""
    both = (linear.t_s >= gravity.t_s[0]) & (linear.t_s <= gravity.t_s[-1])
    if both.sum() < 2:
        return None
    t_s: FloatArray = linear.t_s[both]
    turned = np.column_stack([np.interp(t_s, gravity.t_s, axis) for axis in gravity.values.T])
    return Series(t_s, linear.values[both] + turned)


def _series(table: Recognised, samples: Samples, quantity: Quantity) -> Series:
    series = samples.series.get(quantity)
    if series is None:
        raise RecordingError(str(table.file), f"holds no values of {quantity.value}; nothing can be counted in that")
    return series


def _on_wall_clock(table: Recognised, t_s: FloatArray) -> FloatArray:
    pauses = pauses_beside(table.file, table.dialect.pauses) if table.dialect.pauses else []
    return with_pauses(t_s, pauses) if pauses else t_s


def _table_with(group: Group, quantity: Quantity, preferred: Recognised | None = None) -> Recognised | None:
    """Find the table that holds a quantity: the preferred one, else by the order of the dialect's vectors."""

    def rank(table: Recognised) -> int:
        own = next(vector for vector, _ in table.vectors if vector.quantity is quantity)
        return -1 if table is preferred else group.dialect.vectors.index(own)

    having = [table for table in group.tables if any(vector.quantity is quantity for vector, _ in table.vectors)]
    return min(having, key=rank, default=None)
