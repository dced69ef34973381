"""One fixed time grid for accelerometer and gyroscope, causally, however their samples are cut into blocks.

Sensors time the two separately (12.5 Hz beside 25 Hz is real), irregularly, and lose samples. A grid sample is made as
soon as every stream has a sample at or after it, by linear interpolation between the two samples around it. Each result
depends on those two samples alone, so that it is bit-equal for every cut of the stream.
"""

from __future__ import annotations

from math import floor, isfinite
from typing import NamedTuple

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.params import Params
from sensorlog.motion.waiting import Waiting

__all__ = ["Epoch", "GridMaker", "choose_grid_rate_hz"]

_AXES = 3


def choose_grid_rate_hz(acc_rate_hz: float, gyr_rate_hz: float | None, count_rate_hz: float) -> float:
    """Smallest of 1, 2, 4 times the counting rate that does not lie far below the faster stream's rate."""
    fastest = max(acc_rate_hz, gyr_rate_hz or 0.0)
    for factor in (1, 2):
        if fastest <= 1.3 * factor * count_rate_hz:
            return factor * count_rate_hz
    return 4 * count_rate_hz


class Epoch(NamedTuple):
    """Grid samples without a hole in between. ``acc`` and ``gyr`` have shape (n, 3), SI units, sensor frame."""

    begins: bool
    """These samples follow a hole, or nothing: whoever filters starts anew."""
    t_s: FloatArray
    acc: FloatArray
    gyr: FloatArray | None


class GridMaker:
    """Puts the samples of one sensor onto a grid of ``rate_hz``; starts a new grid behind every hole."""

    def __init__(self, rate_hz: float, acc_rate_hz: float, gyr_rate_hz: float | None, params: Params) -> None:
        self.rate_hz = rate_hz
        self._has_gyr = gyr_rate_hz is not None
        # Most sensors time both together, and what is asked of times is asked once then.
        self._is_joint = acc_rate_hz == gyr_rate_hz
        acc = Waiting(2 * _AXES if self._is_joint else _AXES, acc_rate_hz, rate_hz, params.hole_s)
        self._streams = [acc]
        if gyr_rate_hz is not None and not self._is_joint:
            self._streams.append(Waiting(_AXES, gyr_rate_hz, rate_hz, params.hole_s))
        self._origin_s: float | None = None
        self._next = 0
        self._min_gap_s = params.min_gap_s

    def gap(self, start_s: float, end_s: float) -> None:
        """Keep the samples on the two sides of this apart, even if their times lie close together."""
        if isfinite(start_s) and isfinite(end_s) and end_s - start_s >= self._min_gap_s:
            for stream in self._streams:
                stream.gap(start_s, end_s)

    def _add(self, t_s: FloatArray, acc: FloatArray | None, gyr: FloatArray | None) -> None:
        """Let samples wait; those of one kind alone, or some that cannot be used, end the common times for good."""
        if self._is_joint:
            (both,) = self._streams
            if acc is not None and gyr is not None and both.add_good(t_s, np.concatenate((acc, gyr), axis=1)):
                return
            self._streams = [both.part(slice(0, _AXES)), both.part(slice(_AXES, 2 * _AXES))]
            self._is_joint = False
        for stream, values in zip(self._streams, (acc, gyr), strict=False):
            if values is not None:
                stream.add(t_s, values)

    def push(self, t_s: FloatArray, acc: FloatArray | None, gyr: FloatArray | None) -> list[Epoch]:
        """Take samples; give the grid samples that became known."""
        self._add(t_s, acc, gyr)
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
        values = [stream.at(t_s) for stream in self._streams]
        if self._is_joint:
            values = [values[0][:, :_AXES], values[0][:, _AXES:]]
        epoch = Epoch(self._next == 0, t_s, values[0], values[1] if self._has_gyr else None)
        self._next += len(t_s)
        next_s = self._origin_s + self._next / self.rate_hz
        for stream in self._streams:
            stream.drop(min(int(stream.t_s.searchsorted(next_s, side="right")) - 1, stream.run_end()))
        return epoch
