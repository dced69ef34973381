"""Unit quaternions (w, x, y, z) in arrays of shape (…, 4), and what is needed of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sensorlog.imu import FloatArray

__all__ = ["about", "angle_between", "conjugate", "multiply", "rotate", "rotate_back"]


def about(axis: int, angle_rad: ArrayLike) -> FloatArray:
    """Rotation about one axis (0 x, 1 y, 2 z). A continuous angle gives a continuous quaternion."""
    half = np.asarray(angle_rad, dtype=np.float64) / 2
    quaternion = np.zeros((*half.shape, 4))
    quaternion[..., 0] = np.cos(half)
    quaternion[..., 1 + axis] = np.sin(half)
    return quaternion


def multiply(left: FloatArray, right: FloatArray) -> FloatArray:
    """Hamilton product: first ``right``, then ``left``, as rotations."""
    w1, x1, y1, z1 = np.moveaxis(left, -1, 0)
    w2, x2, y2, z2 = np.moveaxis(right, -1, 0)
    return np.stack(
        (
            w1 * w2 - x1 * x2 - y1 * y2 - z1 * z2,
            w1 * x2 + x1 * w2 + y1 * z2 - z1 * y2,
            w1 * y2 - x1 * z2 + y1 * w2 + z1 * x2,
            w1 * z2 + x1 * y2 - y1 * x2 + z1 * w2,
        ),
        axis=-1,
    )


def conjugate(quaternion: FloatArray) -> FloatArray:
    """Invert unit quaternions."""
    return np.asarray(quaternion * np.array((1.0, -1.0, -1.0, -1.0)))


def rotate(quaternion: FloatArray, vector: FloatArray) -> FloatArray:
    """Turn vectors of shape (…, 3): v + 2w(u × v) + 2u × (u × v)."""
    axis = quaternion[..., 1:]
    twice = 2 * np.cross(axis, vector)
    return vector + quaternion[..., :1] * twice + np.cross(axis, twice)


def rotate_back(quaternion: FloatArray, vector: FloatArray) -> FloatArray:
    """Invert :func:`rotate`."""
    return rotate(conjugate(quaternion), vector)


def angle_between(first: FloatArray, second: FloatArray) -> float:
    """Angle of the rotation that leads from one orientation to another, 0 to π."""
    delta = multiply(conjugate(first), second)
    return float(2 * np.arctan2(np.sqrt(np.sum(delta[1:] ** 2)), abs(delta[0])))
