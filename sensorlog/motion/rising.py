"""Whether a rep that was counted by turning lifted or lowered the sensor as the others of its set did.

Whoever sits down, stands up or fidgets may turn a limb as in a rep, but carries it up or down by something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, pstdev

from sensorlog.motion.hindsight import travel_since
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft

__all__ = ["rises_apart"]

_SPREAD_M = 0.05
"""Ways of one set rise alike within this, looked back at: 99 % of 779 in simulated sets."""
_FEW = 3.0
"""A spread of n reps is taken for 1 + this ÷ n times as wide."""


def rises_apart(drafts: Sequence[RepDraft], history: History, params: Params) -> tuple[float, float]:
    """How far way out and way back of the last of ``drafts`` rose by less or by more than those of any other.

    In spreads; 0 where that is not known, as in the last seconds, of which travel is not yet known from both sides.
    """
    settled = history.end - round(params.edge_s * params.count_rate_hz)
    last = drafts[-1]
    if len(drafts) <= params.min_reps or last.turn is None or last.turn > settled:
        return 0.0, 0.0
    begin, travel = travel_since(drafts[0].start, history, params)
    outs, backs = [], []
    for draft in drafts:
        if draft.turn is None or draft.start < begin:
            continue
        if draft.way_out is not None:
            outs.append((float(travel[draft.turn - begin] - travel[draft.start - begin]), draft.way_out.size))
        if draft.way_back is not None and draft.end is not None:
            backs.append((float(travel[draft.end - begin] - travel[draft.turn - begin]), draft.way_back.size))
    came_back = last.end is not None and last.end <= settled
    return _apart(outs, params), _apart(backs, params) if came_back else 0.0


def _apart(ways: Sequence[tuple[float, float]], params: Params) -> float:
    """Give spreads between the last of some ways, by rise (m) and size, and the range of the others.

    A smaller way rises by less: as much as is in proportion to its square is enough.
    """
    if len(ways) <= params.min_reps:
        return 0.0
    *others, (rise, size) = ways
    part = min(size / median(other for _, other in others), 1.0)
    rises = [other for other, _ in others]
    rises.append(median(rises) * part * part)
    spread = max(pstdev(rises[:-1]), _SPREAD_M) * (1.0 + _FEW / len(others))
    return max(min(rises) - rise, rise - max(rises), 0.0) / spread
