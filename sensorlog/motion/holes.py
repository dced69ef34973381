"""Behind missing samples: which rep the first stroke is of.

What was done in a hole is not known, and is not guessed. But who was at the farthest point of a rep before a hole that
is too short for a way back and one out, and is there behind it, has stayed there; who goes out behind it has come back
from where they were before; and who comes back right behind it had gone out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import REMEMBERED, RepDraft, RepList, Way
from sensorlog.motion.zigzag import Turn

__all__ = ["QUICKER", "behind_hole", "first_behind", "is_whole"]

QUICKER = 0.75
"""So much quicker than ever before a person may be."""
_WAYS = 0.5
"""Part of a rep that its two ways take, of which no other is known."""


def is_whole(start: int, end: int, history: History, params: Params) -> bool:
    """Tell whether no samples are missing from one sample to another."""
    return history.time(end) - history.time(start) < (end - start) / params.count_rate_hz + 0.5 * params.min_gap_s


def first_behind(indices: Iterable[int], history: History, params: Params) -> int | None:
    """Give the first of the samples at ``indices`` right before which some are missing; ``None``: there is none."""
    known = (at for at in indices if history.first < at < history.end)
    return next((at for at in known if not is_whole(at - 1, at, history, params)), None)


def behind_hole(
    reps: RepList,
    start: Turn,
    end: Turn,
    way: Way,
    silent_s: tuple[float, float],
    period_s: float,
    history: History,
    *,
    half: bool,
) -> None:
    """Take the first stroke behind samples that are missing from one time to another (s) in reps of ``period_s``."""
    if (end.value > start.value) == (reps.first_direction > 0):
        reps.count_open()
        reps.stroke(start, end, way, follows=False, half=half)
        return
    time = history.time
    recent = reps.drafts[-REMEMBERED:]
    is_open = bool(recent) and recent[-1].way_back is None
    if is_open and _stayed(recent, time(start.at), silent_s, period_s, history):
        reps.came_back(start, end, way)
        return
    outs_s = [time(draft.back) - time(draft.start) for draft in recent if draft.back is not None]
    if reps.upward and reps.first_direction < 0:
        reps.stroke(start, end, way, follows=False)
    elif outs_s and time(start.at) - silent_s[1] < max(outs_s):
        reps.only_back(start, end, way)


def _stayed(
    drafts: Sequence[RepDraft], leaves_s: float, silent_s: tuple[float, float], period_s: float, history: History
) -> bool:
    """Tell whether who was at the farthest point of the last rep before a hole is still there behind it.

    Surely so if a way back and one out take longer than the hole; else if the time spent there is nearer to that of
    other reps than to that of two reps with what lies between them.
    """
    time, last = history.time, drafts[-1]
    known = [(draft.turn, draft.back) for draft in drafts]
    turned = [(time(turn), time(back)) for turn, back in known if turn is not None and back is not None]
    between_s = [later[0] - earlier[1] for earlier, later in pairwise(turned)]
    if last.turn is None:
        return False
    if silent_s[1] - silent_s[0] < QUICKER * min(between_s, default=_WAYS * period_s):
        return True
    if not between_s:
        return False
    stays_s = [back_s - turn_s for turn_s, back_s in turned]
    one_s, two_s = max(stays_s), 2 * min(stays_s) + min(between_s)
    return leaves_s - time(last.turn) < 0.5 * (one_s + two_s)
