"""Vertical travel over the recent past, worked out with hindsight: what a set is looked for in."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi
from typing import NamedTuple

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.channels import STILL_KEEPS
from sensorlog.motion.history import History
from sensorlog.motion.params import Params

__all__ = ["Past", "look_back", "look_back_since"]

_NEAR_REST_M2_S4 = 0.1
"""Vertical force of 0.3 m/s² halves the weight of a sample."""
_STILL_WEIGHT_S2 = 100.0
"""A velocity of 0.1 m/s at rest is as bad as an error of 1 m/s² in the force."""
_LEAST_WEIGHT = 1e-12
"""Keeps the equations solvable where the sensor rested all the time."""
_IDENTITY = np.eye(3)


class Past(NamedTuple):
    """What a look back over the past has found."""

    gravity: float
    """At its end, m/s²."""
    home: float
    """What travel creeps back to from here on, m."""
    travel: list[float]
    """Of each sample, m."""


def look_back_since(first: int, history: History, params: Params) -> Past:
    """Look back over the samples from ``first``, which is still known, up to now."""
    vertical, up = history.verticals(first, history.end), history.poses(first, history.end)
    return look_back(vertical, up, history.still[first - history.first :], params)


def look_back(vertical: FloatArray, up: FloatArray, still: Sequence[bool], params: Params) -> Past:
    """Gravity at the end of a stretch of the past, and travel over it: force (n,) in m/s², up (n, 3).

    The last ``edge_s`` are integrated as the samples to come will be (:class:`~sensorlog.motion.channels.Travel`),
    so that a set can be followed on from here; what is older is known from both sides.
    """
    force, gravity = _without_gravity(vertical, up, params)
    edge = max(len(force) - round(params.edge_s * params.count_rate_hz), 0)
    travel = _smoothed(force, still, params)[:edge].tolist() if edge >= 3 else []
    dt, w = 1.0 / params.count_rate_hz, 2 * pi * params.corner_hz
    begin = len(travel)
    damping, spring = 2 * w, w * w
    home = z = v = 0.0
    if begin:
        z, v = travel[-1], (travel[-1] - travel[-2]) / dt
        recent = travel[-round(params.home_s * params.count_rate_hz) :]
        home = sum(recent) / len(recent)
    rested_s = _rested_s(still[:begin], dt)
    for a, rests in zip(force[begin:].tolist(), still[begin:], strict=True):
        if rests:
            v *= STILL_KEEPS
            rested_s += dt
            if rested_s >= params.rest_s:
                home = z
        else:
            rested_s = 0.0
            v += (a - damping * v - spring * (z - home)) * dt
        z += v * dt
        travel.append(z)
    return Past(gravity, home, travel)


def _without_gravity(vertical: FloatArray, poses: FloatArray, params: Params) -> tuple[FloatArray, float]:
    """Vertical force without gravity, and gravity at the end.

    Offsets of the accelerometer make gravity depend on how the sensor lies, and people lie down between standing and
    pressing. So the offset is estimated first (least squares against up, samples weighted by how near to rest they
    are, with a prior); what remains has gravity for its mean.
    """
    poses = np.asfortranarray(poses)  # numpy works along columns, and these have three entries in a row
    deviation = vertical - vertical.sum() / len(vertical)
    weight = 1.0 / (_NEAR_REST_M2_S4 + deviation * deviation)
    centred = poses - weight @ poses / weight.sum()
    weighted = weight[:, None] * centred
    normal = weighted.T @ centred
    prior = params.count_rate_hz / params.offset_m_s2**2
    right = deviation @ weighted
    offset = np.linalg.solve(normal + prior * _IDENTITY, right)
    shift = poses @ offset
    force = vertical - shift
    mean = float(force.sum()) / len(force)
    return force - mean, mean + float(shift[-1])


def _smoothed(force: FloatArray, still: Sequence[bool], params: Params) -> FloatArray:
    """Travel that explains the force best, is held by a weak spring, and rests where the sensor rests; n ≥ 4.

    Minimises ``Σ (z'' − a)² + w⁴ Σ z² + c Σ z'²``, the second sum over samples in movement, the third over samples at
    rest, with free ends: in movement a high pass ``1 / (1 + (w/ω)⁴)`` without phase, so that a first stroke is as long
    as those after it. One banded system of equations (a Whittaker smoother).
    """
    from scipy.linalg.lapack import dpbsv  # loaded by :func:`preload`, not with the room

    n, dt, w = len(force), 1.0 / params.count_rate_hz, 2 * pi * params.past_corner_hz
    at_rest = np.frombuffer(bytes(still), dtype=np.uint8).astype(np.float64)  # four times as quick as from a list
    bands = np.empty((3, n))
    diagonal, below, lowest = bands  # of second differences, multiplied by their transpose
    diagonal[:], below[:], lowest[:] = 6.0, -4.0, 1.0
    diagonal[0] = diagonal[-1] = 1.0
    diagonal[1] = diagonal[-2] = 5.0
    below[0] = below[-2] = -2.0
    diagonal += w**4 * dt**4 * (1.0 - at_rest) + _LEAST_WEIGHT
    slow = _STILL_WEIGHT_S2 * dt * dt * at_rest[1:]
    diagonal[1:] += slow
    diagonal[:-1] += slow
    below[:-1] -= slow
    bend = force[1:-1] * dt * dt
    right = np.zeros(n)
    right[:-2] += bend
    right[1:-1] -= 2.0 * bend
    right[2:] += bend
    # As ``solveh_banded``, of whose time a fifth goes into questions about its arguments; it is always solvable.
    return np.asarray(dpbsv(bands, right, lower=True)[1], dtype=np.float64)


def _rested_s(still: Sequence[bool], dt: float) -> float:
    """How long the sensor had rested at the end."""
    count = 0
    for rests in reversed(still):
        if not rests:
            break
        count += 1
    return count * dt
