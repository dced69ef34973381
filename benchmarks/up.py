"""Which way is up, as the sensor sees it."""

from __future__ import annotations

import numpy as np

from sensorlog.imu import FloatArray

__all__ = ["up"]


def up(orientation: FloatArray) -> FloatArray:
    """Up in the sensor frame, (..., 3), of quaternions (w, x, y, z), (..., 4): the third row of the rotation matrix."""
    w, x, y, z = np.moveaxis(orientation, -1, 0)
    return np.stack((2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)), axis=-1)
