"""The clock of a phyphox experiment stands still while it is paused; a table beside the data tells for how long."""

from __future__ import annotations

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import DataFile, members
from sensorlog.recordings.table import split_line
from sensorlog.recordings.vendors.recognise import head_of, lines_of

__all__ = ["pauses_beside", "with_pauses"]

_COLUMNS = ("event", "experiment time", "system time")


def pauses_beside(file: DataFile, name: str) -> list[tuple[float, float]]:
    """Read the table of times, ``name``, beside a table of samples.

    Returns for each pause the experiment's time at which it began, and its length, in s; nothing where there is no such
    table. Raises :class:`RecordingError` for one that cannot be understood.
    """
    times = _times_file(file, name)
    text = None if times is None else lines_of(head_of(times))
    if times is None or text is None or not text[0]:
        return []
    separator = max(",;\t", key=text[0][0].count)
    header = [name.casefold() for name in split_line(text[0][0], separator)]
    if not set(_COLUMNS) <= set(header):
        return []
    pauses: list[tuple[float, float]] = []
    stopped_s: float | None = None
    for number, line in enumerate(text[0][1:], 2):
        cells = dict(zip(header, split_line(line, separator), strict=False))
        if not line.strip():
            continue
        try:
            at_s, system_s = (float(cells[name].replace(",", ".")) for name in _COLUMNS[1:])
        except (KeyError, ValueError):
            raise RecordingError(
                f"{times}, line {number}", "is no event with two times; correct or delete it"
            ) from None
        if cells["event"] == "PAUSE":
            stopped_s = system_s
        elif stopped_s is not None and system_s >= stopped_s:
            pauses.append((at_s, system_s - stopped_s))
            stopped_s = None
    return pauses


def with_pauses(t_s: FloatArray, pauses: list[tuple[float, float]]) -> FloatArray:
    """Add to each time the pauses before it."""
    starts = np.array([start for start, _ in pauses])
    before = np.concatenate(([0.0], np.cumsum([length for _, length in pauses])))
    return t_s + before[np.searchsorted(np.sort(starts), t_s, side="right")]


def _times_file(file: DataFile, name: str) -> DataFile | None:
    if file.member is None:
        path = file.path.parent / name
        return DataFile(path) if path.is_file() else None
    wanted = name if file.folder in ("", ".") else f"{file.folder}/{name}"
    return next((other for other in members(file.path) if other.member == wanted), None)
