"""Which way a trunk leans, from up alone: forward follows from the movement itself."""

from __future__ import annotations

from math import radians, sqrt

import numpy as np

from sensorlog.imu import FloatArray

__all__ = ["LEAN_DIFFERENCE_ERROR_RAD", "LEAN_ERROR_RAD", "Lean", "leaning"]

LEAN_ERROR_RAD = radians(10)
"""Clip and skin move against the body by 5 to 10°; the sensor's own error is below 1°."""
LEAN_DIFFERENCE_ERROR_RAD = sqrt(2.0) * LEAN_ERROR_RAD
"""Of the lean of one sensor against another, both of them clipped on: 7 to 14°."""

_LEAST_LEAN_RAD = 0.2
"""A rep that leans to and fro by less than 11° does not show where forward is."""


def leaning(up: FloatArray, standing: FloatArray) -> FloatArray | None:
    """Lean against standing sample by sample, rad, shape (n,): forward, where one movement leans most, is positive.

    ``up`` (n, 3) and ``standing`` (3,) as in :meth:`Lean.measure`. ``None``: it does not lean enough to tell.
    """
    upright = up @ standing
    level = up - upright[:, None] * standing
    if float(np.ptp(np.arctan2(np.sqrt(np.sum(level * level, axis=1)), upright))) < _LEAST_LEAN_RAD:
        return None
    forward = _forward(level.T @ level, level.sum(axis=0))
    lean_rad: FloatArray = np.arctan2(level @ forward, upright)
    return lean_rad


def _forward(spread: FloatArray, total: FloatArray) -> FloatArray:
    """Principal direction, on the side to which it leans on average."""
    axis: FloatArray = np.linalg.eigh(spread)[1][:, -1]
    return axis if axis @ total >= 0.0 else -axis


class Lean:
    """Learns forward: the direction in which the trunk leans most over all reps so far, seen from standing.

    In an exercise that bends the trunk sideways, inclination is the lean to the side.
    """

    def __init__(self) -> None:
        self._spread = np.zeros((3, 3))
        """Second moment of the horizontal part of up, over the reps that lean …"""
        self._sum = np.zeros(3)
        """… and its sum."""

    def measure(self, up: FloatArray, standing: FloatArray) -> tuple[float, float, float | None]:
        """Peak of the inclination against standing, its range, and the farthest lean aside of one rep, all rad.

        ``up`` (n, 3) and ``standing`` (3,) are unit vectors that point up, in the sensor frame. Without a forward
        direction inclination has no sign, and aside means nothing.
        """
        upright = up @ standing
        level = up - upright[:, None] * standing
        lean_rad = np.arctan2(np.sqrt(np.sum(level * level, axis=1)), upright)
        aside_rad: float | None = None
        if np.ptp(lean_rad) >= _LEAST_LEAN_RAD:
            self._spread = self._spread + level.T @ level
            self._sum = self._sum + level.sum(axis=0)
        if self._spread.any():
            forward = _forward(self._spread, self._sum)
            lean_rad = np.arctan2(level @ forward, upright)
            aside = level @ np.cross(standing, forward)
            aside_rad = float(np.max(np.abs(np.arcsin(np.clip(aside, -1.0, 1.0)))))
        return float(lean_rad[int(np.argmax(np.abs(lean_rad)))]), float(np.ptp(lean_rad)), aside_rad
