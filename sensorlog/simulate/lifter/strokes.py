"""How far along its range a movement is over time: phases of a repetition on a grid of samples.

Progress runs from 0 (start of the rep) to 1 (turn) and back. Each phase is a polynomial of the fifth degree that starts
and ends at rest: the minimum-jerk movement (Flash & Hogan 1985) plus a term that lets a turn without a stop keep its
acceleration. A loaded concentric phase is mixed with two overlapping minimum-jerk submovements: its velocity has two
peaks with the sticking region between them.
"""

from __future__ import annotations

import numpy as np

from sensorlog.imu import FloatArray

__all__ = ["TURN_ACCELERATION", "bump", "minimum_jerk", "stroke"]

TURN_ACCELERATION = 4.9
"""Acceleration at a turn without a stop, in ranges per (duration of the phase)²: π²/2, that of a sine."""

_FIRST_PEAK_ENDS = 0.52
_SECOND_PEAK_STARTS = 0.4
_FIRST_PEAK_SHARE = 0.45


def minimum_jerk(tau: FloatArray) -> FloatArray:
    """Smooth step from 0 at τ ≤ 0 to 1 at τ ≥ 1, without velocity and acceleration at both ends."""
    tau = np.clip(tau, 0.0, 1.0)
    return tau * tau * tau * (10.0 + tau * (6.0 * tau - 15.0))


def bump(tau: FloatArray) -> FloatArray:
    """Smooth excursion: 0 outside of 0 < τ < 1, 1 at τ = ½, without velocity and acceleration at both ends."""
    tau = np.clip(tau, 0.0, 1.0)
    side = 4.0 * tau * (1.0 - tau)
    return side * side * side


def stroke(tau: FloatArray, stick: float = 0.0, from_turn: float = 0.0, to_turn: float = 0.0) -> FloatArray:
    """One phase: 0 at τ = 0, 1 at τ = 1, at rest at both ends.

    ``stick`` from 0 (one velocity peak) to 0.75 (nearly stops between two peaks). ``from_turn`` and ``to_turn`` are the
    accelerations (ranges per duration²) at a beginning or end that follows or precedes a turn without a stop.
    """
    tau = np.clip(tau, 0.0, 1.0)
    first = minimum_jerk(tau / _FIRST_PEAK_ENDS)
    second = minimum_jerk((tau - _SECOND_PEAK_STARTS) / (1.0 - _SECOND_PEAK_STARTS))
    two_peaks = _FIRST_PEAK_SHARE * first + (1.0 - _FIRST_PEAK_SHARE) * second
    rest = 1.0 - tau
    begin = from_turn / 2 * tau * tau * rest * rest * rest
    end = to_turn / 2 * tau * tau * tau * rest * rest
    return (1.0 - stick) * minimum_jerk(tau) + stick * two_peaks + begin - end
