"""CSV exports → samples: our own generic table, and the file pairs of MetaBase."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sensorlog.imu import ImuBlock
from sensorlog.recordings.checks import (
    ACC_LIMIT_M_S2,
    GYR_LIMIT_RAD_S,
    TOO_FEW,
    TablePlaces,
    checked_rate,
    gravity_note,
)
from sensorlog.recordings.columns import ACC_UNITS, GYR_UNITS, TIME_UNITS, Column, find_columns, name_and_unit
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import DataFile
from sensorlog.recordings.metabase_names import parse_name, partner_of
from sensorlog.recordings.sample_recording import SampleRecording
from sensorlog.recordings.samples import Series, merge_equal_times
from sensorlog.recordings.table import Layout, Table, read_header, read_table

__all__ = ["ACC_NAMES", "is_metabase", "read_csv", "read_generic"]

ACC_NAMES = ("acc_x", "acc_y", "acc_z")
_GYR = ("gyr_x", "gyr_y", "gyr_z")
_AXES = ("x-axis", "y-axis", "z-axis")
_TOO_MUCH = "no sensor measures that much; is the unit in the header right?"
_EPOCHS = ("epoch", "epoc")  # the app has shipped both spellings


def read_csv(path: str | Path) -> SampleRecording:
    """Read a generic CSV (plain or gzip) or either file of a MetaBase pair.

    Raises :class:`RecordingError` with line and column of what cannot be understood.
    """
    path = Path(path)
    header = read_header(DataFile(path))
    return _read_metabase(path) if is_metabase(header) else read_generic(DataFile(path), header)


def is_metabase(header: Sequence[str]) -> bool:
    """Tell a file of MetaBase by the names of its columns."""
    return set(_AXES) <= {name_and_unit(heading)[0] for heading in header}


def read_generic(file: DataFile, header: tuple[str, ...]) -> SampleRecording:
    """Read our own table. Raises :class:`RecordingError` with line and column of what cannot be understood."""
    names = {name_and_unit(heading)[0] for heading in header}
    time = find_columns(file, header, ("time",), TIME_UNITS)
    acc = find_columns(file, header, ACC_NAMES, ACC_UNITS)
    gyr = find_columns(file, header, _GYR, GYR_UNITS) if names & set(_GYR) else []
    layout = Layout(header)
    table = read_table(file, layout, [column.index for column in (*time, *acc, *gyr)])
    series, notes = _series(file, layout, table, time[0], acc, gyr)
    block = ImuBlock("sensor", series.t_s, series.values[:, :3], series.values[:, 3:] if gyr else None)
    rate = _rate(file, series, time[0])
    return SampleRecording(file.path, (file.path,), "csv", "sensor", (block,), rate, rate if gyr else None, notes)


def _read_metabase(path: Path) -> SampleRecording:
    partner = partner_of(path)
    files = {_metabase_kind(file): file for file in (path, partner) if file is not None}
    if "acc" not in files:
        raise RecordingError(
            path, "is the gyroscope's file of a MetaBase pair, and the accelerometer's is not beside it"
        )
    acc_path = files["acc"]
    acc, acc_epoch_s, acc_time, notes = _metabase_series(DataFile(acc_path), ACC_UNITS)
    name = parse_name(acc_path)
    sensor = (name.device if name is not None else None) or "sensor"
    streams = [ImuBlock(sensor, acc.t_s, acc.values, None)]
    acc_rate_hz, gyr_rate_hz = _rate(DataFile(acc_path), acc, acc_time), None
    if "gyr" in files:
        gyr_path = files["gyr"]
        gyr, gyr_epoch_s, gyr_time, gyr_notes = _metabase_series(DataFile(gyr_path), GYR_UNITS)
        # Each file counts from its own first sample; the epoch column puts both on the accelerometer's time.
        t_s = gyr.t_s + (gyr_epoch_s - acc_epoch_s)
        if t_s[-1] < acc.t_s[0] or t_s[0] > acc.t_s[-1]:
            raise RecordingError(
                gyr_path, f"was not recorded together with {acc_path.name}: no time in common; separate the two by name"
            )
        gyr_rate_hz = _rate(DataFile(gyr_path), gyr, gyr_time)
        streams.append(ImuBlock(sensor, t_s, None, gyr.values))
        notes += gyr_notes
    ordered = tuple(files[kind] for kind in ("acc", "gyr") if kind in files)
    return SampleRecording(acc_path, ordered, "metabase", sensor, tuple(streams), acc_rate_hz, gyr_rate_hz, notes)


def _metabase_kind(path: Path) -> str:
    """``acc`` or ``gyr``, by the unit of its axes: files are renamed, units are not."""
    file = DataFile(path)
    header = read_header(file)
    units = {unit for name, unit in map(name_and_unit, header) if name in _AXES}
    if units <= set(GYR_UNITS):
        return "gyr"
    find_columns(file, header, _AXES, ACC_UNITS)
    return "acc"


def _metabase_series(file: DataFile, units: dict[str, float]) -> tuple[Series, float, Column, tuple[str, ...]]:
    """Read samples by elapsed time, and the Unix time in seconds at which that was zero."""
    header = read_header(file)
    names = [name_and_unit(heading)[0] for heading in header]
    axes = find_columns(file, header, _AXES, units)
    (elapsed,) = find_columns(file, header, ("elapsed",), TIME_UNITS)
    (epoch,) = find_columns(file, header, ([n for n in _EPOCHS if n in names] or [_EPOCHS[0]])[:1], TIME_UNITS)
    acc, gyr = (axes, []) if units is ACC_UNITS else ([], axes)
    layout = Layout(header)
    table = read_table(file, layout, [column.index for column in (elapsed, *axes, epoch)])
    series, notes = _series(file, layout, table, elapsed, acc, gyr)
    zero_s = table.values[0, -1] * epoch.scale - table.values[0, 0] * elapsed.scale
    return series, float(zero_s), elapsed, notes


def _series(
    file: DataFile, layout: Layout, table: Table, time: Column, acc: Sequence[Column], gyr: Sequence[Column]
) -> tuple[Series, tuple[str, ...]]:
    """Check and scale a table that begins with these columns, in this order."""
    columns = [time, *acc, *gyr]
    with np.errstate(over="ignore"):  # what is too large becomes infinite, and is refused below with its place
        values = table.values[:, : len(columns)] * np.array([column.scale for column in columns])
    if len(values) < 2:
        raise RecordingError(str(file), TOO_FEW)
    places = TablePlaces(file, layout)
    places.refuse_backwards(values[:, 0], time.heading)
    places.refuse_far(values[:, 0], time.heading)
    split = 1 + len(acc)
    places.refuse_beyond(values[:, 1:split], [column.heading for column in acc], ACC_LIMIT_M_S2, _TOO_MUCH)
    places.refuse_beyond(values[:, split:], [column.heading for column in gyr], GYR_LIMIT_RAD_S, _TOO_MUCH)
    notes = table.notes + (gravity_note(file, values[:, 1:4]) if acc else ())
    return merge_equal_times(values[:, 0], values[:, 1:]), notes


def _rate(file: DataFile, series: Series, time: Column) -> float:
    return checked_rate(f"{file}, column {time.heading!r}", series.t_s)
