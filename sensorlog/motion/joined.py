"""Joins reps that were seen before to the set that was found behind them: missing samples or half a rep lie between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sensorlog.motion.earlier import Earlier
from sensorlog.motion.following import Following
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.realigning import Realign
from sensorlog.motion.replaying import follow_over_holes, follow_since
from sensorlog.motion.reps import RepDraft
from sensorlog.motion.zigzag import turns_of

__all__ = ["joined"]

_BEFORE = 5.0
"""So many reps before a run are looked through."""


def joined(
    run: Run, history: History, params: Params, realign: Realign | None, earlier: Sequence[Earlier]
) -> Following | None:
    """Follow ``run`` with the reps before it; ``None`` where there are none.

    ``earlier``: what lies before holes before ``run``; without any, half a rep may lie between.
    """
    if not earlier:
        return _joined_by_half(run, history, params, realign)
    return _joined_over_holes(run, history, params, realign, earlier)


def _joined_over_holes(
    run: Run, history: History, params: Params, realign: Realign | None, earlier: Sequence[Earlier]
) -> Following | None:
    """Follow ``run`` with the reps before holes.

    Behind a hole a run begins with whatever stroke came first, so that it may be half a cycle off: with the first
    stroke that was seen before the hole the set begins, unless that led to where the person waited.
    """
    runs = (run, run.since(1)) if run.strokes > 2 else (run,)
    followed = [follow_over_holes(one, earlier, history, params, realign) for one in runs]
    found = sorted((one for one in followed if one.has_earlier), key=lambda one: one.drafts[0].start)
    if found and _waits_first(found[0].drafts, history, params):
        found = found[1:]
    return found[0] if found else None


def _joined_by_half(run: Run, history: History, params: Params, realign: Realign | None) -> Following | None:
    """Follow ``run`` with half a rep right before it and the reps before that.

    A run is of strokes of one size, and begins behind half a rep that is too small for it.
    """
    begin = run.turns[0].at
    since = max(begin - round(_BEFORE * run.period_s * params.count_rate_hz), run.first)
    least = run.least_out_ratio(params) * run.amplitude
    turns = turns_of(run.values[since - run.first : begin - run.first], since, least)
    small = params.shortest_ratio * run.amplitude
    if not any(abs(later.value - earlier.value) < small for earlier, later in pairwise(turns)):
        return None
    following = follow_since(run, since, history, params, realign)
    before = [draft for draft in following.drafts if draft.anchor <= begin]
    return following if before and before[-1].half else None


def _waits_first(drafts: Sequence[RepDraft], history: History, params: Params) -> bool:
    """Tell whether the person stayed at the turn of the first rep for much longer than at the others, by the clock."""
    time = history.time
    stays_s = [
        time(draft.way_back.half) - time(draft.way_out.half)
        for draft in drafts
        if draft.way_out is not None and draft.way_back is not None
    ]
    return len(stays_s) > 1 and stays_s[0] > max(stays_s[1:]) + params.long_wait_s
