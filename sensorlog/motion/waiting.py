"""Samples as they came, up to when the grid has passed them: what is good of them, and where holes lie between them."""

from __future__ import annotations

from copy import copy
from math import inf

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.low_pass import LowPass

__all__ = ["Waiting"]

_LIMIT = 1e4
"""Samples are clipped to ± this (m/s² or rad/s): far beyond any sensor, and small enough that nothing overflows."""
_MAX_GAPS = 100
_MAX_WAITING = 1 << 22
"""Samples of one stream that may wait for the other; a stream whose partner died must not eat the memory."""


class Waiting:
    """Samples of one kind, or of two with common times, that are waiting for their grid samples."""

    def __init__(self, columns: int, rate_hz: float, grid_rate_hz: float, hole_s: float) -> None:
        self.t_s: FloatArray = np.empty(0)
        self.values: FloatArray = np.empty((0, columns))
        self._hole_s = hole_s
        self._last_s: FloatArray = np.array((-inf,))
        """Time of the last sample, (1,); long ago before the very first."""
        self._dropped = 0
        self._breaks: list[int] = []
        """Serial numbers of samples which are the last before a hole."""
        self._gaps: list[tuple[float, float]] = []
        # Below 0.4 of the grid rate, so that a fast sensor's vibration is not folded into the movement.
        too_fast = rate_hz > 1.3 * grid_rate_hz
        self._low_pass = LowPass(0.4 * grid_rate_hz, rate_hz) if too_fast else None

    def add(self, t_s: FloatArray, values: FloatArray) -> None:
        """Append what is finite and later than all before it; the rest cannot be placed in time."""
        if not self.add_good(t_s, values):
            self.add_good(*self._good(np.asarray(t_s, dtype=np.float64), np.asarray(values, dtype=np.float64)))

    def add_good(self, t_s: FloatArray, values: FloatArray) -> bool:
        """Append samples of which each is good; false, and nothing is appended, if one of them is not."""
        t_s = np.asarray(t_s, dtype=np.float64)
        values = np.asarray(values, dtype=np.float64)
        if not len(t_s):
            return True
        times_s = np.concatenate((self._last_s, t_s))
        # A few samples come at a time, and what is good needs no more than this look. NaN fails each question.
        if not ((t_s > times_s[:-1]).all() and t_s[-1] < inf and np.abs(values).max() <= _LIMIT):
            return False
        if self._low_pass is not None:
            values = self._low_pass.push(values)
        is_far = t_s - times_s[:-1] > self._hole_s
        if is_far.any():
            known = self._dropped + len(self.t_s)
            self._breaks += [known - 1 + hole for hole in np.flatnonzero(is_far).tolist() if known + hole]
        self._last_s = times_s[-1:].copy()
        self.t_s = np.concatenate((self.t_s, t_s))
        self.values = np.concatenate((self.values, values))
        for gap in self._gaps:
            self._break_at(gap)
        self.drop(len(self.t_s) - _MAX_WAITING)
        return True

    def part(self, columns: slice) -> Waiting:
        """Give what waits of one kind as a stream of its own, which goes on from here."""
        part = copy(self)
        part.values = self.values[:, columns]
        part._breaks, part._gaps = self._breaks.copy(), self._gaps.copy()
        part._low_pass = None if self._low_pass is None else self._low_pass.part(columns)
        return part

    def _good(self, t_s: FloatArray, values: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Leave out what is not finite, or not later than all before it; clip the rest."""
        good = np.isfinite(t_s) & np.isfinite(values).all(axis=1)
        latest = np.maximum.accumulate(np.concatenate((self._last_s, np.where(good, t_s, -inf))))
        good &= t_s > latest[:-1]
        return t_s[good], np.clip(values[good], -_LIMIT, _LIMIT)

    def gap(self, start_s: float, end_s: float) -> None:
        """Do not join the samples on the two sides."""
        self._gaps = [gap for gap in self._gaps if not len(self.t_s) or gap[1] >= self.t_s[0]][-_MAX_GAPS:]
        self._gaps.append((start_s, end_s))
        self._break_at((start_s, end_s))

    def _break_at(self, gap: tuple[float, float]) -> None:
        after = int(self.t_s.searchsorted(0.5 * (gap[0] + gap[1])))
        serial = self._dropped + after - 1
        if 0 < after < len(self.t_s) and serial not in self._breaks:
            self._breaks = sorted([*self._breaks, serial])

    def run_end(self) -> int:
        """Index of the last sample before the first hole, or of the last sample."""
        return self._breaks[0] - self._dropped if self._breaks else len(self.t_s) - 1

    def drop(self, count: int) -> None:
        """Forget the first samples, and holes before the new first one."""
        if count > 0:
            self.t_s, self.values = self.t_s[count:], self.values[count:]
            self._dropped += count
            while self._breaks and self._breaks[0] < self._dropped:
                self._breaks.pop(0)

    def at(self, t_s: FloatArray) -> FloatArray:
        """Linear interpolation; ``t_s`` lies within what is waiting."""
        if len(self.t_s) == 1:
            return np.repeat(self.values, len(t_s), axis=0)
        right = np.maximum(self.t_s.searchsorted(t_s), 1)
        left = right - 1
        before_s = self.t_s.take(left)
        weight = (t_s - before_s) / (self.t_s.take(right) - before_s)
        low = self.values.take(left, axis=0)
        interpolated: FloatArray = low + weight[:, None] * (self.values.take(right, axis=0) - low)
        return interpolated
