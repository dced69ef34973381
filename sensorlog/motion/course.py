"""Reps of several parts, compared as wholes: the courses of their poses, laid over each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft

__all__ = ["is_other_course", "shift"]

_SHIFT_S = 1.0
"""So much sooner or later than in another rep the channel may come half back."""
_BEFORE, _AFTER = 0.6, 0.3
"""Around half of the way back, in periods: what of a rep is compared."""
_ALIKE_RAD = 0.1
"""People repeat the course of a movement within 6°: reps that are more alike are no reason to be stricter."""
_FEW = 1.0
"""Spreads of n reps are taken for 1 + this ÷ n times as wide."""


def shift(history: History, here: int, there: int, before: int, after: int, params: Params) -> int | None:
    """How many samples after a moment of one rep the same moment of another came, by their poses.

    ``here`` and ``there`` are about the same moment of both; so many samples ``before`` and ``after`` it are compared.
    ``None`` where they are not known.
    """
    most = round(_SHIFT_S * params.count_rate_hz)
    course = history.poses(here - before, here + after)
    reach = history.poses(there - before - most, there + after + most)
    # What has just ended may only be known as far as it came.
    if there - before - most < history.first or len(reach) < before + after + most or len(course) < before + after:
        return None
    # Of unit vectors: the higher their mean product, the nearer they are.
    likeness = sum(np.correlate(reach[:, axis], course[:, axis], "valid") for axis in range(3))
    return there - here + int(np.argmax(likeness)) - most


def is_other_course(drafts: Sequence[RepDraft], which: int, history: History, params: Params) -> bool:
    """Tell whether the first (0) or the last (-1) of ``drafts`` is something else: steps, sitting or lying down.

    It goes farther from the mean of the others than they go from each other. False where too little is known.
    """
    if len(drafts) < 3:
        return False
    draft, others = drafts[which], drafts[:-1] if which else drafts[1:]
    halves = [other.way_back.half for other in others if other.way_back is not None]
    if len(halves) < 2 or draft.way_back is None:
        return False
    period = median(later - earlier for earlier, later in pairwise(halves))
    newest = max(*halves, draft.way_back.half)
    before, after = round(_BEFORE * period), min(round(_AFTER * period), history.end - newest)
    reference = halves[(len(halves) - 1) // 2]
    known = [(half, shift(history, reference, half, before, after, params)) for half in (*halves, draft.way_back.half)]
    courses = [history.poses(reference + by - before, reference + by + after) for _, by in known if by is not None]
    if known[-1][1] is None or len(courses) < 3:
        return False
    *usual, strange = courses
    total = np.sum(usual, axis=0)
    spread = median(_distance(one, (total - one) / (len(usual) - 1)) for one in usual)
    limit = params.other_course * (1.0 + _FEW / len(usual))
    return _distance(strange, total / len(usual)) > limit * max(spread, _ALIKE_RAD)


def _distance(one: FloatArray, other: FloatArray) -> float:
    return float(np.sqrt(np.mean(np.sum((one - other) ** 2, axis=1))))
