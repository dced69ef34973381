"""From the path of a sensor to what it measures."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline

from sensorlog.imu import FloatArray
from sensorlog.simulate.lifter.body import PosePath
from sensorlog.simulate.lifter.performance import SensorSamples
from sensorlog.simulate.lifter.rotations import about, conjugate, multiply, rotate_back
from sensorlog.simulate.lifter.script import SensorSpec
from sensorlog.simulate.lifter.strokes import minimum_jerk
from sensorlog.simulate.lifter.timeline import GRID_HZ, Handling

__all__ = ["STANDARD_GRAVITY_M_S2", "mounted", "sense"]

STANDARD_GRAVITY_M_S2 = 9.80665
_HELD_S = (0.1, 1.2)
"""A sensor in the hand is turned, looked at, turned again: one turn takes 0.3 to 0.9 s, then it is held for a while."""
_HANDLING_RAD = 1.0
_HANDLING_M = 0.08


def mounted(path: PosePath, spec: SensorSpec, handlings: list[Handling], rng: np.random.Generator) -> PosePath:
    """Path of the sensor itself: its segment's path turned by the mounting, and shaken where it is handled."""
    position, orientation = path.position_m, path.orientation
    n = len(position)
    for handling in handlings:
        if handling.sensors is not None and spec.name not in handling.sensors:
            continue
        span = slice(handling.start, min(handling.end, n))
        length = span.stop - span.start
        t_s = np.arange(length) / GRID_HZ
        turned = _handled(rng, t_s)
        turn = multiply(about(0, _HANDLING_RAD * turned[:, 0]), about(1, _HANDLING_RAD * turned[:, 1]))
        position, orientation = position.copy(), orientation.copy()
        position[span] += _HANDLING_M * turned[:, 2:]
        orientation[span] = multiply(orientation[span], turn)
    return PosePath(position, multiply(orientation, np.array(spec.mounting)))


def _handled(rng: np.random.Generator, t_s: FloatArray) -> FloatArray:
    """Five coordinates of a thing in a hand, shape (n, 5), in units of their size: from 0 by chance to 0 again."""
    path = np.zeros((len(t_s), 5))
    now, at_s, end_s = np.zeros(5), 0.0, float(t_s[-1])
    while at_s < end_s:
        turn_s = float(rng.uniform(0.3, 0.9))
        next_s = at_s + turn_s + float(rng.uniform(*_HELD_S))
        last = next_s + 1.5 > end_s
        turn_s = min(turn_s, end_s - at_s)
        target = np.zeros(5) if last else rng.standard_normal(5)
        path += minimum_jerk((t_s - at_s) / turn_s)[:, None] * (target - now)
        if last:
            break
        now, at_s = target, next_s
    return path


def sense(path: PosePath, spec: SensorSpec, rng: np.random.Generator) -> SensorSamples:
    """Sample a path of the sensor (on the grid) as this sensor would.

    Specific force is the second derivative of the position plus gravity, turned into the sensor frame; the angular rate
    is 2 q* q̇. Both come from cubic splines through the grid. White noise of density d has the standard deviation
    d · √(rate / 2).
    """
    grid_s = np.arange(len(path.position_m)) / GRID_HZ
    step_s = 1.0 / (spec.rate_hz * (1.0 + spec.clock_ppm * 1e-6))
    t_s = np.arange(int(grid_s[-1] / step_s) + 1, dtype=np.float64) * step_s
    position = CubicSpline(grid_s, path.position_m)
    orientation = CubicSpline(grid_s, path.orientation)

    turn = orientation(t_s)
    turn /= np.sqrt(np.sum(turn * turn, axis=1))[:, None]
    force = rotate_back(turn, position(t_s, 2) + np.array((0.0, 0.0, STANDARD_GRAVITY_M_S2)))
    rate = 2.0 * multiply(conjugate(turn), orientation(t_s, 1))[:, 1:]

    bandwidth = np.sqrt(spec.rate_hz / 2.0)
    acc = spec.acc_scale * force + np.array(spec.acc_bias_m_s2)
    acc += spec.acc_noise_m_s2_sqrt_hz * bandwidth * rng.standard_normal(acc.shape)
    gyr = rate + np.array(spec.gyr_bias_rad_s)
    gyr += spec.gyr_noise_rad_s_sqrt_hz * bandwidth * rng.standard_normal(gyr.shape)
    return SensorSamples(
        name=spec.name,
        placement=spec.placement,
        rate_hz=spec.rate_hz,
        t_s=t_s,
        acc_m_s2=np.clip(acc, -spec.acc_range_m_s2, spec.acc_range_m_s2),
        gyr_rad_s=np.clip(gyr, -spec.gyr_range_rad_s, spec.gyr_range_rad_s),
        position_m=position(t_s),
        orientation=turn,
    )
