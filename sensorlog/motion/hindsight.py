"""Whether the last way up of a set was one: travel is known better when what came behind it is known, too.

While a set is followed, travel creeps back to its home, and goes on creeping while the weight lies in the rack or on
the floor: that may look like one more way up. Looked back at from later, a sensor that rests stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.past import look_back_since
from sensorlog.motion.reps import RepDraft
from sensorlog.motion.staying import longest_pause

__all__ = ["fall_ratio", "rise_ratio", "travel_since"]

_BEFORE_S = 5.0
"""Travel that is looked back at needs a while to settle."""


def travel_since(start: int, history: History, params: Params) -> tuple[int, FloatArray]:
    """Give travel looked back at (m) from a while before sample ``start`` up to now, and where it begins."""
    begin = max(start - round(_BEFORE_S * params.count_rate_hz), history.first)
    over = (begin, history.end)
    if history.looked_back is None or history.looked_back[0] != over:
        history.looked_back = over, np.array(look_back_since(begin, history, params).travel)
    return begin, history.looked_back[1]


def fall_ratio(drafts: Sequence[RepDraft], history: History, params: Params) -> float:
    """How far the last of ``drafts``, which go down first, did, as part of the others; 1 where that is not known."""
    if drafts[-1].way_out is None:
        return 1.0
    begin, travel = travel_since(drafts[0].start, history, params)
    return _last_part([(_coming_back(earlier), later.anchor) for earlier, later in pairwise(drafts)], begin, -travel)


def rise_ratio(drafts: Sequence[RepDraft], first_direction: int, history: History, params: Params) -> float:
    """How far the last rep of ``drafts`` went up, as part of how far the others did; 1 where that is not known."""
    begin, travel = travel_since(drafts[0].start, history, params)
    ways = [(_coming_back(earlier), later.anchor) for earlier, later in pairwise(drafts)]
    if first_direction < 0:
        last = drafts[-1]
        over = last.anchor + max(later.anchor - earlier.anchor for earlier, later in pairwise(drafts))
        if last.way_back is not None:
            # Whoever stayed down for longer than ever came up later than that, but is not waited for without end.
            stays = longest_pause(drafts[:-1], history, params) + round(params.pause_s * params.count_rate_hz)
            over = max(over, min(last.way_back.done, last.anchor + stays))
        ways.append((last.anchor, min(over, history.end)))
    return _last_part(ways, begin, travel)


def _last_part(ways: Sequence[tuple[int, int]], begin: int, travel: FloatArray) -> float:
    rises = [_rise(travel[start - begin : end - begin + 1]) for start, end in ways if start >= begin]
    usual = median(rises[:-1]) if len(rises) > 1 else 0.0
    return rises[-1] / usual if usual > 0.0 else 1.0


def _coming_back(draft: RepDraft) -> int:
    """Give where a rep was half way back: travel that creeps turns before the sensor does."""
    return draft.anchor if draft.way_back is None else draft.way_back.half


def _rise(travel: FloatArray) -> float:
    """Largest way up within a stretch of travel, in m."""
    return float(np.max(travel - np.minimum.accumulate(travel), initial=0.0))
