"""How long people stay at a turn in a set, and whether they stay at the farthest point of a rep now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sensorlog.motion.history import History
from sensorlog.motion.holes import is_whole
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft, wait
from sensorlog.motion.unlike import unlike

__all__ = ["WAVERS_S", "came_soon", "longest_pause", "stays_out"]

WAVERS_S = 0.5
"""Between two reps people wait now so much longer, now so much shorter."""


def longest_pause(drafts: Sequence[RepDraft], history: History, params: Params) -> int:
    """Give how many samples the person stayed at most at a turn, between two of ``drafts`` or within one; 0: never.

    What was done while samples were missing is not known: that is no pause.
    """
    pauses = [(earlier.end, later.start) for earlier, later in pairwise(drafts) if earlier.end is not None]
    pauses += [(draft.turn, draft.back) for draft in drafts if draft.back is not None and draft.turn is not None]
    return max((end - start for start, end in pauses if is_whole(start, end, history, params)), default=0)


def stays_out(drafts: Sequence[RepDraft], history: History, params: Params) -> bool:
    """Tell whether the last rep went out as soon as the others, from where and to where they do, and has not come back.

    How long it took is not asked: travel that creeps while the sensor rests makes a way of any length.
    """
    if len(drafts) < params.min_reps:
        return False
    *others, last = drafts
    if last.half or last.way_out is None or last.way_back is not None:
        return False
    if not came_soon(drafts, params):
        return False
    how = unlike(last, others, history)
    return max(abs(how.out_size), how.start_pose, how.turn_pose) < params.unlike


def came_soon(drafts: Sequence[RepDraft], params: Params) -> bool:
    """Tell whether the person waited before the last rep for hardly longer than before any other."""
    *waits, waited = (wait(earlier, later) or 0 for earlier, later in pairwise(drafts))
    return waited <= max(waits, default=0) + round(params.long_wait_s * params.count_rate_hz)
