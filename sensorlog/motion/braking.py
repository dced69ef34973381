"""Whether a way up was driven, or travel only crept back to where it is held.

Who lifts something brakes it before it stops: behind the middle of the way force takes back the speed that was there.
Where travel creeps back to its home, while the bar lies in the rack or on the floor, there is no force.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np

from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import Way

__all__ = ["is_braked"]

_MIDDLE = 0.6
"""Part of the stroke between one fifth and four fifths of it."""
_GRAVITY_S = 20.0
"""Over several repetitions the mean of the vertical force is gravity."""
_LATE_S = 0.6
"""Travel that creeps turns a little before the sensor does."""
_SLOW = 0.4
"""Of the usual speed; the last way up of a set to failure reaches half of it."""
_LEAST_S = 0.04
"""One sample at the counting rate."""


def is_braked(way: Way, end: int, others: Sequence[Way], history: History, params: Params) -> bool:
    """Tell whether force took back the speed of a way up, as far as it is known, which came farthest at ``end``.

    The speed is that of its middle, or a part of that of the ``others`` where it is slower still: then an error of
    gravity would look like braking.
    """
    rate_hz = params.count_rate_hz
    force = history.verticals(way.half - round(_GRAVITY_S * rate_hz), history.end)
    behind = history.verticals(way.half, end + round(_LATE_S * rate_hz)) - force.mean()
    taken = -np.cumsum(behind)[max(end - way.half, 0) :] / rate_hz
    usual = median([_speed(other, rate_hz) for other in others]) if others else 0.0
    speed_m_s = max(_speed(way, rate_hz), _SLOW * usual)
    return bool(np.max(taken, initial=-np.inf) > params.braked * speed_m_s)


def _speed(way: Way, rate_hz: float) -> float:
    return _MIDDLE * way.size / max(way.lasted / rate_hz, _LEAST_S)
