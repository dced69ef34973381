"""Poses, which are where up lies in the sensor frame: their mean, how far apart they are, how far apart they may be."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from sensorlog.events import Channel
from sensorlog.motion.channels import Vector
from sensorlog.motion.params import Params

__all__ = ["chord", "mean_pose", "pose_tolerance_rad"]


def mean_pose(poses: Sequence[Vector]) -> Vector:
    """Mean direction."""
    x, y, z = map(sum, zip(*poses, strict=True))
    norm = sqrt(x * x + y * y + z * z)
    return (x / norm, y / norm, z / norm) if norm > 0 else poses[0]


def chord(a: Vector, b: Vector) -> float:
    """Distance of two unit vectors: the angle between them, where it is small."""
    (x, y, z), (u, v, w) = a, b
    return sqrt((x - u) ** 2 + (y - v) ** 2 + (z - w) ** 2)


def pose_tolerance_rad(channel: Channel, amplitude: float, params: Params, *, has_parts: bool) -> float:
    """How differently the sensor may be tilted at the same turn of two reps.

    ``has_parts``: the turn lies somewhere within a part of a movement, and only its axis is sure.
    """
    turning = 0.0 if channel is Channel.VERTICAL else amplitude
    return params.pose_rad + (params.parts_pose_ratio if has_parts else params.pose_ratio) * turning
