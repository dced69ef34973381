"""What no plan contains: sway, breath, tremor under load, and the ringing after knocks."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline

from sensorlog.imu import FloatArray
from sensorlog.simulate.lifter.body import Joint
from sensorlog.simulate.lifter.script import Lifter
from sensorlog.simulate.lifter.strokes import minimum_jerk
from sensorlog.simulate.lifter.timeline import GRID_HZ, Impact

__all__ = ["wander", "with_unsteadiness"]

_SWAY_KNOT_S = 0.6
_TREMOR_KNOT_S = 0.06
"""Tremor up to about 8 Hz."""
_SPLINE_ACCELERATION = 5.7
"""RMS of the second derivative of a cubic spline through white noise of unit variance at unit distance (measured)."""
_BREATH_HZ = 0.25
_RING_S = 0.03
_RING_PEAK = 27.0 * np.exp(-3.0)
_LET_GO_S = 0.25


def wander(rng: np.random.Generator, n: int, knot_s: float, sigma: float) -> FloatArray:
    """Smooth random path on the grid, shape (n,): cubic spline through normal knots."""
    knots = int(n / GRID_HZ / knot_s) + 4
    spline = CubicSpline(np.arange(knots) * knot_s, sigma * rng.standard_normal(knots))
    return np.asarray(spline(np.arange(n) / GRID_HZ))


def with_unsteadiness(
    joints: FloatArray,
    loaded: FloatArray,
    unsteady: FloatArray,
    impacts: list[Impact],
    lifter: Lifter,
    rng: np.random.Generator,
) -> FloatArray:
    """Follow the planned path, shape (n, JOINTS), as a person of flesh would.

    ``loaded`` and ``unsteady`` have shape (n,): whether the weight is carried, and how much the trunk sways.
    """
    n = len(joints)
    result = joints.copy()
    sway, carried = _soften(unsteady), _soften(loaded)
    for joint, share in ((Joint.TRUNK, 1.0), (Joint.TRUNK_SIDE, 0.7), (Joint.TRUNK_TWIST, 0.8)):
        result[:, joint] += sway * wander(rng, n, _SWAY_KNOT_S, share * lifter.sway_rad)
    for joint in (Joint.HIP_X, Joint.HIP_Y):
        result[:, joint] += sway * wander(rng, n, _SWAY_KNOT_S, 0.4 * lifter.sway_rad)
    for joint in (Joint.ARM, Joint.ARM_OUT, Joint.FOREARM, Joint.FOREARM_OUT, Joint.THIGH, Joint.SHANK):
        result[:, joint] += wander(rng, n, _SWAY_KNOT_S, lifter.sway_rad)
    breath = 2 * np.pi * _BREATH_HZ * np.arange(n) / GRID_HZ + rng.uniform(0, 2 * np.pi)
    result[:, Joint.TRUNK] += 0.5 * lifter.sway_rad * np.sin(breath)

    result[:, Joint.BAR_TILT] += carried * wander(rng, n, _SWAY_KNOT_S, lifter.sway_rad)
    result[:, Joint.BAR_TURN] += carried * wander(rng, n, _SWAY_KNOT_S, 2 * lifter.sway_rad)
    tremor_m = lifter.tremor_m_s2 * _TREMOR_KNOT_S**2 / _SPLINE_ACCELERATION
    for joint in (Joint.BAR_X, Joint.BAR_Y, Joint.BAR_Z):
        result[:, joint] += carried * wander(rng, n, _TREMOR_KNOT_S, tremor_m)
    forearm_m = 0.25
    for joint in (Joint.FOREARM, Joint.FOREARM_OUT):
        result[:, joint] += carried * wander(rng, n, _TREMOR_KNOT_S, tremor_m / forearm_m)

    for impact in impacts:
        ring = _ring(impact)[: n - impact.at]
        result[impact.at : impact.at + len(ring), impact.joint] += ring
    return result


def _soften(steps: FloatArray) -> FloatArray:
    """Draw every step of a path out into a smooth one of a quarter of a second."""
    result = steps.copy()
    width = round(_LET_GO_S * GRID_HZ)
    ramp = minimum_jerk(np.arange(1, width + 1) / width)
    for at in np.flatnonzero(np.diff(steps)) + 1:
        part = slice(int(at), min(int(at) + width, len(steps)))
        result[part] = steps[at - 1] + (steps[at] - steps[at - 1]) * ramp[: part.stop - part.start]
    return result


def _ring(impact: Impact) -> FloatArray:
    """Decaying oscillation with a smooth beginning: x³ exp(−x) sin, scaled to the peak acceleration."""
    t_s = np.arange(round(18 * _RING_S * GRID_HZ)) / GRID_HZ
    x = t_s / _RING_S
    omega = 2 * np.pi * impact.frequency_hz
    return np.asarray(-impact.acceleration / (_RING_PEAK * omega**2) * x**3 * np.exp(-x) * np.sin(omega * t_s))
