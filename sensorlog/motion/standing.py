"""Where a sensor on the trunk is when its person stands still: what inclination is measured against.

How the sensor was clipped on is unknown. Three seconds of standing still give the direction of up in its frame.
"""

from __future__ import annotations

from math import cos, radians, sqrt

from sensorlog.motion.channels import Vector

__all__ = ["Standing"]

_STANDS_S = 3.0
_SWAY_RAD = 0.05
"""Somebody who stands still leaves no cone of 3° (quiet stance sways by 0.3°) …"""
_TURN_RAD_S = 0.15
"""… and turns slower than 9 °/s: trembling, breathing."""
_ALIVE_RAD_S = 0.004
"""RMS turn rate (0.2 °/s) that no person stays below: the sensor lies on a table or hangs on a rack."""
_TAKEN_OFF = cos(radians(150))
"""No trunk turns upside down; a sensor that is clipped on anew often does."""


class Standing:
    """Takes the first stretch of stillness for standing, and keeps it.

    Later ones may be sitting or lying, which no sensor can tell from standing with an unknown clip. A stretch that is
    too still for a person is replaced by the first one of a person, and a sensor that was upside down was taken off: it
    is learnt anew. One sample at a time, so that a cut of the stream changes nothing.
    """

    def __init__(self, rate_hz: float) -> None:
        self._needed = round(_STANDS_S * rate_hz)
        self.up: Vector | None = None
        """Up in the sensor frame while standing, unit length; ``None`` before it was learnt."""
        self._is_alive = False
        self._anchor: Vector = (0.0, 0.0, 0.0)
        self._still = 0
        self._sum: Vector = (0.0, 0.0, 0.0)
        self._turning = 0.0

    def push(self, up: Vector, turn: Vector) -> bool:
        """Take a sample: up (unit vector) and turn rate (rad/s), sensor frame; true if standing was learnt with it."""
        x, y, z = up
        a, b, c = self._anchor
        p, q, r = turn
        turning = p * p + q * q + r * r
        strayed = (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 > _SWAY_RAD * _SWAY_RAD
        if strayed or turning > _TURN_RAD_S * _TURN_RAD_S:
            self._anchor, self._still, self._sum, self._turning = up, 0, (0.0, 0.0, 0.0), 0.0
            if self.up is not None and x * self.up[0] + y * self.up[1] + z * self.up[2] < _TAKEN_OFF:
                self.up = None
            return False
        if self._still >= self._needed:
            return False
        self._still += 1
        a, b, c = self._sum
        self._sum = (a + x, b + y, c + z)
        self._turning += turning
        return self._still == self._needed and self._learn()

    def _learn(self) -> bool:
        is_alive = self._turning > self._needed * _ALIVE_RAD_S * _ALIVE_RAD_S
        if self.up is not None and (self._is_alive or not is_alive):
            return False
        x, y, z = self._sum
        norm = sqrt(x * x + y * y + z * z)
        self.up, self._is_alive = (x / norm, y / norm, z / norm), is_alive
        return True
