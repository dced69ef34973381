"""CSV exports → samples: our own generic table, and the file pairs of MetaBase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sensorlog.imu import FloatArray, Gap, ImuBlock, Placement, StreamInfo
from sensorlog.recordings.columns import (
    ACC_UNITS,
    GYR_UNITS,
    STANDARD_GRAVITY_M_S2,
    TIME_UNITS,
    Column,
    find_columns,
    name_and_unit,
)
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.metabase_names import parse_name, partner_of
from sensorlog.recordings.samples import Series, interleaved, merge_equal_times, rate_of
from sensorlog.recordings.table import Table, line_of_row, read_header, read_table

__all__ = ["CsvRecording", "read_csv"]

RATE_LIMITS_HZ = (4.0, 2000.0)
"""Below, a repetition has too few samples to be seen; above, no such sensor exists: the unit of time is wrong."""
ACC_LIMIT_M_S2 = 400 * STANDARD_GRAVITY_M_S2
GYR_LIMIT_RAD_S = 10_000 * np.pi / 180
"""Twice and more of what the widest commodity sensors measure (200 g, 4,000 °/s): a wrong unit, or damage."""
AT_REST_M_S2 = (0.5 * STANDARD_GRAVITY_M_S2, 2 * STANDARD_GRAVITY_M_S2)

_ACC = ("acc_x", "acc_y", "acc_z")
_GYR = ("gyr_x", "gyr_y", "gyr_z")
_AXES = ("x-axis", "y-axis", "z-axis")
_EPOCHS = ("epoch", "epoc")  # the app has shipped both spellings


@dataclass(frozen=True, slots=True, eq=False)
class CsvRecording:
    """Samples of one sensor from a file, or a pair of files, of another app. Where it was worn is unknown."""

    path: Path
    """The file; of a pair, the accelerometer's."""
    files: tuple[Path, ...]
    format: str
    """``csv`` or ``metabase``."""
    sensor: str
    streams: tuple[ImuBlock, ...]
    """One block with both sensors, or accelerometer and gyroscope apart; times as in the file."""
    acc_rate_hz: float
    gyr_rate_hz: float | None
    notes: tuple[str, ...]

    def blocks(self) -> Iterator[ImuBlock | Gap]:
        """All samples in time order, cut at the gaps."""
        return interleaved(self.sensor, list(self.streams))

    def info(self, placement: Placement = Placement.UNKNOWN) -> StreamInfo:
        """Tell an algorithm what it has to know of this sensor."""
        return StreamInfo(self.sensor, placement, self.acc_rate_hz, self.gyr_rate_hz)

    @property
    def samples(self) -> int:
        """Accelerometer samples."""
        return len(self.streams[0])

    @property
    def duration_s(self) -> float:
        """From the first sample to the last."""
        return float(max(s.t_s[-1] for s in self.streams) - min(s.t_s[0] for s in self.streams))


def read_csv(path: str | Path) -> CsvRecording:
    """Read an export: a generic CSV (plain or gzip) or either file of a MetaBase pair.

    Raises :class:`RecordingError` with line and column of what cannot be understood.
    """
    path = Path(path)
    header = read_header(path)
    names = {name_and_unit(heading)[0] for heading in header}
    if set(_AXES) <= names:
        return _read_metabase(path)
    return _read_generic(path, header)


def _read_generic(path: Path, header: tuple[str, ...]) -> CsvRecording:
    names = {name_and_unit(heading)[0] for heading in header}
    time = find_columns(path, header, ("time",), TIME_UNITS)
    acc = find_columns(path, header, _ACC, ACC_UNITS)
    gyr = find_columns(path, header, _GYR, GYR_UNITS) if names & set(_GYR) else []
    table = read_table(path, [column.index for column in (*time, *acc, *gyr)])
    series, notes = _series(path, table, time[0], acc, gyr)
    block = ImuBlock("sensor", series.t_s, series.values[:, :3], series.values[:, 3:] if gyr else None)
    rate = _rate(path, series.t_s, time[0])
    return CsvRecording(path, (path,), "csv", "sensor", (block,), rate, rate if gyr else None, notes)


def _read_metabase(path: Path) -> CsvRecording:
    partner = partner_of(path)
    files = {_metabase_kind(file): file for file in (path, partner) if file is not None}
    if "acc" not in files:
        raise RecordingError(
            path, "is the gyroscope's file of a MetaBase pair, and the accelerometer's is not beside it"
        )
    acc_path = files["acc"]
    acc, acc_epoch_s, acc_time, notes = _metabase_series(acc_path, ACC_UNITS)
    name = parse_name(acc_path)
    sensor = (name.device if name is not None else None) or "sensor"
    streams = [ImuBlock(sensor, acc.t_s, acc.values, None)]
    acc_rate_hz, gyr_rate_hz = _rate(acc_path, acc.t_s, acc_time), None
    if "gyr" in files:
        gyr_path = files["gyr"]
        gyr, gyr_epoch_s, gyr_time, gyr_notes = _metabase_series(gyr_path, GYR_UNITS)
        # Each file counts from its own first sample; the epoch column puts both on the accelerometer's time.
        t_s = gyr.t_s + (gyr_epoch_s - acc_epoch_s)
        if t_s[-1] < acc.t_s[0] or t_s[0] > acc.t_s[-1]:
            raise RecordingError(
                gyr_path, f"was not recorded together with {acc_path.name}: no time in common; separate the two by name"
            )
        gyr_rate_hz = _rate(gyr_path, gyr.t_s, gyr_time)
        streams.append(ImuBlock(sensor, t_s, None, gyr.values))
        notes += gyr_notes
    ordered = tuple(files[kind] for kind in ("acc", "gyr") if kind in files)
    return CsvRecording(acc_path, ordered, "metabase", sensor, tuple(streams), acc_rate_hz, gyr_rate_hz, notes)


def _metabase_kind(path: Path) -> str:
    """``acc`` or ``gyr``, by the unit of its axes: files are renamed, units are not."""
    header = read_header(path)
    units = {unit for name, unit in map(name_and_unit, header) if name in _AXES}
    if units <= set(GYR_UNITS):
        return "gyr"
    find_columns(path, header, _AXES, ACC_UNITS)
    return "acc"


def _metabase_series(path: Path, units: dict[str, float]) -> tuple[Series, float, Column, tuple[str, ...]]:
    """Read samples by elapsed time, and the Unix time in seconds at which that was zero."""
    header = read_header(path)
    names = [name_and_unit(heading)[0] for heading in header]
    axes = find_columns(path, header, _AXES, units)
    (elapsed,) = find_columns(path, header, ("elapsed",), TIME_UNITS)
    (epoch,) = find_columns(path, header, ([n for n in _EPOCHS if n in names] or [_EPOCHS[0]])[:1], TIME_UNITS)
    acc, gyr = (axes, []) if units is ACC_UNITS else ([], axes)
    table = read_table(path, [column.index for column in (elapsed, *axes, epoch)])
    series, notes = _series(path, table, elapsed, acc, gyr)
    zero_s = table.values[0, -1] * epoch.scale - table.values[0, 0] * elapsed.scale
    return series, float(zero_s), elapsed, notes


def _series(
    path: Path, table: Table, time: Column, acc: Sequence[Column], gyr: Sequence[Column]
) -> tuple[Series, tuple[str, ...]]:
    """Check and scale a table that begins with these columns, in this order."""
    columns = [time, *acc, *gyr]
    values = table.values[:, : len(columns)] * np.array([column.scale for column in columns])
    if len(values) < 2:
        raise RecordingError(path, f"holds {len(values)} samples below its header; nothing can be counted in that")
    t_s = values[:, 0]
    backwards = np.concatenate(([False], np.diff(t_s) < 0))
    _refuse(path, backwards, time, "time runs backwards; sort or cut the file")
    notes = list(table.notes)
    for axis, column in enumerate(columns[1:], 1):
        limit = ACC_LIMIT_M_S2 if axis <= len(acc) else GYR_LIMIT_RAD_S
        too_much = np.abs(values[:, axis]) > limit
        _refuse(path, too_much, column, "no sensor measures that much; is the unit in the header right?")
    if acc:
        norm = float(np.median(np.linalg.norm(values[:, 1:4], axis=1)))
        if not AT_REST_M_S2[0] < norm < AT_REST_M_S2[1]:
            notes.append(
                f"{path}: the accelerometer reads {norm / STANDARD_GRAVITY_M_S2:.3g} g at the median instead of 1 g; "
                "is the unit right, and is gravity included?"
            )
    return merge_equal_times(t_s, values[:, 1:]), tuple(notes)


def _refuse(path: Path, wrong: np.ndarray, column: Column, reason: str) -> None:
    """Raise for the first row that is wrong, with its line."""
    if wrong.any():
        line = line_of_row(path, int(np.argmax(wrong)))
        raise RecordingError(f"{path}, line {line}, column {column.heading!r}", reason)


def _rate(path: Path, t_s: FloatArray, time: Column) -> float:
    where = f"{path}, column {time.heading!r}"
    if len(t_s) < 2:
        raise RecordingError(where, "all samples carry the same time; export the file with its times")
    rate = rate_of(t_s)
    low, high = RATE_LIMITS_HZ
    if not low <= rate <= high:
        raise RecordingError(
            where,
            f"{rate:.4g} samples a second, where {low:g} to {high:g} are possible; is the unit of time right?",
        )
    return rate
