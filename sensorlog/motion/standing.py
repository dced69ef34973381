"""Where a sensor on the trunk is when its person stands still: what inclination is measured against.

How the sensor was clipped on is unknown. Three seconds of standing still give the direction of up in its frame.
"""

from __future__ import annotations

from math import cos, radians, sqrt

from sensorlog.events import CalibrationState
from sensorlog.motion.channels import Vector

__all__ = ["Standing"]

_ASKED_S = 10.0
"""So long after the person asked for it standing is waited for."""

_STANDS_S = 2.7
"""Three seconds as people count them."""
_CALMING_S = 0.5
"""The first part of a stillness is the end of a movement."""
_SWAY_RAD = 0.05
"""Somebody who stands still leaves no cone of 3° (quiet stance sways by 0.3°) …"""
_TURN_RAD_S = 0.15
"""… and turns within 9 °/s of how it began: trembling, breathing. A constant turn rate is bias."""
_BIAS_RAD_S = (0.0175, 0.35)
"""1 °/s, below which VQF knows better, and 20 °/s, above which something turns or is broken."""
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
        self._calming, self._needed = round(_CALMING_S * rate_hz), round(_STANDS_S * rate_hz)
        self.up: Vector | None = None
        """Up in the sensor frame while standing, unit length; ``None`` before it was learnt."""
        self.bias: Vector = (0.0, 0.0, 0.0)
        """Turn rate of the last stillness, rad/s, where that is a bias: VQF takes off no more than 2 °/s."""
        self._waits = 0
        """Samples in which a calibration that the person asked for may still come; 0: there is none."""
        self._is_found = self._was_too_still = False
        self._rate_hz = rate_hz
        self._is_alive = False
        self._is_learning = False
        """The stillness in which ``up`` was learnt goes on."""
        self._anchor: Vector = (0.0, 0.0, 0.0)
        self._turn: Vector = (0.0, 0.0, 0.0)
        self._begin(0)

    def _begin(self, still: int) -> None:
        self._still = still
        self._up_sum: Vector = (0.0, 0.0, 0.0)
        self._turn_sum: Vector = (0.0, 0.0, 0.0)
        self._square_sum = 0.0

    def calibrate(self) -> None:
        """Learn standing anew from the samples to come; what is known holds until then."""
        self._waits = round(_ASKED_S * self._rate_hz)
        self._is_found = self._was_too_still = False
        self._begin(0)

    def outcome(self) -> CalibrationState | None:
        """Say after a sample how the calibration ended with it; ``None``: it did not, or there is none."""
        if not self._waits:
            return None
        self._waits -= 1
        if self._is_found:
            self._waits = 0
            return CalibrationState.STANDING
        if self._waits:
            return None
        return CalibrationState.NOT_WORN if self._was_too_still else CalibrationState.MOVED

    def push(self, up: Vector, turn: Vector) -> bool:
        """Take a sample: up (unit vector) and turn rate (rad/s), sensor frame; true if standing was learnt with it."""
        x, y, z = up
        p, q, r = turn
        a, b, c = self._anchor
        d, e, f = self._turn
        turned = (p - d) ** 2 + (q - e) ** 2 + (r - f) ** 2
        strayed = (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2
        if strayed > _SWAY_RAD * _SWAY_RAD or turned > _TURN_RAD_S * _TURN_RAD_S:
            self._anchor, self._turn, self._is_learning = up, turn, False
            self._begin(0)
            if self.up is not None and x * self.up[0] + y * self.up[1] + z * self.up[2] < _TAKEN_OFF:
                self.up = None
            return False
        self._still += 1
        if self._still <= self._calming:
            return False
        a, b, c = self._up_sum
        self._up_sum = (a + x, b + y, c + z)
        d, e, f = self._turn_sum
        self._turn_sum = (d + p, e + q, f + r)
        self._square_sum += p * p + q * q + r * r
        if self._still < self._needed:
            return False
        learnt = self._learn(self._still - self._calming)
        self._begin(self._calming)
        return learnt

    def _learn(self, samples: int) -> bool:
        a, b, c = (part / samples for part in self._turn_sum)
        squared = a * a + b * b + c * c
        least, most = _BIAS_RAD_S
        self.bias = (a, b, c) if least * least < squared < most * most else (0.0, 0.0, 0.0)
        is_alive = self._square_sum / samples - squared > _ALIVE_RAD_S * _ALIVE_RAD_S
        if self._waits:
            self._is_found, self._was_too_still = is_alive, not is_alive
        elif self._is_learning:
            # At first the filter settles, which looks like life.
            self._is_alive = self._is_alive and is_alive
            return False
        if self._waits and not is_alive:
            return False
        if not self._waits and self.up is not None and (self._is_alive or not is_alive):
            return False
        x, y, z = self._up_sum
        norm = sqrt(x * x + y * y + z * z)
        self.up, self._is_alive, self._is_learning = (x / norm, y / norm, z / norm), is_alive, True
        return True
