"""Whether a rep that was counted by turning lifted or lowered the sensor as the others of its set did.

Whoever sits down, stands up or fidgets may turn a limb as in a rep, but carries it up or down by something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from sensorlog.motion.hindsight import travel_since
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft
from sensorlog.motion.spread import spread
from sensorlog.motion.unlike import room_among

__all__ = ["rises_apart"]

_SPREAD_M = 0.05
"""Ways of one set rise alike within this, looked back at: 99 % of 779 in simulated sets."""


def rises_apart(drafts: Sequence[RepDraft], history: History, params: Params) -> float:
    """How far the way out of the last of ``drafts`` rose by less or by more than that of any other, in spreads.

    A smaller way rises by less: as much as is in proportion to its square is enough. 0 where that is not known, as in
    the last seconds, of which travel is not yet known from both sides.
    """
    last = drafts[-1]
    settled = history.end - round(params.edge_s * params.count_rate_hz)
    if len(drafts) <= params.min_reps or last.turn is None or last.turn > settled:
        return 0.0
    begin, travel = travel_since(drafts[0].start, history, params)
    ways = [
        (float(travel[draft.turn - begin] - travel[draft.start - begin]), draft.way_out.size)
        for draft in drafts
        if draft.turn is not None and draft.way_out is not None and draft.start >= begin
    ]
    if len(ways) <= params.min_reps:
        return 0.0
    *others, (rise, size) = ways
    part = min(size / median(other for _, other in others), 1.0)
    rises = [other for other, _ in others]
    usual = max(spread(rises), _SPREAD_M) * room_among(len(rises))
    rises.append(median(rises) * part * part)
    return max(min(rises) - rise, rise - max(rises), 0.0) / usual
