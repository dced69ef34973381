"""Rest in a set of slow reps, told by the force that its own strokes take: slow ones take little more than rest.

A bend of 8 s, seen from an arm that hangs, takes at most 0.15 m/s², which is rest anywhere else.
"""

from __future__ import annotations

from collections import deque
from math import sqrt

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.params import Params

__all__ = ["SetRest"]

_MEAN_S = 0.4
"""Force is looked at in means over this time: noise is less in them, and a slow stroke is the same."""
_PEAK = 5.77
"""Most force (m/s²) that it takes to move by 1 m in 1 s from rest to rest as smoothly as can be: 10 / √3 (Flash & Hogan
1985, doi:10.1523/JNEUROSCI.05-07-01688.1985)."""
_SPAN = 0.25
"""Half a stroke: part of a rep over which its force surely changes."""
_FORCEFUL = 2.0
"""Strokes that take so many times the force that is rest elsewhere are not taken for rest."""


class SetRest:
    """Tells where the sensor rests while a set is followed: the force is gravity for half a stroke, and hardly changes.

    About a turn it hardly changes, too, but is something else.

    ``force``: vertical force over the last reps, (n,) in m/s²; ``size_m`` and ``period_s``: the usual ones.
    """

    def __init__(self, force: FloatArray, size_m: float, period_s: float, params: Params) -> None:
        self._mean = self._samples(_MEAN_S, params)
        smooth = _means(force, self._mean)
        self._gravity = float(smooth.mean())
        least = _PEAK * size_m / (0.5 * period_s) ** 2
        # Whoever pauses in each rep moves more quickly than the period tells.
        peak = max(least, sqrt(2.0) * float(smooth.std()))
        self.is_forceful = peak > _FORCEFUL * params.still_force_m_s2
        """What is rest elsewhere is rest in this set, too."""
        self._limit = params.set_rest_ratio * least
        self._span = self._samples(_SPAN * period_s, params)
        self._recent: deque[float] = deque(maxlen=self._mean)
        self._means: deque[float] = deque(maxlen=self._span)

    def over(self, vertical: FloatArray, still: list[bool]) -> list[bool]:
        """Tell of each of the samples of a vertical force, (n,), whether the sensor rests there, known from both sides.

        ``still``: where it does by what is rest elsewhere.
        """
        rests = np.array(still, dtype=bool) & self.is_forceful
        smooth = _means(vertical, self._mean)
        if len(smooth) >= self._span:
            spans = np.lib.stride_tricks.sliding_window_view(smooth, self._span)
            least, most = spans.min(axis=1), spans.max(axis=1)
            is_near = np.abs(0.5 * (least + most) - self._gravity) < self._limit
            quiet = np.cumsum((most - least < self._limit) & is_near)
            none = np.zeros(self._span, dtype=np.int64)
            within = np.concatenate([quiet, none[1:] + quiet[-1]]) > np.concatenate([none, quiet[:-1]])
            begin = self._mean // 2
            rests[begin : begin + len(smooth)] |= within
        told: list[bool] = rests.tolist()
        return told

    def push(self, vertical: float) -> bool:
        """Take the next sample of the vertical force (m/s²); tell whether the sensor has rested for half a stroke."""
        self._recent.append(vertical)
        self._means.append(sum(self._recent) / len(self._recent))
        if len(self._means) < self._span:
            return False
        least, most = min(self._means), max(self._means)
        return most - least < self._limit and abs(0.5 * (least + most) - self._gravity) < self._limit

    @staticmethod
    def _samples(span_s: float, params: Params) -> int:
        return max(round(span_s * params.count_rate_hz), 1)


def _means(force: FloatArray, samples: int) -> FloatArray:
    """Give the mean of each so many samples; of fewer there is one."""
    if len(force) < samples:
        return np.full(1, force.mean() if len(force) else 0.0)
    means: FloatArray = np.convolve(force, np.full(samples, 1.0 / samples), "valid")
    return means
