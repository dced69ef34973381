"""Vertical velocity in one rep: integrated between moments at which it is known to be zero, or over a whole cycle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from sensorlog.imu import FloatArray
from sensorlog.motion.hindsight import travel_since
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft

__all__ = ["RepVelocity", "rep_velocity"]

_SETTLE_S = 0.4
"""How far behind a rep its velocity is looked at: the high pass sees the end of a stroke that much too early."""
_BEFORE_S = 1.0
"""How far before a rep a rest is looked for that it begins from."""
_REST_S = 0.2
"""At rest for this long: shorter than any pause, longer than acceleration is small in the middle of a quick stroke."""
_REST_FORCE_RATIO = 0.06
"""At rest the vertical force stays within this part of its span in the rep …"""
_REST_FORCE_M_S2 = 0.06
"""… or within what noise and a trembling hand make."""
_NEAR_M_S2 = 0.2
"""The mean force of a cycle is gravity within this, where its beginning and end are not yet known well."""
_OFF_M_S2 = 0.15
"""Mean force between two rests that is this far from the force at rest: an impact was clipped, or a rest was none."""

_FEWEST = 5
"""Samples of a cycle."""
_LASTS = 3
"""Samples in the midst of a rest; with those at its edges it takes 0.28 s."""
_INSIDE = 2
"""Velocity is taken to be zero that many samples within a rest: at its edges it begins already."""
_TINY = 1e-9
_ROUNDS = 4
"""Of looking for the turns of a cycle; two are mostly enough."""
_LIKE_TRAVEL = 1.5
"""The travel that follows is within this factor of what was counted: else what looked like rest was steady movement."""

_BoolArray = NDArray[np.bool_]
_Run = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class RepVelocity:
    """Vertical velocity around one rep at the counting rate."""

    first: int
    """Index of its first sample in the history."""
    m_s: FloatArray
    """Shape (n,), up is positive; zero outside the rep."""


@dataclass(frozen=True, slots=True)
class _Cycle:
    """A rep as it was counted; samples from the first that is looked at."""

    start: int
    out: int
    """Half of the way out is done."""
    back: int
    """Half of the way back is done."""
    over: int
    upwards_first: bool


def rep_velocity(draft: RepDraft, first_direction: int, history: History, params: Params) -> RepVelocity | None:
    """Integrate the vertical force of a rep that has come back; ``None`` where too few samples of it are there.

    Where the sensor rests on both sides of the concentric stroke (a pause at the turn, the weight on the floor, the
    person standing), velocity is zero there and the mean force between the two is gravity. Else velocity ends the
    cycle as it began it, and so does height: constant offsets drop out of both.
    """
    if draft.end is None or draft.way_out is None or draft.way_back is None or draft.start < history.first:
        return None
    settled = min(draft.end, history.end - 1) + round(_SETTLE_S * params.count_rate_hz)
    over = min(settled if draft.over is None else draft.over, history.end - 1)
    out, back = draft.way_out.half, draft.way_back.half
    if over - draft.start < _FEWEST or not draft.start <= out < back <= over:
        return None
    dt = 1.0 / params.count_rate_hz
    lo = max(draft.start - round(_BEFORE_S * params.count_rate_hz), history.first)
    hi = min(max(over, draft.end) + round(_SETTLE_S * params.count_rate_hz), history.end - 1)
    force, turn = history.verticals(lo, hi + 1), history.turn_rates(lo, hi + 1)
    rest = _rests(force, turn, draft.start - lo, over - lo, params)
    cycle = _Cycle(draft.start - lo, out - lo, back - lo, over - lo, upwards_first=first_direction > 0)
    velocity = _between_rests(force, rest, cycle, draft.range, dt)
    if velocity is None:
        velocity = _over_cycle(force, _looked_back(cycle, lo, history, params), dt)
    return RepVelocity(lo, velocity)


def _rests(force: FloatArray, turn: FloatArray, start: int, over: int, params: Params) -> _BoolArray:
    """Which samples are amid a rest: the sensor does not turn, and the force stays as it is, near its mean."""
    half = round(0.5 * _REST_S * params.count_rate_hz)
    cycle = force[start : over + 1]
    allowed = max(_REST_FORCE_RATIO * float(cycle.max() - cycle.min()), _REST_FORCE_M_S2)
    near = np.abs(force - cycle.sum() / len(cycle)) < allowed + _NEAR_M_S2
    # A row for each place in the window, since the longer side is quick to compare; the ends are repeated.
    windows = force.take(np.arange(-half, half + 1)[:, None] + np.arange(len(force)), mode="clip")
    flat = windows.max(axis=0) - windows.min(axis=0) < allowed
    x, y, z = turn.T
    slow = x * x + y * y + z * z < params.still_turn_rad_s**2
    rest: _BoolArray = flat & slow & near
    return rest


def _between_rests(force: FloatArray, rest: _BoolArray, cycle: _Cycle, range_m: float, dt: float) -> FloatArray | None:
    """Velocity that is zero at the rests around the middles of the two strokes.

    ``None`` where the concentric stroke has none on one side, or what follows from them cannot be.
    """
    runs = _runs(rest)
    before = max((run for run in runs if run[1] <= cycle.out), default=None)
    behind = min((run for run in runs if run[0] >= cycle.back), default=None)
    turned = max((run for run in runs if cycle.out <= run[0] and run[1] <= cycle.back), key=_length, default=None)
    strokes = [(before, behind)] if turned is None else [(before, turned), (turned, behind)]
    velocity = np.zeros(len(force))
    known = [(a, b) for a, b in strokes if a is not None and b is not None and _integrate(force, velocity, a, b, dt)]
    if strokes[0 if cycle.upwards_first else -1] not in known:
        return None
    # Beyond the last rest nothing is known but that the force at rest is gravity.
    (first, _), (_, last) = known[0], known[-1]
    if last is not behind:
        after = force[last[1] : cycle.over + 1]
        velocity[last[1] : cycle.over + 1] = _integral(after - _gravity(force, last), dt)
    if first is not before:
        earlier = force[cycle.start : first[0] + 1]
        velocity[cycle.start : first[0] + 1] = -_integral((earlier - _gravity(force, first))[::-1], dt)[::-1]
    rose = float(velocity[velocity > 0.0].sum()) * dt
    fell = -float(velocity[velocity < 0.0].sum()) * dt
    other = fell if len(known) == len(strokes) else range_m
    return velocity if 1.0 / _LIKE_TRAVEL < rose / max(other, _TINY) < _LIKE_TRAVEL else None


def _runs(rest: _BoolArray) -> list[_Run]:
    """First and last sample of every rest that lasts."""
    between = np.zeros(len(rest) + 2, dtype=np.bool_)
    between[1:-1] = rest
    edges = np.flatnonzero(between[1:] != between[:-1]).tolist()
    return [(a, b - 1) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= _LASTS]


def _length(run: _Run) -> int:
    return run[1] - run[0]


def _gravity(force: FloatArray, run: _Run) -> float:
    return float(median(force[run[0] : run[1] + 1].tolist()))


def _integrate(force: FloatArray, velocity: FloatArray, before: _Run, behind: _Run, dt: float) -> bool:
    """Fill in the velocity between two rests; false where the force in between cannot be."""
    a, b = max(before[1] - _INSIDE, before[0]), min(behind[0] + _INSIDE, behind[1])
    piece, gravity_m_s2 = _zero_at_ends(force[a : b + 1], dt)
    if abs(gravity_m_s2 - 0.5 * (_gravity(force, before) + _gravity(force, behind))) > _OFF_M_S2:
        return False
    velocity[a : b + 1] = piece
    return True


def _zero_at_ends(force: FloatArray, dt: float) -> tuple[FloatArray, float]:
    rising = _integral(force, dt)
    gravity = float(rising[-1]) / (dt * (len(force) - 1))
    return rising - gravity * dt * np.arange(len(force)), gravity


def _looked_back(cycle: _Cycle, lo: int, history: History, params: Params) -> _Cycle:
    """Give a cycle that begins where travel turned with hindsight: while a set is found, it creeps."""
    begin, travel = travel_since(lo, history, params)
    way = travel[lo + cycle.start - begin : lo + cycle.out - begin + 1]
    if not len(way):
        return cycle
    start = cycle.start + int(np.argmin(way if cycle.upwards_first else -way))
    return replace(cycle, start=start)


def _over_cycle(force: FloatArray, cycle: _Cycle, dt: float) -> FloatArray:
    """Velocity, from one turn to the next in the same place, that ends as it began, and whose mean is zero.

    Where the turns are is first taken from the count, and then from the velocity that follows, until they agree.
    """
    start, end = counted = cycle.start, cycle.over
    sign = 1.0 if cycle.upwards_first else -1.0
    farthest = round(_SETTLE_S / dt)
    steps = _integral(force, dt)
    for _ in range(_ROUNDS):
        inside = slice(start, end + 1)
        gravity_m_s2 = float(steps[end] - steps[start]) / (dt * (end - start))
        velocity: FloatArray = steps - gravity_m_s2 * dt * np.arange(len(force))
        velocity -= float(_integral(velocity[inside], dt)[-1]) / (dt * (end - start))
        before = np.flatnonzero(sign * velocity[: cycle.out + 1] <= 0.0)
        behind = np.flatnonzero(sign * velocity[cycle.back :] >= 0.0)
        found = int(before[-1]) if len(before) else start, cycle.back + int(behind[0]) if len(behind) else end
        if found == (start, end) or max(abs(a - b) for a, b in zip(found, counted, strict=True)) > farthest:
            break
        start, end = found
    velocity[:start] = 0.0
    velocity[end + 1 :] = 0.0
    return velocity


def _integral(values: FloatArray, dt: float) -> FloatArray:
    """Trapezoidal, from 0."""
    total = np.zeros(len(values))
    (0.5 * dt * (values[1:] + values[:-1])).cumsum(out=total[1:])
    return total
