"""Whether a way up was driven, or travel only crept back to where it is held.

Who lifts something brakes it before it stops: behind the middle of the way force takes back the speed that was there.
Where travel creeps back to its home, while the bar lies in the rack or on the floor, there is no force.
"""

from __future__ import annotations

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
_LEAST_S = 0.04
"""One sample at the counting rate."""


def is_braked(way: Way, end: int, history: History, params: Params) -> bool:
    """Tell whether force took back the speed of a way up, as far as it is known, which came farthest at ``end``.

    The speed is that of its middle; of real ways up 0.6 to 1.2 of it were taken back, of creep at most 0.4.
    """
    rate_hz = params.count_rate_hz
    force = history.verticals(way.half - round(_GRAVITY_S * rate_hz), history.end)
    behind = history.verticals(way.half, end + round(_LATE_S * rate_hz)) - force.mean()
    taken = -np.cumsum(behind)[max(end - way.half, 0) :] / rate_hz
    speed_m_s = _MIDDLE * way.size / max(way.lasted / rate_hz, _LEAST_S)
    return bool(np.max(taken, initial=-np.inf) > params.braked * speed_m_s)
