"""Ways of the first and of the last rep that missing samples hide.

Behind a hidden way out a set is found half a cycle off, and begins with a way back; before a hidden way back its last
rep is not seen to be over. Both ways were done: what was seen of the two reps cannot be without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from sensorlog.motion.channels import Vector
from sensorlog.motion.history import History
from sensorlog.motion.holes import QUICKER, first_behind
from sensorlog.motion.params import Params
from sensorlog.motion.poses import chord, mean_pose
from sensorlog.motion.reps import REMEMBERED, RepDraft, wait
from sensorlog.motion.staying import WAVERS_S, came_soon
from sensorlog.motion.unlike import unlike

__all__ = ["came_back_behind", "hides_a_way_back", "hides_a_way_out"]

_TILTS_RAD = 0.3
"""Where the sensor tilts this far in a rep, its pose tells where the person was before the hole, or is behind it; …"""
_THERE = 0.35
"""… they are at a turn if it is this part of the swing from there. …"""
_VERY_LIKE = 1.25
"""… Where it does not, the last way out is one of the reps if it lies within so many spreads of theirs: of 101 like
that six were weights put down."""
_EDGE = 2
"""Samples: a way back that ends so shortly before a hole ended in it."""


def hides_a_way_out(drafts: Sequence[RepDraft], last_apart: float, history: History, params: Params) -> bool:
    """Tell whether samples that are missing before the first rep hide another one's way out, or part of it.

    ``last_apart``: by how many spreads a last way, from which the person did not come back, differs from the others.
    """
    begin = drafts[0].start
    usual = round(median(later.anchor - earlier.anchor for earlier, later in pairwise(drafts)))
    hole = first_behind(range(begin, begin - usual - 1, -1), history, params)
    turns = _turns(drafts, history)
    if hole is None or turns is None:
        return False
    turned, started = turns
    swing = chord(turned, started)
    if swing < _TILTS_RAD:
        return last_apart < _VERY_LIKE and _has_room(drafts, hole, history, params)
    before = range(begin - 1, max(begin - 2 * usual, history.first), -1)
    there = (at for at in before if chord(history.pose(at), turned) < chord(history.pose(at), started))
    crossed, first = next(there, None), drafts[0].way_out
    waits = [each for each in map(wait, drafts, drafts[1:]) if each is not None]
    if crossed is None or first is None or not waits:
        return False
    came_from = range(crossed, max(crossed - usual, history.first), -1)
    came = hole if crossed == hole - 1 else crossed
    waited_s = history.time(first.half) - history.time(came)
    if waited_s >= max(waits) / params.count_rate_hz + params.long_wait_s:
        return False
    return any(chord(history.pose(at), turned) < _THERE * swing for at in came_from)


def _has_room(drafts: Sequence[RepDraft], hole: int, history: History, params: Params) -> bool:
    """Tell whether a way back fits into a hole, and behind it the person stayed no longer than in the reps."""
    time = history.time
    known = [
        (earlier.back, earlier.end, later.start)
        for earlier, later in pairwise(drafts)
        if earlier.back is not None and earlier.end is not None
    ]
    if not known:
        return False
    longest_s = max(time(out) - time(end) for _, end, out in known) + WAVERS_S
    quickest_s = min(time(end) - time(back) for back, end, _ in known)
    return time(drafts[0].start) - time(hole) < longest_s and time(hole) - time(hole - 1) > QUICKER * quickest_s


def hides_a_way_back(drafts: Sequence[RepDraft], history: History, params: Params) -> bool:
    """Tell whether the last rep came back while samples were missing, so that it was not seen to the end.

    It went out as the others and as soon, and the hole came before they were back.
    """
    if len(drafts) <= params.min_reps:
        return False
    *others, last = recent = drafts[-REMEMBERED:]
    if last.half or last.turn is None or last.way_out is None:
        return False
    if last.end is not None and first_behind(range(last.end + 1, last.end + _EDGE + 1), history, params) is None:
        return False
    apart = unlike(last, others, history).out
    if not came_soon(recent, params) or apart >= params.unlike:
        return False
    hole = _hole_behind(last.turn, others, history, params)
    if hole is None:
        return False
    returned = _is_back(hole, recent, history, params)
    return apart < _VERY_LIKE if returned is None else returned


def came_back_behind(draft: RepDraft, others: Sequence[RepDraft], history: History, params: Params) -> bool:
    """Tell whether the person came back in a hole from the farthest point of ``draft``, as the tilt behind it shows."""
    hole = None if draft.turn is None else _hole_behind(draft.turn, others, history, params)
    return hole is not None and _is_back(hole, others, history, params) is True


def _hole_behind(turn: int, others: Sequence[RepDraft], history: History, params: Params) -> int | None:
    """Give the first sample behind a hole that comes before others were back from their farthest point."""
    backs = [draft.end - draft.turn for draft in others if draft.end is not None and draft.turn is not None]
    return first_behind(range(turn + 1, turn + max(backs, default=0) + 1), history, params)


def _is_back(hole: int, drafts: Sequence[RepDraft], history: History, params: Params) -> bool | None:
    """Tell whether the sensor is tilted behind a hole as where ``drafts`` begin; ``None``: tilt says nothing."""
    turns = _turns(drafts, history)
    if turns is None or chord(*turns) < _TILTS_RAD:
        return None
    turned, started = turns
    near = _THERE * chord(turned, started)
    behind = range(hole, min(hole + round(params.long_wait_s * params.count_rate_hz), history.end))
    return any(chord(history.pose(at), started) < near for at in behind)


def _turns(drafts: Sequence[RepDraft], history: History) -> tuple[Vector, Vector] | None:
    """Give how the sensor is tilted at the farthest points, and where reps begin; ``None``: it is not known."""
    known = [draft for draft in drafts if draft.start >= history.first]
    turned = [history.pose(draft.turn) for draft in known if draft.turn is not None]
    started = [history.pose(draft.start) for draft in known[1:] if draft.way_out is not None]
    return (mean_pose(turned), mean_pose(started)) if turned and started else None
