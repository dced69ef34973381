"""The two signals in which repetitions are looked for: vertical travel, and the angle about the axis of this movement.

Both are scalar recursions over samples at the counting rate, so that a cut of the stream cannot change them.
"""

from __future__ import annotations

from math import pi, sqrt

from sensorlog.motion.params import Params

__all__ = ["Travel", "TurnAxis"]

Vector = tuple[float, float, float]


class Travel:
    """Vertical travel from vertical force: a spring-damper integrator with zero velocity at rest.

    ``z'' + 2 w z' + w² z = a`` is a second-order high pass of the doubly integrated force (critically damped), which
    forgets the unknowable constant of integration. After a stroke its travel creeps back; the creep goes the way the
    next stroke goes anyway, so that turns are neither added nor lost.
    """

    def __init__(self, params: Params) -> None:
        self._p = params
        self._dt = 1.0 / params.count_rate_hz
        self._w = 2 * pi * params.corner_hz
        self._slow = self._dt / params.gravity_tau_s
        self._quick = self._dt / params.still_gravity_tau_s
        self._gravity: float | None = None
        self.force = 0.0
        self.restart()

    def restart(self) -> None:
        """Begin at rest; gravity stays learnt."""
        self.z = self.v = 0.0
        self.still_s = 0.0

    def push(self, vertical: float, turn: Vector) -> float:
        """Take one sample of vertical force (m/s²) and turn rate (rad/s); give the travel in m."""
        p = self._p
        if self._gravity is None:
            self._gravity = min(max(vertical, 9.0), 10.6)
        force = vertical - self._gravity
        turning = sqrt(turn[0] * turn[0] + turn[1] * turn[1] + turn[2] * turn[2])
        if turning < p.still_turn_rad_s and abs(force) < p.still_force_m_s2:
            self.still_s += self._dt
        else:
            self.still_s = 0.0
        still = self.still_s >= p.still_s
        self._gravity += (self._quick if still else self._slow) * force
        self._gravity = min(max(self._gravity, 9.0), 10.6)
        w = self._w
        self.v += (force - 2 * w * self.v - w * w * self.z) * self._dt
        if still:
            self.v *= 0.7
        self.z += self.v * self._dt
        self.force = force
        return self.z


class TurnAxis:
    """The axis about which the sensor has mostly turned of late, in the sensor frame.

    Principal direction of the turn rate's exponentially forgetting second moment; one step of power iteration a
    sample follows it. Rotating the sensor rotates the axis with it and changes nothing else.
    """

    def __init__(self, params: Params) -> None:
        self._keep = 1.0 - 1.0 / (params.axis_tau_s * params.count_rate_hz)
        self._m = [0.0] * 6
        self.axis: Vector = (0.0, 0.0, 0.0)

    def push(self, turn: Vector) -> float:
        """Take a turn rate; give its part about the axis, rad/s."""
        x, y, z = turn
        k = self._keep
        m = self._m
        m[0] = xx = k * m[0] + x * x
        m[1] = xy = k * m[1] + x * y
        m[2] = xz = k * m[2] + x * z
        m[3] = yy = k * m[3] + y * y
        m[4] = yz = k * m[4] + y * z
        m[5] = zz = k * m[5] + z * z
        a, b, c = self.axis
        if a == b == c == 0.0:
            a, b, c = x, y, z
        a, b, c = xx * a + xy * b + xz * c, xy * a + yy * b + yz * c, xz * a + yz * b + zz * c
        norm = sqrt(a * a + b * b + c * c)
        if norm > 1e-12:
            self.axis = (a / norm, b / norm, c / norm)
        a, b, c = self.axis
        return a * x + b * y + c * z
