"""Where a set ends: what comes after its last rep may look like one more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import median

from sensorlog.events import Channel
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Stroke, strangeness
from sensorlog.motion.reps import RepDraft

__all__ = ["no_rep", "went_elsewhere"]

_NEAR = 0.3
"""Within this part of the usual stroke the person may shift while getting a grip."""
_REMEMBERED = 9
"""Reps that the last one is compared with."""


def went_elsewhere(drafts: Sequence[RepDraft], history: History, params: Params) -> bool:
    """Tell whether the last way out led away from the set: to sit down, to stand up.

    The person stayed there for much longer than in any other rep, and both ways are unlike those of the others.
    """
    *others, last = drafts[-_REMEMBERED:] if drafts else (None,)
    whole = [draft for draft in others if draft is not None and draft.turn is not None and draft.end is not None]
    if last is None or last.turn is None or last.end is None or len(whole) < params.min_reps:
        return False
    if _stay_s(last, history) <= params.long_wait_s + max(_stay_s(draft, history) for draft in whole):
        return False
    out = strangeness(_way_out(last, history), [_way_out(draft, history) for draft in whole])
    back = strangeness(_way_back(last, history), [_way_back(draft, history) for draft in whole])
    return sqrt(out * out + back * back) > params.elsewhere


def no_rep(
    drafts: Sequence[RepDraft], channel: Channel, first_direction: int, history: History, params: Params
) -> bool:
    """Tell whether the last rep of a set that ended by itself is none."""
    if len(drafts) <= params.min_reps:
        return False
    if channel is not Channel.VERTICAL:
        return drafts[-1].end is None
    recent = drafts[-_REMEMBERED:]
    if drafts[-1].end is None:
        ways = [_way_out(draft, history) for draft in recent]
        if strangeness(ways[-1], ways[:-1]) > params.strange:
            return True
    return first_direction > 0 and _stood_up(recent, _came_down(drafts, history, params), history, params)


def _stood_up(drafts: Sequence[RepDraft], came_down: bool, history: History, params: Params) -> bool:
    """Tell whether the last way up left the weight at the bottom.

    Either it came after a rest there that no other had, or much later than any other and nothing came down again; or
    the person had come down to the weight before the set, rose slower than ever, and did not come down as in the reps.
    """
    rests_s: list[float] = []
    rises_s: list[float] = []
    for earlier, later in pairwise(drafts):
        if earlier.end is None or later.turn is None:
            return False
        rests_s.append(history.still_samples(earlier.end, later.turn) / params.count_rate_hz)
        rises_s.append((later.turn - earlier.end) / params.count_rate_hz)
    slower_s = rises_s[-1] - max(rises_s[:-1])
    rested = rests_s[-1] - max(rests_s[:-1]) >= params.rest_before_rising_s
    if slower_s >= params.long_wait_s and (rested or drafts[-1].end is None):
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
    # Creep from the bottom upwards hides when the first way up left: then it seems to have lasted.
    first_s, *later_s = (_way_out(draft, history).lasted_s for draft in drafts)
    stayed = max(there) - min(there) < _NEAR * usual or first_s > params.long_wait_s + median(later_s)
    return stayed and max(before) - before[-1] > _NEAR * usual


def _stay_s(draft: RepDraft, history: History) -> float:
    if draft.turn is None or draft.back is None:
        return 0.0
    return history.time(draft.back) - history.time(draft.turn)


def _way_out(draft: RepDraft, history: History) -> Stroke:
    return Stroke(draft.range, history.time(draft.anchor) - history.time(draft.start))


def _way_back(draft: RepDraft, history: History) -> Stroke:
    if draft.back is None or draft.end is None:
        return Stroke(draft.returned, 0.0)
    return Stroke(draft.returned, history.time(draft.end) - history.time(draft.back))
