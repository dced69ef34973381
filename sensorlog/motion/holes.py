"""Behind missing samples: which rep the first stroke is of.

What was done in a hole is not known, and is not guessed. But who was at the farthest point of a rep before a hole that
is too short for a way back and one out, and is there behind it, has stayed there; who goes out behind it has come back
from where they were before; and who comes back right behind it had gone out.
"""

from __future__ import annotations

from itertools import pairwise

from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import REMEMBERED, RepList, Way
from sensorlog.motion.zigzag import Turn

__all__ = ["behind_hole", "is_whole"]


def is_whole(start: int, end: int, history: History, params: Params) -> bool:
    """Tell whether no samples are missing from one sample to another."""
    return history.time(end) - history.time(start) < (end - start) / params.count_rate_hz + 0.5 * params.min_gap_s


def behind_hole(
    reps: RepList, start: Turn, end: Turn, way: Way, silent_s: tuple[float, float], history: History, *, half: bool
) -> None:
    """Take the first stroke behind samples that are missing from one time to another (s)."""
    if (end.value > start.value) == (reps.first_direction > 0):
        reps.count_open()
        reps.stroke(start, end, way, follows=False, half=half)
        return
    time = history.time
    recent = reps.drafts[-REMEMBERED:]
    is_open = bool(recent) and recent[-1].way_back is None
    turnings_s = [
        time(later.turn) - time(earlier.back)
        for earlier, later in pairwise(recent)
        if earlier.back is not None and later.turn is not None
    ]
    if is_open and turnings_s and silent_s[1] - silent_s[0] < min(turnings_s):
        reps.came_back(start, end, way)
        return
    outs_s = [time(draft.back) - time(draft.start) for draft in recent if draft.back is not None]
    if reps.upward and reps.first_direction < 0:
        reps.stroke(start, end, way, follows=False)
    elif not is_open and outs_s and time(start.at) - silent_s[1] < max(outs_s):
        reps.only_back(start, end, way)
