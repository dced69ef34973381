"""Does the sensor's pose come back, again and again, in the same way? What a movement of several parts is known by.

A burpee goes down, back, forward and up: no two strokes of it are alike, but each as a whole is like the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, atan2, ceil, floor, pi
from typing import NamedTuple

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.channels import Vector
from sensorlog.motion.params import Params

__all__ = ["Recurrence", "find_recurrence", "likeness_at"]

_RATE_HZ = 5.0
"""Enough for the pose: what is quicker is no part of a rep that lasts for two seconds and more."""
_PERIODS = 3
_SHORTEST_S, _LONGEST_S = 0.8, 8.0
"""Periods that are tried; three of the longest must lie within the time that is looked back on."""
_NEARLY = 0.8
"""Of n periods each is nearly as like as one: the shortest that reaches this part of the best is taken."""
_ARRIVED = 0.15
"""Part of a period before its turn in which a movement has almost arrived: a rest there is a rest at the turn."""
_FLOOR = 0.02
"""Part of all variance that noise may have in each direction."""
_TINY = 1e-9


class Recurrence(NamedTuple):
    """How the pose has come back of late, in a movement of several parts."""

    period_s: float
    axis: Vector
    """The direction, in the sensor frame, along which up moves once to and fro in each period, and first towards the
    positive side when the person has been quiet."""


def find_recurrence(up: FloatArray, turn: FloatArray, params: Params) -> Recurrence | None:
    """Look for the period of a movement of several parts in up and turn rate, each (n, 3), at the counting rate.

    Both are in the sensor frame. ``None`` where the pose does not come back, or not as in such a movement.

    Normalised autocorrelation of the pose, over the last three periods for each lag. The axis is the regression of a
    cosine of that period on the pose, so that there is one high and one low a rep, however many parts the rep has.
    """
    step = round(params.count_rate_hz / _RATE_HZ)
    poses = _thinned(up, step, params)
    if 0.5 * float(np.linalg.norm(np.ptp(poses, axis=0))) < params.swing_rad:
        return None  # no part of it can swing by that much
    lags = range(round(_SHORTEST_S * _RATE_HZ), min(round(_LONGEST_S * _RATE_HZ), len(poses) // _PERIODS) + 1)
    if len(lags) < 3:
        return None
    likeness = _likeness(poses, lags)
    peaks = [at for at in range(1, len(likeness) - 1) if likeness[at - 1] <= likeness[at] > max(likeness[at + 1], 0.0)]
    if not peaks:
        return None
    best = max(likeness[at] for at in peaks)
    chosen = next(at for at in peaks if likeness[at] >= _NEARLY * best)
    lag = lags[chosen]
    if likeness[chosen] < params.recurs or lag < params.parts_s * _RATE_HZ:
        return None
    poses = poses[-_PERIODS * lag :]
    centred = poses - poses.mean(axis=0)
    scatter = centred.T @ centred
    if np.sqrt(np.trace(scatter) / len(centred)) < params.swing_rad:
        return None
    angle = 2 * pi * np.arange(len(centred)) / lag
    waves = np.stack((np.cos(angle), np.sin(angle))) @ centred
    from scipy.linalg import eigh  # loaded by :func:`preload`, not with the room

    noise = (_FLOOR * np.trace(scatter) + _TINY) * np.eye(3)
    x, y, z = eigh(waves.T @ waves, scatter + noise)[1][:, -1].tolist()
    speeds = np.linalg.norm(_thinned(turn, step, params)[-_PERIODS * lag :], axis=1)
    # Medians: one of the periods may hold what came before the first rep, such as lying down.
    by_phase = np.median(speeds.reshape(_PERIODS, lag), axis=0)
    rest = int(np.argmin(by_phase + np.roll(by_phase, 1) + np.roll(by_phase, -1)))
    usual = np.median((centred @ np.array((x, y, z))).reshape(_PERIODS, lag), axis=0)
    along = np.stack((np.cos(angle[:lag]), np.sin(angle[:lag]))) @ usual
    highest = atan2(along[1], along[0])
    # The rest lies at the low or on the way from there to the high, else the other way round.
    if (highest - 2 * pi * (rest / lag + _ARRIVED)) % (2 * pi) > pi:
        x, y, z = -x, -y, -z
    places = poses @ np.array((x, y, z))
    apart = float(np.linalg.norm(poses[np.argmax(places)] - poses[np.argmin(places)]))
    path = float(np.linalg.norm(np.diff(poses, axis=0), axis=1).sum()) / _PERIODS
    if path < params.detour * 4 * asin(min(0.5 * apart, 1.0)):
        return None
    length = (x * x + y * y + z * z) ** 0.5 + _TINY
    return Recurrence(lag / _RATE_HZ, (x / length, y / length, z / length))


def likeness_at(up: FloatArray, period_s: float, params: Params) -> float:
    """How like the last two periods of the pose are to what was one period earlier, for about this period."""
    step = round(params.count_rate_hz / _RATE_HZ)
    poses = _thinned(up, step, params)
    lag = period_s * _RATE_HZ
    lags = [one for one in {floor(lag), ceil(lag)} - {0, 1} if _PERIODS * one <= len(poses)]
    return max(_likeness(poses, lags)) if lags else 1.0


def _thinned(values: FloatArray, step: int, params: Params) -> FloatArray:
    """Every ``step``-th of as many values as are needed, the newest among them."""
    longest = round(_PERIODS * _LONGEST_S * params.count_rate_hz)
    return values[-min(longest, len(values)) :][::-1][::step][::-1]


def _likeness(poses: FloatArray, lags: Sequence[int]) -> list[float]:
    """Correlate, for each lag, the last two periods with what was one lag earlier, about the mean of all three."""
    n = len(poses)
    lag = np.array(lags)
    centred = poses - poses.mean(axis=0)  # the sums below would else lose what differs in what is alike
    sums = np.vstack((np.zeros(3), np.cumsum(centred, axis=0)))
    squares = np.concatenate(([0.0], np.cumsum(np.sum(centred * centred, axis=1))))
    begin, middle, last = n - _PERIODS * lag, n - (_PERIODS - 1) * lag, n - lag
    mean = (sums[n] - sums[begin]) / (_PERIODS * lag)[:, None]
    later, earlier = sums[n] - sums[middle], sums[last] - sums[begin]
    count = (_PERIODS - 1) * lag
    both = np.array([np.vdot(centred[a:], centred[b:c]) for a, b, c in zip(middle, begin, last, strict=True)])
    both += np.sum(mean * (count[:, None] * mean - later - earlier), axis=1)
    own = squares[n] - squares[middle] + np.sum(mean * (count[:, None] * mean - 2.0 * later), axis=1)
    before = squares[last] - squares[begin] + np.sum(mean * (count[:, None] * mean - 2.0 * earlier), axis=1)
    found: list[float] = (both / (np.sqrt(np.maximum(own * before, 0.0)) + _TINY)).tolist()
    return found
