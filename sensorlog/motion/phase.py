"""Where a phase of a rep moves."""

from __future__ import annotations

import numpy as np

from sensorlog.imu import FloatArray

__all__ = ["END", "moving"]

END = 0.05
"""Part of the way at each end of a phase on which nobody can tell creeping from moving."""


def moving(velocity: FloatArray, slow_ratio: float) -> slice:
    """Give the part of a phase, shape (n,), that is movement: no pauses at its ends, but with a stall in its middle.

    It covers 5 to 95 % of the way, and from there on reaches to where it is slower than ``slow_ratio`` of its peak, or
    goes the other way.
    """
    way = np.cumsum(velocity)
    if not len(way) or way[-1] == 0.0:
        return slice(0, 0)
    share = np.concatenate(([0.0], way / way[-1]))
    core_start = int(np.flatnonzero(share < END)[-1])
    core_end = int(np.flatnonzero(share < 1.0 - END)[-1]) + 1
    along = velocity if way[-1] > 0.0 else -velocity
    slow = along <= slow_ratio * along.max()
    before, behind = np.flatnonzero(slow[:core_start]), np.flatnonzero(slow[core_end:])
    start = int(before[-1]) + 1 if len(before) else 0
    end = core_end + int(behind[0]) if len(behind) else len(velocity)
    return slice(start, end)
