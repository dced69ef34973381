"""Where a repetition of several parts is over, if the person jumps, lands or drops in it: when that has died away.

People repeat such a movement as a whole within a tenth of a second, but which of its pauses is the quietest (arms
overhead, arms lowered) differs from rep to rep. So the reps are laid over each other by pose: the mean of all tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.course import shift
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft

__all__ = ["settled"]

_BEFORE_S, _AFTER_S = 0.5, 1.5
"""Around half of the way back: what is compared of two reps. Their ends are in it."""
_SMOOTH_S = 0.2
"""A knock rings for a tenth of a second."""
_QUIET_S = 0.4
"""Turning round without a rest is slow for a moment only."""


def settled(draft: RepDraft, others: Iterable[RepDraft], until: int, history: History, params: Params) -> int | None:
    """Give the sample at which ``draft`` is over; ``None`` where it has no jump, or that is unknown.

    It is over where, in the mean over this rep and the ``others``, the vertical force was last farther from gravity
    than its RMS, before turning is slowest behind the way back. ``until``: the next rep is on its way.
    """
    way = draft.way_back
    begin = draft.anchor
    if way is None or begin < history.first or until - way.done < round(_QUIET_S * params.count_rate_hz):
        return None
    before, after = (round(span_s * params.count_rate_hz) for span_s in (_BEFORE_S, _AFTER_S))
    halves = [other.way_back.half for other in others if other.way_back is not None]
    found = (shift(history, way.half, half, before, after, params) for half in halves)
    shifts = [0, *(by for by in found if by is not None)]
    force = _mean([_thrust(history.verticals(begin + by, until + by)) for by in shifts], until - begin)
    if _rms(force) < params.thrown_m_s2:
        return None
    turning = _mean([_speed(history.turn_rates(begin + by, until + by)) for by in shifts], until - begin)
    force, turning = _smooth(force, _SMOOTH_S, params), _smooth(turning, _QUIET_S, params)
    back = way.done - begin
    quietest = back + int(np.argmin(turning[back:]))
    loud = np.flatnonzero(force[back:quietest] > _rms(force))
    return begin + back + (int(loud[-1]) + 1 if len(loud) else 0)


def _thrust(force: FloatArray) -> FloatArray:
    """How far the vertical force is from gravity, its mean over a rep."""
    away: FloatArray = np.abs(force - force.mean()) if len(force) else force
    return away


def _speed(turn: FloatArray) -> FloatArray:
    speed: FloatArray = np.linalg.norm(turn, axis=1)
    return speed


def _rms(values: FloatArray) -> float:
    return float(np.sqrt(np.mean(values * values)))


def _mean(parts: Sequence[FloatArray], length: int) -> FloatArray:
    """Mean of those that are known as a whole; the first one is."""
    mean: FloatArray = np.mean([part for part in parts if len(part) == length], axis=0)
    return mean


def _smooth(values: FloatArray, span_s: float, params: Params) -> FloatArray:
    half = max(round(0.5 * span_s * params.count_rate_hz), 1)
    kernel = np.full(2 * half + 1, 1.0 / (2 * half + 1))
    smooth: FloatArray = np.convolve(np.pad(values, half, mode="edge"), kernel, "valid")
    return smooth
