"""Whether a run of like strokes is repetition, or walking, fidgets and chance."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import log

import numpy as np

from sensorlog.events import Channel
from sensorlog.motion.half_rep import half_rep, without
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.poses import chord, mean_pose
from sensorlog.motion.recurrence import likeness_at
from sensorlog.motion.reps import Way
from sensorlog.motion.spread import irregularity, spread
from sensorlog.motion.walking import is_walking

__all__ = ["bounces", "convinces"]

_TINY = 1e-12
_STANDS = 0.25
"""Whoever rests for this part of a movement does not walk in it, …"""
_HARDLY_STANDS = 0.15
"""… and whoever touches the weight down in each rep may rest for as little as this."""
_STEPS_S = 4.0
"""Over a shorter time the strides of a swinging arm and the steps, twice as quick, are not well told apart."""
_FEW_STEPS = 5
"""Turns of two strides: a walk of no more steps is hidden by what else a longer look sees."""
_SWING_S = 0.7
"""An arm that swings takes less than this for one way, also where every other stride is seen as a whole period."""
_FIDGETS = ((0.25, 0.4), (0.1, 0.5))
"""What moves by less than so many m and rests for more than such a part may be fidgets in a rest, however alike: for
each of the two one rep more is waited for. So it is in 45 of 9,830 sets at their third rep, and in 3."""

_RESTFUL = 0.9
"""The more of the time it rests, the less doubt there may be: 29 of 6,280 sets have more together at their third rep,
telephones and drinks came to 0.95."""
_IDLE = 0.66
"""What turns and is as uneven, as unsteady and rests as much as this together may be a drink taken three times: one rep
more is waited for. So it is in 303 of 6,280 sets at their third rep."""
_IDLE_ASTRAY = 0.79
"""So it may be, too, if how far it comes back astray (rad) is added and they are this much. So it is in 5 % of 3,350
sets at the wrist and the upper arm at their third rep; two drinks had 0.80 and 0.85."""


def convinces(run: Run, history: History, params: Params, *, has_gyroscope: bool) -> bool:
    """Tell whether ``run`` is repetition and not chance: enough strokes, alike, and about one axis."""
    p = params
    strokes = run.strokes
    if strokes < 2 * p.min_reps - 1:
        return False
    # A long look tells an arm that swings in walking better than a short one; a quick press goes at step rate, too.
    walks = run.channel is not Channel.VERTICAL and bounces(run, history, p)
    run = replace(run, turns=run.turns[-2 * p.min_reps :])
    uneven, unsteady = irregularity(run.turns), _unsteadiness(run)
    if uneven > p.irregularity + p.irregularity_per_m * run.size_m:
        return False
    walks = walks or bounces(run, history, p, least_s=0.0 if run.channel is Channel.VERTICAL else _STEPS_S)
    if run.channel is Channel.INCLINATION:
        walks = walks or bounces(replace(run, turns=run.turns[-_FEW_STEPS:]), history, p)
    half, whole = None, run
    if uneven + unsteady > p.unsteady_turning and not walks and (found := half_rep(run, p)) is not None:
        one = without(run, found)
        alike = irregularity(one.turns), _unsteadiness(one)
        if sum(alike) <= p.unsteady_turning:
            half, whole, (uneven, unsteady) = found, one, alike
    few, rests = strokes <= 2 * p.min_reps, _rests(run, history)
    # Of slow reps the first would be too long ago by then to be found.
    may_wait = (p.min_reps + 1) * run.period_s < p.search_s
    waits = sum(run.size_m < size_m and rests > part for size_m, part in _FIDGETS)
    if may_wait and strokes < 2 * (p.min_reps + waits) - 1:
        return False
    if run.channel is Channel.VERTICAL:
        return not walks and not (few and unsteady > p.unsteady)
    poses = history.poses(history.first, run.turns[-1].at + 1)
    if half is not None:
        poses = np.delete(poses, slice(half[0] - history.first, half[1] - history.first), axis=0)
    likeness = likeness_at(poses, whole.period_s, p)
    # Without a gyroscope tilt is a low pass of the force, which steps alone let swing.
    knocks = has_gyroscope and run.period_s > p.slowest_stride_s and not _swings(run, p)
    recurs = likeness > p.recurs_surely or rests > _STANDS
    if walks and not (knocks and recurs and uneven < p.knocks_irregularity):
        return False
    if likeness < p.recurs_least:
        return False
    astray = 0.0 if run.by_pose else 1.0 - _about_axis(run, history)
    astray_rad = _pose_spread(run, history)
    doubt = uneven + astray + astray_rad
    idle = uneven + unsteady + rests
    is_idle = half is None and (idle > _IDLE or idle + astray_rad > _IDLE_ASTRAY)
    restful = is_idle or doubt + rests > _RESTFUL
    if few and (doubt > p.little_doubt or (may_wait and restful) or uneven + unsteady > p.unsteady_turning):
        return False
    return astray <= p.astray and doubt <= p.doubt and doubt + unsteady <= p.most_doubt


def bounces(run: Run, history: History, params: Params, *, least_s: float = 0.0) -> bool:
    """Tell whether the body bounces at step rate while this goes on, and before it, if it takes less than that."""
    p = params
    start, end = run.turns[0].at, run.turns[-1].at
    share = p.step_share
    if run.channel is Channel.VERTICAL:
        if run.period_s > p.slower_than_strides_s and _rests(run, history) <= _HARDLY_STANDS:
            share = p.step_share_of_slow
    elif run.period_s < p.slowest_stride_s:
        share = p.step_share_of_tilt if run.channel is Channel.INCLINATION else p.step_share_of_strides
    start = min(start, end - round(least_s * p.count_rate_hz))
    return is_walking(history.verticals(start, end), share, p)


def _swings(run: Run, params: Params) -> bool:
    """Tell whether any way is as quick as an arm swings in strides."""
    return any(later.at - earlier.at < _SWING_S * params.count_rate_hz for earlier, later in pairwise(run.turns))


def _rests(run: Run, history: History) -> float:
    """Part of the time of ``run`` in which the sensor rests."""
    start, end = run.turns[0].at, run.turns[-1].at
    return history.still_samples(start, end) / max(end - start, 1)


def _pose_spread(run: Run, history: History) -> float:
    """Farthest that the sensor was tilted from its usual pose at the same turn, rad."""
    poses = [history.pose(turn.at) for turn in run.turns]
    return max(chord(pose, mean_pose(side)) for side in (poses[::2], poses[1::2]) for pose in side)


def _about_axis(run: Run, history: History) -> float:
    """Share of the squared turn rate during ``run`` that is about its axis."""
    part = history.turn_rates(run.turns[0].at, run.turns[-1].at)
    return float(np.sum((part @ np.array(run.axis)) ** 2)) / max(float(np.sum(part * part)), _TINY)


def _unsteadiness(run: Run) -> float:
    """Spread of the time (natural log) of the ways out, plus that of the ways back.

    The last way is still open: that it is too short so far is not held against it.
    """
    ways = [Way.between(start, end, run.values, run.first) for start, end in pairwise(run.turns)]
    *lasted, last = (max(way.lasted, 1) for way in ways)
    lasted.append(max(last, min(lasted[-2::-2], default=last)))
    return sum(spread([log(samples) for samples in lasted[side::2]]) for side in (0, 1))
