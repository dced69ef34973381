"""One fixed time grid for accelerometer and gyroscope, causally, however their samples are cut into blocks.

Sensors time the two separately (12.5 Hz beside 25 Hz is real), irregularly, and lose samples. A grid sample is made as
soon as every stream has a sample at or after it, by linear interpolation between the two samples around it. Each result
depends on those two samples alone, so that it is bit-equal for every cut of the stream.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, inf, isfinite

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.low_pass import LowPass
from sensorlog.motion.params import Params

__all__ = ["Epoch", "GridMaker", "choose_grid_rate_hz"]

_LIMIT = 1e4
"""Samples are clipped to ± this (m/s² or rad/s): far beyond any sensor, and small enough that nothing overflows."""
_MAX_GAPS = 100
_MAX_WAITING = 1 << 22
"""Samples of one stream that may wait for the other; a stream whose partner died must not eat the memory."""


def choose_grid_rate_hz(acc_rate_hz: float, gyr_rate_hz: float | None, count_rate_hz: float) -> float:
    """Smallest of 1, 2, 4 times the counting rate that does not lie far below the faster stream's rate."""
    fastest = max(acc_rate_hz, gyr_rate_hz or 0.0)
    for factor in (1, 2):
        if fastest <= 1.3 * factor * count_rate_hz:
            return factor * count_rate_hz
    return 4 * count_rate_hz


@dataclass(frozen=True, slots=True, eq=False)
class Epoch:
    """Grid samples without a hole in between. ``acc`` and ``gyr`` have shape (n, 3), SI units, sensor frame."""

    begins: bool
    """These samples follow a hole, or nothing: whoever filters starts anew."""
    t_s: FloatArray
    acc: FloatArray
    gyr: FloatArray | None


class _Stream:
    """Samples of one kind that are waiting for their grid samples."""

    def __init__(self, rate_hz: float, grid_rate_hz: float, hole_s: float) -> None:
        self.t_s: FloatArray = np.empty(0)
        self.values: FloatArray = np.empty((0, 3))
        self._hole_s = hole_s
        self._last_s = -inf
        self._dropped = 0
        self._breaks: list[int] = []
        """Serial numbers of samples which are the last before a hole."""
        self._gaps: list[tuple[float, float]] = []
        # Below 0.4 of the grid rate, so that a fast sensor's vibration is not folded into the movement.
        too_fast = rate_hz > 1.3 * grid_rate_hz
        self._low_pass = LowPass(0.4 * grid_rate_hz, rate_hz) if too_fast else None

    def add(self, t_s: FloatArray, values: FloatArray) -> None:
        """Append what is finite and later than all before it; the rest cannot be placed in time."""
        t_s = np.asarray(t_s, dtype=np.float64)
        values = np.asarray(values, dtype=np.float64)
        if not len(t_s):
            return
        before_s = self._before_s(t_s)
        # A few samples come at a time, and what is good needs no more than this look. NaN fails each question.
        if not ((t_s > before_s).all() and t_s[-1] < inf and np.abs(values).max() <= _LIMIT):
            t_s, values = self._good(t_s, values)
            if not len(t_s):
                return
            before_s = self._before_s(t_s)
        if self._low_pass is not None:
            values = self._low_pass.push(values)
        known = self._dropped + len(self.t_s)
        is_far = t_s - before_s > self._hole_s
        if is_far.any():
            self._breaks += [known - 1 + hole for hole in np.flatnonzero(is_far).tolist() if known + hole]
        self._last_s = float(t_s[-1])
        self.t_s = np.concatenate((self.t_s, t_s))
        self.values = np.concatenate((self.values, values))
        for gap in self._gaps:
            self._break_at(gap)
        self.drop(len(self.t_s) - _MAX_WAITING)

    def _before_s(self, t_s: FloatArray) -> FloatArray:
        """Give the time of the sample before each; long ago before the very first."""
        return np.concatenate(((self._last_s,), t_s[:-1]))

    def _good(self, t_s: FloatArray, values: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Leave out what is not finite, or not later than all before it; clip the rest."""
        good = np.isfinite(t_s) & np.isfinite(values).all(axis=1)
        latest = np.maximum.accumulate(np.concatenate(((self._last_s,), np.where(good, t_s, -inf))))
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


class GridMaker:
    """Puts the samples of one sensor onto a grid of ``rate_hz``; starts a new grid behind every hole."""

    def __init__(self, rate_hz: float, acc_rate_hz: float, gyr_rate_hz: float | None, params: Params) -> None:
        self.rate_hz = rate_hz
        self._acc = _Stream(acc_rate_hz, rate_hz, params.hole_s)
        self._gyr = None if gyr_rate_hz is None else _Stream(gyr_rate_hz, rate_hz, params.hole_s)
        self._streams = [stream for stream in (self._acc, self._gyr) if stream is not None]
        self._origin_s: float | None = None
        self._next = 0
        self._min_gap_s = params.min_gap_s

    def gap(self, start_s: float, end_s: float) -> None:
        """Keep the samples on the two sides of this apart, even if their times lie close together."""
        if isfinite(start_s) and isfinite(end_s) and end_s - start_s >= self._min_gap_s:
            for stream in self._streams:
                stream.gap(start_s, end_s)

    def push(self, t_s: FloatArray, acc: FloatArray | None, gyr: FloatArray | None) -> list[Epoch]:
        """Take samples; give the grid samples that became known."""
        if acc is not None:
            self._acc.add(t_s, acc)
        if gyr is not None and self._gyr is not None:
            self._gyr.add(t_s, gyr)
        epochs: list[Epoch] = []
        while all(len(stream.t_s) for stream in self._streams):
            begins = self._origin_s is None
            if begins and not self._begin():
                break
            ends = [stream.run_end() for stream in self._streams]
            limit_s = min(float(stream.t_s[end]) for stream, end in zip(self._streams, ends, strict=True))
            holed = [
                stream
                for stream, end in zip(self._streams, ends, strict=True)
                if end + 1 < len(stream.t_s) and float(stream.t_s[end]) <= limit_s
            ]
            epoch = self._emit(limit_s)
            if epoch is not None:
                epochs.append(epoch)
            if not holed:
                break
            for stream in holed:
                stream.drop(stream.run_end() + 1)
            self._origin_s = None
        return epochs

    def _begin(self) -> bool:
        """Find where all streams have begun without a hole; false until that is known."""
        while True:
            start_s = max(float(stream.t_s[0]) for stream in self._streams)
            moved = False
            for stream in self._streams:
                later = int(stream.t_s.searchsorted(start_s, side="right"))
                if later == len(stream.t_s) and stream.t_s[-1] < start_s:
                    return False
                end = stream.run_end()
                if stream.t_s[end] < start_s:
                    stream.drop(end + 1)
                    moved = True
                else:
                    stream.drop(later - 1)
            if not moved:
                self._origin_s, self._next = start_s, 0
                return True

    def _emit(self, limit_s: float) -> Epoch | None:
        assert self._origin_s is not None
        count = floor((limit_s - self._origin_s) * self.rate_hz) + 2 - self._next
        index = self._next + np.arange(max(count, 0))
        t_s = self._origin_s + index / self.rate_hz
        t_s = t_s[: t_s.searchsorted(limit_s, side="right")]
        if not len(t_s):
            return None
        epoch = Epoch(
            begins=self._next == 0,
            t_s=t_s,
            acc=self._acc.at(t_s),
            gyr=None if self._gyr is None else self._gyr.at(t_s),
        )
        self._next += len(t_s)
        next_s = self._origin_s + self._next / self.rate_hz
        for stream in self._streams:
            stream.drop(min(int(stream.t_s.searchsorted(next_s, side="right")) - 1, stream.run_end()))
        return epoch
