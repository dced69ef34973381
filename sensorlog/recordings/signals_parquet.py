"""Samples in SI → Parquet, for notebooks: one file a sensor and stream, columns as in the generic CSV."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from sensorlog.imu import ImuBlock
from sensorlog.recordings.errors import RecordingError, reason_of

__all__ = ["write_signals_parquet"]


def write_signals_parquet(folder: Path, stem: str, streams: Sequence[ImuBlock]) -> list[Path]:
    """Write the samples of one sensor: ``<stem>.parquet``, or ``-acc`` and ``-gyr`` where they have their own times.

    Columns are ``t_s``, ``acc_x_m_s2`` …, ``gyr_x_rad_s`` …, as doubles. Raises :class:`RecordingError` without
    pyarrow, for files that exist and for folders that cannot be written to.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise RecordingError(folder, "Parquet needs pyarrow: `pip install 'sensorlog[parquet]'`") from error
    paths = []
    for block in streams:
        columns = {"t_s": block.t_s}
        for values, name, unit in ((block.acc_m_s2, "acc", "m_s2"), (block.gyr_rad_s, "gyr", "rad_s")):
            if values is not None:
                columns |= {f"{name}_{axis}_{unit}": values[:, number] for number, axis in enumerate("xyz")}
        suffix = "" if len(streams) == 1 else "-acc" if block.acc_m_s2 is not None else "-gyr"
        path = folder / f"{stem}{suffix}.parquet"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except FileExistsError:
            raise RecordingError(path, "this file exists already, and is never overwritten; choose another") from None
        except OSError as error:
            raise RecordingError(path, reason_of(error)) from error
        with os.fdopen(descriptor, "wb") as file:
            parquet.write_table(pyarrow.table({name: pyarrow.array(each) for name, each in columns.items()}), file)
        paths.append(path)
    return paths
