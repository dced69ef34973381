"""Where in each cycle the person rests: there a repetition begins and ends, whatever brought them there."""

from __future__ import annotations

from itertools import pairwise
from math import inf, sqrt

from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.poses import chord, mean_pose
from sensorlog.motion.zigzag import passed

__all__ = ["calm", "from_rest"]

_WINDOW_S = 0.4
"""Turning round without a rest is slow for a moment only."""


def calm(history: History, begin: int, end: int, speed_rad_s: float, params: Params) -> tuple[int, int] | None:
    """First and last sample of the rest between two: around the quietest moment, as long as it turns no faster."""
    half = round(0.5 * _WINDOW_S * params.count_rate_hz)
    speeds = [sqrt(x * x + y * y + z * z) for x, y, z in history.turns_between(begin - half, end + half)]
    length = 2 * half
    if len(speeds) < length:
        return None
    sums = [total := sum(speeds[:length])]
    for leaving, coming in zip(speeds, speeds[length:], strict=False):
        total += coming - leaving
        sums.append(total)
    quietest = first = last = min(range(len(sums)), key=sums.__getitem__)
    limit = speed_rad_s * length
    if sums[quietest] > limit:
        return None
    while first > 0 and sums[first - 1] <= limit:
        first -= 1
    while last < len(sums) - 1 and sums[last + 1] <= limit:
        last += 1
    return begin + first, begin + last


def from_rest(run: Run, history: History, params: Params) -> Run:
    """Leave out a first stroke that led to where the person rests between the reps: lying down before sit-ups.

    It is left out only if the person is quieter at that turn of every cycle than at any other, and came to the first
    stroke without such a rest: who starts from where they waited has started a repetition, unless they waited in
    another pose than that in which they turn there later on: sitting, before lying down.
    """
    if len(run.turns) < 2 * params.min_reps:
        return run
    halves = [passed(run.values, run.first, start, end) for start, end in pairwise(run.turns)]
    before = _quietest(history, run.turns[0].at, halves[0], params)
    begins = mean_pose([history.pose(turn.at) for turn in run.turns[2::2]])
    if chord(history.pose(run.turns[0].at), begins) > params.pose_rad:
        before = inf
    at_turns = [_quietest(history, begin, end, params) for begin, end in pairwise(halves[:-1])]
    # The turns that the first stroke led to, and those that it came from.
    there, here = max(at_turns[2::2]), min(at_turns[1::2])
    if min(here, before) < params.hold_turn_rad_s or there > params.rests_ratio * min(here, before):
        return run
    return run.since(1)


def _quietest(history: History, begin: int, end: int, params: Params) -> float:
    """Mean turn rate (rad/s) over the quietest stretch between two samples."""
    length = round(_WINDOW_S * params.count_rate_hz)
    turns = history.turns_between(begin - length, max(end, begin))
    speeds = [sqrt(x * x + y * y + z * z) for x, y, z in turns]
    length = min(length, len(speeds))
    total = least = sum(speeds[:length])
    for leaving, coming in zip(speeds, speeds[length:], strict=False):
        total += coming - leaving
        least = min(least, total)
    return least / length
