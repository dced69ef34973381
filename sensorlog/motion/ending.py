"""Where a set ends: what comes after its last rep may look like one more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from statistics import median

from sensorlog.events import Channel
from sensorlog.motion.hindsight import fall_ratio, rise_ratio
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import REMEMBERED, RepDraft, wait
from sensorlog.motion.rising import rises_apart
from sensorlog.motion.staying import WAVERS_S
from sensorlog.motion.unlike import Unlike, room_among, unlike

__all__ = ["alike", "came_late", "is_last_half", "no_rep", "was_none", "went_elsewhere"]

_NEAR = 0.3
"""Within this part of the usual stroke the person may shift while getting a grip."""
_ALIKE = 2.0
"""What goes up and does not come down again is a rep if it lies within two spreads of the others. A way back that is so
much quicker and ends so far from theirs is none."""
_SURELY = 4.0
"""Spreads of how far a way out rises within a set: people's reps come to 3.0 there, sitting down to 5.6."""
_CREEPS = 1.3
"""So much slower on both ways, in spreads: travel that creeps is …"""
_FAR = 0.75
"""… if it also went neither as far down nor as far up as the others, or began where none of them did; there, not
going down as far is enough."""
_SAME_POSE = 1.0
"""Spreads of pose within which a rep begins, turns and ends where the others do. What else does, too, …"""
_OTHER_WAYS = 3.8
"""… is unlike them by 4.9 spreads and more, where one of its ways may take any time; reps are by up to 2.7."""


def went_elsewhere(drafts: Sequence[RepDraft], channel: Channel, history: History, params: Params) -> bool:
    """Tell whether the last rep is of something else: sitting down, standing up, a fidget in the rest.

    The person waited before it, or stayed at its farthest point, for much longer than in any other rep, and its ways
    are unlike theirs. Where it began, turned and ended as they did, one of its ways may have taken any time: whoever
    pauses, or creeps into a pause, is slow that once. ``drafts``: reps without missing samples in between.
    """
    recent = drafts[-REMEMBERED:]
    whole = [draft for draft in recent if draft.way_out is not None and draft.way_back is not None]
    if len(whole) <= params.min_reps or whole[-1] is not recent[-1]:
        return False
    *others, last = whole
    long = round(params.long_wait_s * params.count_rate_hz)
    waits = [wait(earlier, later) or 0 for earlier, later in pairwise(recent)]
    stays = [draft.stay or 0 for draft in whole]
    if waits[-1] <= long + max(waits[:-1]) and stays[-1] <= long + max(stays[:-1]):
        return False
    how = unlike(last, others, history)
    if channel is Channel.VERTICAL:
        return max(how.turn_pose, how.end_pose) > params.strange
    if max(how.start_pose, how.turn_pose, how.end_pose) < _SAME_POSE:
        slower = min(abs(how.out_time), abs(how.back_time))
        return hypot(how.out_size, how.back_size, slower) > _OTHER_WAYS
    return how.ways > params.elsewhere


def alike(
    drafts: Sequence[RepDraft], others: Sequence[RepDraft], history: History, params: Params
) -> Iterator[RepDraft]:
    """Give the reps up to the first whose ways are unlike those of ``others``, of which few vary too little to tell."""
    limit = params.elsewhere * room_among(len(others))
    for draft in drafts:
        if unlike(draft, others, history).ways > limit:
            return
        yield draft


def came_late(drafts: Sequence[RepDraft], params: Params) -> bool:
    """Tell whether the last rep came later than any before it, by longer than people wait in a repetition."""
    if len(drafts) <= params.min_reps:
        return False
    *times, last = (later.anchor - earlier.anchor for earlier, later in pairwise(drafts))
    return last > round(params.long_wait_s * params.count_rate_hz) + max(times)


def is_last_half(drafts: Sequence[RepDraft], history: History, params: Params) -> bool:
    """Tell whether half a rep was the last one: it came as soon as any other, from where and to where they do."""
    *others, last = drafts[-REMEMBERED:] or (None,)
    if last is None or not last.half or last.end is None or len(others) < params.min_reps:
        return False
    waits = [wait(earlier, later) or 0 for earlier, later in pairwise(drafts[-REMEMBERED:])]
    how = unlike(last, others, history)
    soon = waits[-1] <= max(waits[:-1]) + round(WAVERS_S * params.count_rate_hz)
    return soon and max(how.start_pose, how.end_pose, how.out_time, how.back_time) < params.unlike


def no_rep(
    drafts: Sequence[RepDraft], channel: Channel, first_direction: int, history: History, params: Params
) -> bool:
    """Tell whether the last rep of a set that ended by itself is none."""
    if len(drafts) <= params.min_reps:
        return False
    *others, last = recent = drafts[-REMEMBERED:]
    how = unlike(last, others, history)
    if _was_elsewhere(how, params):
        return True
    if _is_half_at_both_ends(drafts, how, history, params):
        return True
    if channel is Channel.ROTATION and rises_apart(recent, history, params) > params.strange:
        return True
    if channel is not Channel.VERTICAL:
        came_back = last.end is not None and how.end_pose <= params.strange and not _stood_up_from_it(how)
        return not came_back or _is_small_but_slow(last, how, params) or _wandered_off(how, len(others), params)
    if last.way_out is None and first_direction > 0:  # it was not seen going up
        return how.back_size < -params.unlike
    rise = rise_ratio(recent, first_direction, history, params)
    if rise < (params.shortest_ratio if last.end is None else params.risen):
        return True
    if first_direction < 0:
        fall = fall_ratio(recent, history, params)
        creeps, began_elsewhere = _slower(how, len(others)) > _CREEPS, how.start_pose > params.elsewhere_pose
        if (creeps and max(fall, rise) < _FAR) or (began_elsewhere and (creeps or fall < _FAR)):
            return True
        return fall < params.risen
    if last.end is None and (how.ways > _ALIKE or _began_elsewhere(drafts, history, params)):
        return True
    return _stood_up(recent, _came_down(drafts, history, params), params)


def was_none(
    drafts: Sequence[RepDraft], channel: Channel, first_direction: int, history: History, params: Params
) -> bool:
    """Tell whether the last of the reps that are done was none, looked back at when the next one has begun.

    Where travel counts, nothing went up in it; where turning does, its way out rose otherwise than those of the others,
    by more than at the end of a set, since all that follows is left out with it.
    """
    if channel is Channel.VERTICAL:
        return rise_ratio(drafts, first_direction, history, params) < params.risen
    return channel is Channel.ROTATION and rises_apart(drafts, history, params) > _SURELY


def _was_elsewhere(how: Unlike, params: Params) -> bool:
    """Tell whether the last rep turned where no other did, or led from elsewhere to elsewhere."""
    p = params
    if how.turn_pose > p.elsewhere_pose:
        return not _went_farther(how, params)
    if how.start_pose <= p.unlike:
        return False
    sizes = max(abs(how.out_size), abs(how.back_size))
    return min(how.end_pose, sizes) > p.unlike or min(abs(how.out_size), abs(how.out_time)) > p.unlike


def _went_farther(how: Unlike, params: Params) -> bool:
    """Tell whether a rep turned elsewhere for the sake of a larger range: there and back, in the time of the others."""
    if max(how.start_pose, how.end_pose) > _SAME_POSE:
        return False
    is_larger = 0.0 < min(how.out_size, how.back_size) <= max(how.out_size, how.back_size) < params.unlike
    return is_larger and max(abs(how.out_time), abs(how.back_time)) < params.unlike


def _wandered_off(how: Unlike, others: int, params: Params) -> bool:
    """Tell whether a rep was slower than the others on both ways, or on one and led to where no other ended.

    Few others vary too little to tell.
    """
    slow_or_away = sorted((how.out_time, how.back_time, how.end_pose))
    return slow_or_away[1] > params.unlike * room_among(others)


def _is_small_but_slow(draft: RepDraft, how: Unlike, params: Params) -> bool:
    """Tell whether a rep went less far than the others and took longer for it: half reps take no longer.

    Where its way out was not seen, its way back tells.
    """
    size, time = (how.out_size, how.out_time) if draft.way_out is not None else (how.back_size, how.back_time)
    return size < -params.unlike and time > params.strange


def _stood_up_from_it(how: Unlike) -> bool:
    """Tell whether a way back was quicker than the others and ended elsewhere: bending forward to leave the seat."""
    return min(-how.back_time, how.end_pose) > _ALIKE


def _slower(how: Unlike, others: int) -> float:
    """Give by how much a rep was slower than the others on both ways, in spreads."""
    return min(how.out_time, how.back_time) / room_among(others)


def _is_half_at_both_ends(drafts: Sequence[RepDraft], last: Unlike, history: History, params: Params) -> bool:
    """Tell whether the first rep began, and the last one ended, as no other did: elsewhere, or not as far from there.

    Then the reps lie between the two: getting into the posture was taken for the first way out, leaving it for the last
    way back, and what was counted from turn to turn is one more.
    """
    others = drafts[1:REMEMBERED]
    limit = params.elsewhere_pose * (1.0 + 1.0 / len(others))
    if hypot(last.end_pose, last.back_time, last.back_size) <= limit or drafts[0].start < history.first:
        return False
    first = unlike(drafts[0], others, history)
    return first.start_pose > params.elsewhere_pose or min(first.start_pose, -first.out_size) > params.strange


def _began_elsewhere(drafts: Sequence[RepDraft], history: History, params: Params) -> bool:
    """Tell whether the first way out was none of the reps: getting into the posture from below, say.

    Then they begin with the way back, and the last of them ends with the last way out.
    """
    if drafts[0].start < history.first:
        return False
    first = unlike(drafts[0], drafts[1:REMEMBERED], history)
    return hypot(first.start_pose, first.out_size, first.out_time) > params.elsewhere_pose


def _stood_up(drafts: Sequence[RepDraft], came_down: bool, params: Params) -> bool:
    """Tell whether the last way up left the weight at the bottom.

    Either it came much later than any other and nothing came down again; or the person had come down to the weight
    before the set, rose slower than ever, and did not come down as in the reps.
    """
    rises_s: list[float] = []
    for earlier, later in pairwise(drafts):
        if earlier.end is None or later.turn is None:
            return False
        rises_s.append((later.turn - earlier.end) / params.count_rate_hz)
    slower_s = rises_s[-1] - max(rises_s[:-1])
    if slower_s >= params.long_wait_s and drafts[-1].end is None:
        return True
    usual = median(draft.returned for draft in drafts[:-1])
    stayed_up = drafts[-1].end is None or drafts[-1].returned < params.returned_ratio * usual
    return came_down and stayed_up and slower_s > 0


def _came_down(drafts: Sequence[RepDraft], history: History, params: Params) -> bool:
    """Tell whether the sensor came down to where the first rep began, a little while before, and waited there."""
    start = drafts[0].start - history.first
    waited, came = (round(span_s * params.count_rate_hz) for span_s in (params.long_wait_s, params.max_stroke_s))
    if start < waited:
        return False
    before = history.travel[max(start - came, 0) : start + 1]
    usual = median(draft.range for draft in drafts)
    there = before[-waited:]
    stayed = max(there) - min(there) < _NEAR * usual
    return stayed and max(before) - before[-1] > _NEAR * usual
