"""Jerkiness of one phase of turning: how much of its acceleration a smooth movement would not have needed."""

from __future__ import annotations

from itertools import pairwise
from math import log1p, sqrt

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.phase import END
from sensorlog.motion.zigzag import turns_of

__all__ = ["EDGE", "derivative", "jerkiness"]

EDGE = 2
"""Samples at each end that :func:`derivative` uses up."""
_LEAST_RAD_S2 = 0.6
"""A reversal of acceleration below this is sway and tremor, which do not grow with the movement: standing people sway
by 0.3° with periods above a second, which makes up to 0.3 rad/s² from peak to peak; twice that, to be sure."""
_LEAST_RATIO = 0.2
"""… and below this part of the peak acceleration of a minimum-jerk movement of the same range and duration."""
_CORE_SHARE = 0.621
"""Part of a minimum-jerk movement's duration that lies between 5 % and 95 % of its range."""
_SMOOTH_TURNS = 4
"""Of acceleration in a smooth movement: its start, a high, a low, its end."""
_PEAK = 10.0 / sqrt(3.0)
"""Peak acceleration of a minimum-jerk movement: 5.77 range ÷ duration² (Flash and Hogan 1985)."""


def derivative(values: FloatArray, rate_hz: float) -> FloatArray:
    """Five-point derivative, shape (n,) → (n − 4,): flat up to 4 Hz at 25 Hz, so quick movements keep their shape."""
    slope: FloatArray = (8 * (values[3:-1] - values[1:-3]) - (values[4:] - values[:-4])) * (rate_hz / 12)
    return slope


def jerkiness(velocity: FloatArray, acceleration: FloatArray, rate_hz: float) -> float | None:
    """Unitless, from 0; higher is jerkier. Both profiles have shape (n,): rad/s and rad/s² about one axis, one phase.

    A smooth movement speeds up once and slows down once, however fast, far, or skewed: its acceleration goes to one
    high and one low. What acceleration goes up and down beyond that is summed (reversals that sway explains are not
    seen) and divided by what it goes up and down in a minimum-jerk movement of the same range and duration: e. The
    score is ln(1 + e). So it knows neither speed nor range, and smooth is 0. ``None``: too few samples, or nothing
    moved.
    """
    if len(velocity) < 2 * EDGE + 1:
        return None
    angle = np.cumsum(velocity)
    if angle[-1] == 0.0:
        return None
    share = np.maximum.accumulate(angle / angle[-1])
    at = np.interp((END, 1.0 - END), share, np.arange(len(share)))
    duration_s = float(at[1] - at[0]) / rate_hz / _CORE_SHARE
    if duration_s <= 0.0:
        return None
    peak: float = _PEAK * abs(float(angle[-1])) / rate_hz / duration_s**2
    course = [0.0, *acceleration.tolist(), 0.0]
    turns = [turn.value for turn in turns_of(course, 0, max(_LEAST_RAD_S2, _LEAST_RATIO * peak))]
    if len(turns) <= _SMOOTH_TURNS:
        return 0.0
    up_and_down: float = sum(abs(b - a) for a, b in pairwise((*turns, 0.0)))
    needed: float = 2.0 * (max(course) - min(course))
    return log1p(max(up_and_down - needed, 0.0) / (4.0 * peak))
