"""Numbers of one rep, from its turns and the samples between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor
from typing import Any, NamedTuple

import numpy as np

from sensorlog.events import Channel, Rep
from sensorlog.imu import MIN_VELOCITY_RATE_HZ, StreamInfo
from sensorlog.motion.history import History
from sensorlog.motion.holes import is_whole
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft
from sensorlog.motion.smoothness import MIN_RATE_HZ, sparc
from sensorlog.motion.velocity import rep_velocity

__all__ = [
    "MEAN_VELOCITY_ERROR_M_S",
    "PEAK_VELOCITY_ERROR_M_S",
    "RANGE_ERROR_M",
    "VELOCITY_LOSS_ERROR",
    "measure",
    "velocity_loss",
]

RANGE_ERROR_M = 0.02
"""Of a rep's vertical range: RMS 0.008 to 0.012 on simulated bars at 100 Hz, and another start of the same recording
changes it by up to 0.016 (docs/algorithms.md)."""
MEAN_VELOCITY_ERROR_M_S = 0.06
"""Of its mean concentric velocity: 0.02 to 0.03, and 0.1 in overhead presses, where the bar creeps into the lockout."""
PEAK_VELOCITY_ERROR_M_S = 0.09
"""Of the peak: 0.01 in simulation; 0.086 was the standard error on real bars with a similar method."""
VELOCITY_LOSS_ERROR = 0.05
"""Of the last rep against the fastest: a median of 5 percentage points on real bars; what both share drops out."""

_MOVES = 0.03
"""Part of a stroke's peak velocity above which it moves; 5 % is a common threshold, and cuts smooth starts short."""

_SHARED = 2
"""Samples at the turn that may look like both strokes: each is followed to where it is slow."""
_STALL_S = 0.4
"""A stop in the middle of a stroke up to this long is part of it …"""
_GOES_ON = 0.2
"""… if it goes on from there with this part of its peak velocity: more than what follows a turn."""


class _Times(NamedTuple):
    """When a rep began, turned and ended, and how long its two phases took: fields of :class:`Rep`."""

    start_s: float
    turn_s: float | None
    end_s: float | None
    phase1_s: float | None
    phase2_s: float | None


@dataclass(frozen=True, slots=True)
class _Phase:
    """One stroke by its velocity; indices at the counting rate, between samples where it begins and ends."""

    start: float
    end: float
    moving: slice
    """Where it is quicker than ``_MOVES`` of its peak."""
    travel_m: float
    peak_m_s: float


def velocity_loss(velocities_m_s: Sequence[float]) -> float | None:
    """Return by which share the last rep was slower than the fastest; ``None`` of fewer than two."""
    return None if len(velocities_m_s) < 2 else 1.0 - velocities_m_s[-1] / max(velocities_m_s)


def measure(
    draft: RepDraft,
    rep: Rep,
    channel: Channel,
    first_direction: int,
    history: History,
    info: StreamInfo,
    params: Params,
) -> Rep:
    """Fill ``rep`` with what ``draft`` tells; ``None`` is written where the sensor cannot know.

    Up is concentric; the angle channels know no up. Smoothness is that of the concentric phase; where there is no
    up, of the way out. Across missing samples velocity is not known.
    """
    if channel is not Channel.VERTICAL:
        return _by_turning(draft, rep, history, info, params)
    known = None
    if info.gyr_rate_hz is not None and draft.turn is not None and draft.end is not None:
        is_seen = is_whole(draft.start, draft.end, history, params)
        known = _by_velocity(draft, rep, first_direction, history, info, params) if is_seen else None
    return _lifted(rep, _times(draft, history), first_direction) if known is None else known


def _times(draft: RepDraft, history: History) -> _Times:
    """Take the times of a rep from its turns."""
    start_s = history.time(draft.start)
    turn_s = None if draft.turn is None else history.time(draft.turn)
    end_s = None if draft.end is None else history.time(draft.end)
    phase1_s = None if turn_s is None else turn_s - start_s
    phase2_s = None if end_s is None or draft.back is None else end_s - history.time(draft.back)
    return _Times(start_s, turn_s, end_s, phase1_s, phase2_s)


def _lifted(rep: Rep, times: _Times, first_direction: int, **measured: float | None) -> Rep:
    """Fill a rep that goes up and down, once: each copy takes all of its fields."""
    first_s, second_s = times.phase1_s, times.phase2_s
    up_s, down_s = (first_s, second_s) if first_direction > 0 else (second_s, first_s)
    told: dict[str, Any] = {**times._asdict(), **measured}
    return replace(rep, concentric_s=up_s, eccentric_s=down_s, **told)


def _by_turning(draft: RepDraft, rep: Rep, history: History, info: StreamInfo, params: Params) -> Rep:
    """Take times and angle of a rep from its turns, and smoothness from the angular speed between them."""
    times = _times(draft, history)
    is_known = (rep.start_s, rep.turn_s) == (times.start_s, times.turn_s) and rep.phase1_sparc is not None
    out = rep.phase1_sparc if is_known else _turning_sparc(draft.start, draft.turn, history, info, params)
    back = _turning_sparc(draft.back, draft.end, history, info, params)
    told: dict[str, Any] = times._asdict()
    return replace(rep, rom_rad=draft.range, smoothness_sparc=out, phase1_sparc=out, phase2_sparc=back, **told)


def _by_velocity(
    draft: RepDraft, rep: Rep, first_direction: int, history: History, info: StreamInfo, params: Params
) -> Rep | None:
    """Take times, travel and velocity of a whole rep from its vertical velocity; ``None`` where that does not tell."""
    dt = 1.0 / params.count_rate_hz
    known = rep_velocity(draft, first_direction, history, params)
    if known is None:
        return None
    velocity = known.m_s.tolist()
    up = _phase(velocity, 1.0, dt)
    down = _phase(velocity, -1.0, dt)
    first, second = (up, down) if first_direction > 0 else (down, up)
    if first is None or second is None or up is None or first.moving.stop - 1 > second.moving.start + _SHARED:
        return None
    second_start = max(second.start, first.end)

    def at(index: float) -> float:
        whole = floor(index)
        return history.time(known.first + whole) + (index - whole) * dt

    times = _Times(
        start_s=at(first.start),
        turn_s=at(first.end),
        end_s=at(second.end),
        phase1_s=at(first.end) - at(first.start),
        phase2_s=at(second.end) - at(second_start),
    )
    if info.acc_rate_hz < MIN_VELOCITY_RATE_HZ:
        return _lifted(rep, times, first_direction, rom_m=up.travel_m)
    lasted_s = at(up.end) - at(up.start)
    out, back = (sparc(np.abs(known.m_s[phase.moving]), params.count_rate_hz) for phase in (first, second))
    return _lifted(
        rep,
        times,
        first_direction,
        rom_m=up.travel_m,
        mean_velocity_m_s=up.travel_m / lasted_s,
        peak_velocity_m_s=up.peak_m_s,
        smoothness_sparc=out if first is up else back,
        phase1_sparc=out,
        phase2_sparc=back,
    )


def _turning_sparc(
    start: int | None, end: int | None, history: History, info: StreamInfo, params: Params
) -> float | None:
    """Smoothness of the angular speed on one way."""
    if info.gyr_rate_hz is None or info.gyr_rate_hz < MIN_RATE_HZ:
        return None
    if start is None or end is None or start < history.first or end <= start:
        return None
    turn = history.turn_rates(start, end + 1)
    return sparc(np.sqrt(np.sum(turn * turn, axis=1)), params.count_rate_hz)


def _phase(velocity: list[float], sign: float, dt: float) -> _Phase | None:
    """Find the stroke around the highest velocity in the direction of ``sign``."""
    along = [sign * v for v in velocity]
    peak = max(along)
    if peak <= 0.0:
        return None
    top = along.index(peak)
    start = end = top
    stall, last = round(_STALL_S / dt), len(along) - 1
    moves, goes_on = _MOVES * peak, _GOES_ON * peak
    while start > 0 and (along[start] > moves or max(along[max(start - stall, 0) : start]) > goes_on):
        start -= 1
    while end < last and (along[end] > moves or max(along[end + 1 : end + stall]) > goes_on):
        end += 1
    begins = start - _creeping(along[start::-1], along[start : top + 1], peak)
    ends = end + _creeping(along[end:], along[end : top - 1 if top else None : -1], peak)
    part = along[round(begins) : round(ends) + 1]
    return _Phase(begins, ends, slice(start, end + 1), sum(part) * dt, peak)


def _creeping(beyond: list[float], within: list[float], peak: float) -> float:
    """Tell by how many samples a stroke reaches beyond where it is slow; both lists begin there.

    Speed grows with the square of time where a movement begins smoothly (minimum jerk): it began as far before it
    had a share of its peak as it has four times that behind it. Not beyond where it goes the other way.
    """
    quick = 4.0 * _MOVES * peak
    if max(within) <= quick:
        return 0.0
    reversed_at = next((n for n, speed in enumerate(beyond) if speed <= 0.0), len(beyond) - 1)
    return float(min(_crossing(within, quick) - 2 * _crossing(within, _MOVES * peak), reversed_at))


def _crossing(speeds: list[float], level: float) -> float:
    """Where a rising speed reaches a level, between samples."""
    after = next((n for n, speed in enumerate(speeds) if speed > level), len(speeds) - 1)
    if not after:
        return 0.0
    low, high = speeds[after - 1], speeds[after]
    return after - 1 + (level - low) / (high - low) if high > low else float(after)
