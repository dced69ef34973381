"""Where a run of repetitions begins: what came before its first rep may look like a stroke of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import log, sqrt
from statistics import fmean, median

from sensorlog.events import Channel
from sensorlog.motion.channels import Vector
from sensorlog.motion.first_stroke import standing_start
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.poses import chord, mean_pose, pose_tolerance_rad
from sensorlog.motion.reps import Way
from sensorlog.motion.spread import Stroke, strangeness
from sensorlog.motion.unlike import POSE_SPREAD_RAD, SIZE_SPREAD, TIME_SPREAD
from sensorlog.motion.zigzag import passed, turns_of

__all__ = ["trim", "within_posture"]

_WITH_HALF = (4, 5)
"""Turns of a part that leads to a turn and back from it, with half a rep there: its two ends among them."""
_WAIT_S = 0.5
"""Between two reps people wait now so much longer, now so much shorter."""


def trim(run: Run, pose: Callable[[int], Vector], params: Params) -> Run:
    """Cut off the beginning of ``run`` where the sensor was tilted otherwise than at its last turns.

    Picking the weight up may look like a stroke of its set, but it starts from another posture. Whoever stood still on
    the way, as they do between the reps, began their first one there.
    """
    recent = run.turns[-2 * params.min_reps :]
    if len(recent) < 4:
        return run
    usual = [mean_pose([pose(turn.at) for turn in recent[-1 - side :: -2]]) for side in (0, 1)]
    allowed = pose_tolerance_rad(run.channel, run.amplitude, params, has_parts=run.outward != 0)
    kept = 0
    for turn in reversed(run.turns):
        if chord(pose(turn.at), usual[kept % 2]) > allowed:
            break
        kept += 1
    kept = max(kept, 2)
    if kept < len(run.turns):
        number = len(run.turns) - kept
        stood = None
        if run.channel is not Channel.VERTICAL:  # creep hides where travel stood
            came = (run.turns[number - 1], run.turns[number])
            stood = standing_start(run.channel, run.values, run.first, run.turns[number:], came, params)
        if stood is not None and chord(pose(stood.at), usual[kept % 2]) <= allowed:
            run = replace(run, turns=(stood, *run.turns[number:]))
        else:
            run = run.since(number)
    return _without_getting_ready(run, params)


def _without_getting_ready(run: Run, params: Params) -> Run:
    """Begin behind the last wait that was much longer than the waits at that turn later on.

    People wait before the first rep: lying down, bending to the bar, standing up from the chair. One stroke before the
    wait would put the end of each rep where the wait says it begins. Two and more may be reps before a pause: those are
    left out only if they are unlike what follows. Before a set travel drifts, and any three strokes may look alike.
    """
    turns, per_s = run.turns, params.count_rate_hz
    halfway = [passed(run.values, run.first, start, end) for start, end in pairwise(turns)]
    dwells_s = [0.0, *(_waited(run, *between, params) / per_s for between in pairwise(halfway))]
    for number in range(len(dwells_s) - 3, 0, -1):
        later = dwells_s[number + 2 :: 2]
        if dwells_s[number] <= params.long_wait_s + max(later):
            continue
        is_half_off = number == 1 or (number % 2 and run.channel is Channel.VERTICAL)
        if is_half_off or _unlike(run, number, params):
            return run.since(number)
    return run


def _waited(run: Run, begin: int, end: int, params: Params) -> int:
    """How many samples the person waited between two, without half a rep that they did there."""
    part = run.values[begin - run.first : end - run.first + 1]
    turns = turns_of(part, begin, params.reversal_ratio * run.amplitude)
    half = turns[3].at - turns[1].at if len(turns) in _WITH_HALF else 0
    return end - begin - half


def _unlike(run: Run, number: int, params: Params) -> bool:
    """Tell whether one of the two strokes before a turn is unlike those behind it in the same direction.

    Of an odd number of strokes the wait is one of a way out, and says nothing of the way: only its middle is compared.
    """
    lasted = [
        Way.between(start, end, run.values, run.first).lasted if number % 2 else end.at - start.at
        for start, end in pairwise(run.turns)
    ]
    strokes = [
        Stroke(abs(end.value - start.value), max(samples, 1) / params.count_rate_hz)
        for (start, end), samples in zip(pairwise(run.turns), lasted, strict=True)
    ]
    return any(
        strangeness(strokes[at], strokes[number + (at - number) % 2 :: 2]) > params.strange
        for at in range(number - 2, number)
    )


def within_posture(run: Run, pose: Callable[[int], Vector], params: Params) -> Run:
    """Leave out what led from elsewhere into the posture of the set, as the end of a set leads out of it.

    The first stroke starts from another pose than any later one in its direction. If it is shorter and slower for it,
    or leads up, it led to where the reps begin: bending forward in the seat before the arm's reps from there, getting
    up from it before bends. If it is not, but the person then waited longer than later on, what waits there begins
    behind the whole cycle: standing up and bending to the bar. A first rep may start elsewhere as well, when the weight
    is picked up and goes on at once.
    """
    while len(run.turns) >= 2 * params.min_reps and not run.outward:
        *known, _ = run.turns  # the last stroke is still open
        starts = [pose(turn.at) for turn in known[2::2]]
        usual = mean_pose(starts)
        spread = max(sqrt(fmean(chord(start, usual) ** 2 for start in starts)), POSE_SPREAD_RAD)
        if chord(pose(known[0].at), usual) <= params.elsewhere_pose * spread:
            break
        ways = [Way.between(start, end, run.values, run.first) for start, end in pairwise(run.turns)]
        others = ways[2:-1:2]
        shorter = log(median(other.size for other in others) / ways[0].size) / SIZE_SPREAD
        slower = log(max(ways[0].lasted, 1) / max(median(other.lasted for other in others), 1)) / TIME_SPREAD
        waits = [later.half - earlier.half for earlier, later in pairwise(ways)]
        led_there = min(shorter, shorter + slower) > params.unlike
        if led_there or _rose_to_it(run, shorter, params):
            run = run.since(1)
        elif waits[1] - max(waits[3::2]) > _WAIT_S * params.count_rate_hz:
            run = run.since(2)
        else:
            break
    return run


def _rose_to_it(run: Run, shorter: float, params: Params) -> bool:
    """Tell whether a first stroke that comes from another pose led up to where the reps begin: out of the seat.

    A weight that is picked up and lifted goes farther than in the reps. Of slow ones how far they go is not known yet.
    """
    first, second, *_ = run.turns
    rose = run.channel is Channel.VERTICAL and second.value > first.value
    return rose and (shorter > -params.unlike or run.period_s >= params.slow_s)
