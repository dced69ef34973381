"""What no sensor measures and no clock does is refused, with the place where it stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.recordings.columns import STANDARD_GRAVITY_M_S2
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import DataFile
from sensorlog.recordings.samples import rate_of
from sensorlog.recordings.table import Layout, line_of_row

__all__ = [
    "ACC_LIMIT_M_S2",
    "GYR_LIMIT_RAD_S",
    "RATE_LIMITS_HZ",
    "TOO_FEW",
    "TablePlaces",
    "checked_rate",
    "gravity_note",
]

RATE_LIMITS_HZ = (4.0, 2000.0)
"""Below, a repetition has too few samples to be seen; above, no such sensor exists: the unit of time is wrong."""
ACC_LIMIT_M_S2 = 400 * STANDARD_GRAVITY_M_S2
GYR_LIMIT_RAD_S = 10_000 * float(np.pi) / 180
"""Twice and more of what the widest commodity sensors measure (200 g, 4,000 °/s): a wrong unit, or damage."""
LONGEST_S = 366 * 86_400.0
"""No session is as long; gaps may be of any length below."""
TOO_FEW = "holds less than two samples below its header; nothing can be counted in that"
AT_REST_M_S2 = (0.5 * STANDARD_GRAVITY_M_S2, 2 * STANDARD_GRAVITY_M_S2)


class TablePlaces:
    """Tells where in a table something is wrong; ``rows`` are the table's rows that were kept (all by default)."""

    def __init__(self, file: DataFile, layout: Layout, rows: np.ndarray | None = None) -> None:
        self._file = file
        self._layout = layout
        self._rows = rows

    def refuse(self, wrong: np.ndarray, heading: str, reason: str) -> None:
        """Raise :class:`RecordingError` for the first row that is wrong."""
        if wrong.any():
            row = int(np.argmax(wrong))
            line = line_of_row(self._file, self._layout, row if self._rows is None else int(self._rows[row]))
            raise RecordingError(f"{self._file}, line {line}, column {heading!r}", reason)

    def refuse_backwards(self, t_s: FloatArray, heading: str) -> None:
        """Refuse times that fall."""
        with np.errstate(over="ignore"):
            backwards = np.concatenate(([False], np.diff(t_s) < 0))
        self.refuse(backwards, heading, "time runs backwards; sort or cut the file")

    def refuse_far(self, t_s: FloatArray, heading: str) -> None:
        """Refuse times that are too far from the first to be of the same session."""
        with np.errstate(over="ignore"):
            far = t_s - t_s[:1] > LONGEST_S
        self.refuse(far, heading, "more than a year after the first sample; is the unit of time right?")

    def refuse_beyond(self, values: FloatArray, headings: Sequence[str], limit: float, reason: str) -> None:
        """Refuse columns of values, (n, k) in SI, that are larger than any sensor gives."""
        for axis, heading in enumerate(headings):
            too_much = np.abs(values[:, axis]) > limit
            self.refuse(too_much, heading, reason)


def gravity_note(file: DataFile, acc_m_s2: FloatArray) -> tuple[str, ...]:
    """Say so where an accelerometer does not read about 1 g at the median."""
    norm = float(np.median(np.linalg.norm(acc_m_s2, axis=1)))
    if AT_REST_M_S2[0] < norm < AT_REST_M_S2[1]:
        return ()
    in_g = norm / STANDARD_GRAVITY_M_S2
    odd = f"the accelerometer reads {in_g:.3g} g at the median instead of 1 g"
    return (f"{file}: {odd}; is the unit right, and is gravity included?",)


def checked_rate(where: str, t_s: FloatArray) -> float:
    """Count samples per second outside of gaps. Raises :class:`RecordingError` where no sensor has such a rate."""
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
