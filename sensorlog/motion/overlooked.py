"""A rep that was overlooked, mostly half a one: travel is known better when the rep behind it is known, too.

While a set is followed, travel creeps as long as gravity is not yet well known, and half a rep is little more than
that.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from sensorlog.motion.hindsight import travel_since
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft, Way
from sensorlog.motion.zigzag import arrived, left, turns_of

__all__ = ["LONGER", "overlooked"]

_WITH_ONE = 5
"""Turns from the farthest point of one rep to that of the next, both among them, where a rep lies in between."""
_AS_FAR = 2.0
"""It comes back as far as it went out, within this factor: the next rep is not yet as well known."""
LONGER = 1.3
"""There is only time for it if the next rep came that much later than usual: half a rep takes three quarters of one."""


def overlooked(drafts: Sequence[RepDraft], first_direction: int, history: History, params: Params) -> RepDraft | None:
    """Give the rep between the last two of ``drafts`` that was not seen; ``None`` where there is none.

    In travel that is looked back at, the sensor went out and came back there once more, on the way of the reps.
    """
    if len(drafts) < params.min_reps:
        return None
    *_, before, last = drafts
    *usual_times, time = (later.anchor - earlier.anchor for earlier, later in pairwise(drafts))
    if before.turn is None or last.turn is None or time < LONGER * median(usual_times):
        return None
    begin, travel = travel_since(drafts[0].start, history, params)
    if before.turn < begin:
        return None
    values: list[float] = (first_direction * travel).tolist()
    spans = [
        values[earlier.turn - begin : later.turn - begin + 1]
        for earlier, later in pairwise(drafts)
        if earlier.turn is not None and later.turn is not None and earlier.turn >= begin
    ]
    *others, span = spans
    if not others:
        return None
    usual = median(max(other) - min(other) for other in others)
    turns = turns_of(span, before.turn, params.travel_reversal_ratio * usual)
    if len(turns) != _WITH_ONE:
        return None
    _, start, turn, end, _ = turns
    way_out, way_back = Way.between(start, turn, values, begin), Way.between(turn, end, values, begin)
    if max(way_out.size, way_back.size) >= _AS_FAR * min(way_out.size, way_back.size):
        return None
    if history.nearest(history.pose(turn.at), before.start, before.turn + 1) > params.on_the_way_rad:
        return None
    return RepDraft(
        start=left(values, begin, start, turn),
        turn=arrived(values, begin, start, turn),
        back=left(values, begin, turn, end),
        end=arrived(values, begin, turn, end),
        over=last.start,
        way_out=way_out,
        way_back=way_back,
        counted=True,
        half=way_out.size < params.shortest_ratio * usual,
    )
