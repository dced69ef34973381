"""The two signals in which repetitions are looked for: vertical travel, and the angle about the axis of this movement.

As they come, both are scalar recursions over samples at the counting rate, so that a cut of the stream cannot change
them.
"""

from __future__ import annotations

from collections import deque
from math import pi, sqrt

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.params import Params
from sensorlog.motion.set_rest import SetRest

__all__ = ["STILL_KEEPS", "Travel", "TurnAxis", "Vector", "angles", "tilting"]

Vector = tuple[float, float, float]


_STANDARD_GRAVITY = 9.80665
_LEAST_GRAVITY, _MOST_GRAVITY = 9.0, 10.6
"""What a sensor with a scale error of 8 % reads at rest; beyond that it is not gravity."""
_PRIOR_S = 0.5
"""The standard value weighs as much as this long a time of samples."""
STILL_KEEPS = 0.7
"""Part of the velocity that is left after one sample at rest: an integration error dies within 0.2 s."""


_STEADY_S = 0.4
"""Over this long force is looked at to tell rest from slow movement: shorter is more noise, longer than a pause."""


class Travel:
    """Vertical travel from vertical force: a spring-damper integrator with zero velocity at rest.

    ``z'' + 2 w z' + w² (z - home) = a`` is a second-order high pass of the doubly integrated force (critically damped),
    which forgets the unknowable constant of integration. At rest travel stays where it is; home is where the sensor
    last rested for longer than a pause. After a stroke travel creeps back; the creep goes the way the next stroke goes
    anyway, so that turns are neither added nor lost.
    """

    def __init__(self, params: Params) -> None:
        self._p = params
        self._dt = 1.0 / params.count_rate_hz
        self._slow = self._dt / params.gravity_tau_s
        self._quick = self._dt / params.still_gravity_tau_s
        self._seen = round(_PRIOR_S * params.count_rate_hz)
        self.gravity = _STANDARD_GRAVITY
        # Of the force, so that rest is told without summing anew at each sample; less gravity, so that they stay small.
        self._sums: deque[float] = deque(maxlen=round(_STEADY_S * params.count_rate_hz) + 1)
        self.restart()

    def restart(self) -> None:
        """Begin at rest; gravity stays learnt."""
        self.z = self.v = self.home = 0.0
        self.still_s = 0.0
        self.still = False
        self._sums.clear()
        self._sums.append(0.0)
        self.set_corner(self._p.corner_hz)

    def set_corner(self, corner_hz: float, set_rest: SetRest | None = None) -> None:
        """Forget travel as quickly as a high pass of this corner does; ``set_rest`` tells rest amid slow strokes."""
        self._set_rest = set_rest
        w = 2 * pi * corner_hz
        self._damping, self._spring = 2 * w, w * w

    def take_over(self, gravity: float, home: float, v: float, z: float) -> None:
        """Go on from what a look back over the past has found."""
        self.gravity, self.home, self.v, self.z = gravity, home, v, z

    def push(self, vertical: float, turn: Vector) -> float:
        """Take one sample of vertical force (m/s²) and turn rate (rad/s); give the travel in m."""
        p, dt = self._p, self._dt
        x, y, z = turn
        self._seen += 1
        self._sums.append(self._sums[-1] + vertical - _STANDARD_GRAVITY)
        force = vertical - self.gravity
        if abs(force) < p.still_force_m_s2 and sqrt(x * x + y * y + z * z) < p.still_turn_rad_s:
            self.still_s += dt
            still = self.still_s >= p.still_s and self._is_steady()
            rested = self.still_s >= p.rest_s
        else:
            self.still_s = 0.0
            still = rested = False
        if self._set_rest is not None:
            rested = self._set_rest.push(vertical)
            still = rested or (still and self._set_rest.is_forceful)
        self.still = still
        # At first a plain mean of what has been seen, then a forgetting one.
        gravity = self.gravity + max(self._quick if still else self._slow, 1.0 / self._seen) * force
        if not _LEAST_GRAVITY <= gravity <= _MOST_GRAVITY:
            gravity = min(max(gravity, _LEAST_GRAVITY), _MOST_GRAVITY)
        self.gravity = gravity
        height, speed = self.z, self.v
        if still:
            speed *= STILL_KEEPS
            if rested:
                self.home = height
        else:
            speed += (force - self._damping * speed - self._spring * (height - self.home)) * dt
        self.v = speed
        self.z = height = height + speed * dt
        return height

    def _is_steady(self) -> bool:
        """Tell whether the force hardly changes: slow movement has as little as rest, but it comes and goes."""
        sums = self._sums
        half = (len(sums) - 1) // 2
        return abs(sums[-1] - sums[-1 - half] - sums[half] + sums[0]) < self._p.still_change_m_s2 * half


def tilting(before: Vector, up: Vector, rate_hz: float) -> Vector:
    """Turn rate without its part about the vertical, from how up moves in the sensor frame: ``u' × u``, rad/s."""
    a, b, c = ((now - then) * rate_hz for now, then in zip(up, before, strict=True))
    x, y, z = up
    return (b * z - c * y, c * x - a * z, a * y - b * x)


class TurnAxis:
    """The axis about which the sensor has mostly turned of late, in the sensor frame.

    Principal direction of the turn rate's exponentially forgetting second moment; one step of power iteration a
    sample follows it. Rotating the sensor rotates the axis with it and changes nothing else.
    """

    def __init__(self, params: Params) -> None:
        self._keep = 1.0 - 1.0 / (params.axis_tau_s * params.count_rate_hz)
        self._m = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        self.axis: Vector = (0.0, 0.0, 0.0)

    def push(self, turn: Vector) -> float:
        """Take a turn rate; give its part about the axis, rad/s."""
        x, y, z = turn
        k = self._keep
        xx, xy, xz, yy, yz, zz = self._m
        xx, xy, xz = k * xx + x * x, k * xy + x * y, k * xz + x * z
        yy, yz, zz = k * yy + y * y, k * yz + y * z, k * zz + z * z
        self._m = xx, xy, xz, yy, yz, zz
        a, b, c = self.axis
        if a == b == c == 0.0:
            a, b, c = x, y, z
        a, b, c = xx * a + xy * b + xz * c, xy * a + yy * b + yz * c, xz * a + yz * b + zz * c
        norm = sqrt(a * a + b * b + c * c)
        if norm > 1e-12:
            self.axis = (a / norm, b / norm, c / norm)
        a, b, c = self.axis
        return a * x + b * y + c * z


def angles(turn: FloatArray, axis: Vector, dt: float) -> list[float]:
    """Angle about ``axis`` (rad) of turn rates (n, 3), from zero before the first sample."""
    angle: list[float] = np.cumsum(turn @ np.array(axis) * dt).tolist()
    return angle
