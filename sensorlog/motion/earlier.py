"""Reps that were seen before missing samples, of a set that is found behind them.

Three reps make a set, and a hole may come before the third. What lies before it is looked through for the strokes of
the set once that is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sensorlog.events import Channel
from sensorlog.motion.channels import angles
from sensorlog.motion.hidden import came_back_behind
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.past import look_back
from sensorlog.motion.pattern import Run
from sensorlog.motion.reps import RepDraft
from sensorlog.motion.unlike import room_among, unlike

__all__ = ["Earlier", "of_the_set", "turned_over", "values_over"]


class Earlier(NamedTuple):
    """Samples before a hole: from ``first`` up to ``end``."""

    first: int
    end: int
    silent_s: tuple[float, float]
    """Times of the last sample before the hole and of the first behind it."""


def values_over(earlier: Earlier, run: Run, history: History, params: Params) -> list[float]:
    """Give the channel of ``run`` over samples before it; its zero is another one there."""
    first, end = earlier.first, earlier.end
    if run.channel is Channel.VERTICAL:
        still = history.still[first - history.first : end - history.first]
        return look_back(history.verticals(first, end), history.poses(first, end), still, params).travel
    return turned_over(run, first, end, history, params)


def turned_over(run: Run, first: int, end: int, history: History, params: Params) -> list[float]:
    """Give how the sensor turned (rad) or leaned (part of up) by the axis of ``run`` over these samples."""
    if run.by_pose:
        poses: list[float] = (history.poses(first, end) @ np.array(run.axis)).tolist()
        return poses
    return angles(history.turn_rates(first, end), run.axis, 1.0 / params.count_rate_hz)


def of_the_set(
    drafts: Sequence[RepDraft], begin: int, holes_s: Sequence[tuple[float, float]], history: History, params: Params
) -> tuple[RepDraft, ...]:
    """Give ``drafts`` without those before sample ``begin``, where a set was found, that do not go over into it.

    They do if they come as soon as its reps, are like them, and turn where they do; half reps come in between. The
    first is whole, or tilt shows that it came back in a hole: a way out alone is as often getting into the posture.
    ``holes_s``: where samples were missing, from one time to another.
    """
    behind = tuple(draft for draft in drafts if draft.anchor > begin)
    before = drafts[: len(drafts) - len(behind)]
    if len(behind) < params.min_reps - 1:
        return behind
    time = history.time
    longest_s = max(time(later.anchor) - time(one.anchor) for one, later in pairwise(behind))
    kept = behind
    for one in reversed(before):
        missing_s = [end - start for start, end in holes_s if time(one.anchor) <= start < time(kept[0].anchor)]
        wait_s = time(kept[0].anchor) - time(one.anchor) - sum(missing_s)
        how = unlike(one, behind, history)
        is_alike = how.ways <= params.elsewhere * room_among(len(behind)) and how.turn_pose <= params.strange
        is_alike = is_alike or one.half
        if wait_s > longest_s + params.long_wait_s or not is_alike or (one.way_back is None and not missing_s):
            break
        kept = (one, *kept)
    while len(kept) > len(behind) and (kept[0].half or kept[0].way_out is None):
        kept = kept[1:]
    is_whole = kept[0].way_back is not None or came_back_behind(kept[0], behind, history, params)
    return kept if is_whole else behind
