"""The recent past at the counting rate: what a set is looked for in, and what its reps are measured on."""

from __future__ import annotations

from itertools import chain
from math import sqrt

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.channels import Vector

__all__ = ["History"]

_VERTICAL, _TURN, _UP = 0, slice(1, 4), slice(4, 7)
_COLUMNS = 7


class History:
    """Samples by running index. Old ones are dropped in large steps, so that memory stays bounded.

    Lists for what takes one sample after the other, and arrays (views, not to be kept) for what looks at a stretch.
    """

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self.first = 0
        self.t_s: list[float] = []
        self.travel: list[float] = []
        self.vertical: list[float] = []
        self.still: list[bool] = []
        self.turn: list[Vector] = []
        self.up: list[Vector] = []
        self.looked_back: tuple[tuple[int, int], FloatArray] | None = None
        """Travel that was looked back at last, and over which samples: several questions are asked of it at a time."""
        self.courses: dict[tuple[int, int | None, int | None], FloatArray | None] = {}
        """How the sensor turned in the reps that were compared last, by where they start, turn and end."""
        self._rows = np.empty((2 * keep + 1, _COLUMNS))
        self._in_rows = 0

    @property
    def end(self) -> int:
        """Index behind the last sample."""
        return self.first + len(self.t_s)

    def append(self, t_s: float, travel: float, vertical: float, still: bool, turn: Vector, up: Vector) -> int:
        """Add one sample; give its index."""
        known = len(self.t_s)
        index = self.first + known
        self.t_s.append(t_s)
        self.travel.append(travel)
        self.vertical.append(vertical)
        self.still.append(still)
        self.turn.append(turn)
        self.up.append(up)
        if known >= 2 * self._keep:
            for column in (self.t_s, self.travel, self.vertical, self.still, self.turn, self.up):
                del column[: self._keep]
            self.first += self._keep
            kept = max(self._in_rows - self._keep, 0)
            self._rows[:kept] = self._rows[self._in_rows - kept : self._in_rows].copy()
            self._in_rows = kept
        return index

    def verticals(self, start: int, end: int) -> FloatArray:
        """Vertical force (m/s²), shape (n,), of the samples from ``start`` up to ``end``, as far as they are known."""
        return self.samples(start, end)[:, _VERTICAL]

    def turn_rates(self, start: int, end: int) -> FloatArray:
        """Turn rates (rad/s), shape (n, 3), of the samples from ``start`` up to ``end``, as far as they are known."""
        return self.samples(start, end)[:, _TURN]

    def poses(self, start: int, end: int) -> FloatArray:
        """Up in the sensor frame, (n, 3), of the samples from ``start`` up to ``end``, as far as they are known."""
        return self.samples(start, end)[:, _UP]

    def samples(self, start: int, end: int) -> FloatArray:
        """Give vertical force, turn rates and up, shape (n, 7), of the samples from ``start`` up to ``end``.

        As far as they are known; each sample is turned into a row once, however often it is looked at.
        """
        known = len(self.t_s)
        if self._in_rows < known:
            fresh = slice(self._in_rows, known)
            self._rows[fresh, _VERTICAL] = self.vertical[fresh]
            self._rows[fresh, _TURN] = _as_rows(self.turn[fresh])
            self._rows[fresh, _UP] = _as_rows(self.up[fresh])
            self._in_rows = known
        part = self._rows[max(start - self.first, 0) : max(min(end - self.first, known), 0)]
        part.flags.writeable = False
        return part

    def time(self, index: int) -> float:
        """Sample time; of the oldest known sample if it is older than that."""
        return self.t_s[max(index - self.first, 0)]

    def pose(self, index: int) -> Vector:
        """Up in the sensor frame."""
        return self.up[max(index - self.first, 0)]

    def nearest(self, pose: Vector, start: int, end: int) -> float:
        """Distance of a pose from the nearest of the samples from ``start`` up to ``end``."""
        x, y, z = pose
        passed = self.up[max(start - self.first, 0) : max(end - self.first, 0)]
        return sqrt(min(((a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2 for a, b, c in passed), default=4.0))

    def still_samples(self, start: int, end: int) -> int:
        """How many of the samples from ``start`` up to ``end`` were at rest."""
        return sum(self.still[max(start - self.first, 0) : max(end - self.first, 0)])

    def turns_between(self, start: int, end: int) -> list[Vector]:
        """Turn rates of the samples from ``start`` up to ``end``, as far as they are known."""
        return self.turn[max(start - self.first, 0) : max(end - self.first, 0)]


def _as_rows(vectors: list[Vector]) -> FloatArray:
    """Give vectors as an array, (n, 3), in half the time that numpy takes for a list of tuples."""
    return np.fromiter(chain.from_iterable(vectors), np.float64, 3 * len(vectors)).reshape(-1, 3)
