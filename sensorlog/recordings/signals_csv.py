"""Samples in SI → CSV that this program and others read: the generic table, or a pair of files in MetaBase's form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sensorlog.imu import FloatArray, ImuBlock
from sensorlog.recordings.durable import DurableFile
from sensorlog.recordings.samples import rate_of

__all__ = ["write_signals_csv"]

_ROWS_AT_ONCE = 10_000


def write_signals_csv(folder: Path, stem: str, streams: Sequence[ImuBlock]) -> list[Path]:
    """Write the samples of one sensor; each number with all its digits, so that reading gives the same ones.

    ``streams`` is one block with both sensors or with an accelerometer alone: ``<stem>.csv``. Or one block of each, at
    times of their own: two files, ``<stem>_Accelerometer_<rate>Hz.csv`` and the gyroscope's. Raises
    :class:`sensorlog.recordings.RecordingError` for files that exist and for folders that cannot be written to.
    """
    if len(streams) == 1:
        (block,) = streams
        vectors = [("acc", "m/s^2", block.acc_m_s2), ("gyr", "rad/s", block.gyr_rad_s)]
        there = [(name, unit, values) for name, unit, values in vectors if values is not None]
        header = ["time (s)", *(f"{name}_{axis} ({unit})" for name, unit, _ in there for axis in "xyz")]
        path = folder / f"{stem}.csv"
        _write(path, header, [block.t_s, *(values for _, _, values in there)])
        return [path]
    paths = []
    for block in streams:
        is_acc = block.acc_m_s2 is not None
        kind, unit = ("Accelerometer", "m/s^2") if is_acc else ("Gyroscope", "rad/s")
        values = block.acc_m_s2 if block.acc_m_s2 is not None else block.gyr_rad_s
        path = folder / f"{stem}_{kind}_{rate_of(block.t_s):.3f}Hz.csv"
        header = ["epoch (ms)", "elapsed (s)", *(f"{axis}-axis ({unit})" for axis in "xyz")]
        assert values is not None
        _write(path, header, [block.t_s * 1000, block.t_s, values])
        paths.append(path)
    return paths


def _write(path: Path, header: list[str], columns: list[FloatArray]) -> None:
    with DurableFile(path) as file:
        file.write((",".join(header) + "\n").encode())
        for start in range(0, len(columns[0]), _ROWS_AT_ONCE):
            rows = np.column_stack([column[start : start + _ROWS_AT_ONCE] for column in columns]).tolist()
            file.write("".join(",".join(map(repr, row)) + "\n" for row in rows).encode())
            file.flush()
