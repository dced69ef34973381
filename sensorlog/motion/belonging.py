"""Whether what comes next is still of the set, by when it comes and how quick it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft, Way
from sensorlog.motion.walking import is_walking

__all__ = ["is_too_late", "is_too_quick", "walks_off"]

_STEPS_S = 3.0
_STEP_S = 1.0
"""Four steps at least, and one."""


def is_too_quick(way: Way, drafts: Sequence[RepDraft], params: Params, *, has_parts: bool) -> bool:
    """Tell whether a stroke is much quicker than all of the reps before it: a step, a shake of the arm."""
    ways = [known for draft in drafts for known in (draft.way_out, draft.way_back) if known is not None]
    if len(ways) < 2 * (params.min_reps - 1):
        return False
    limit = params.quicker_ratio * max(known.size / max(known.lasted, 1) for known in ways)
    if way.size > limit * max(way.lasted, 1):
        return True
    # Half a rep takes three quarters of the time of a whole one; steps make smaller strokes in much less. A turn
    # that lies within parts may come in this part or in that: times say nothing.
    return not has_parts and params.quicker_ratio * way.lasted < min(known.lasted for known in ways)


def is_too_late(leaves: int, drafts: Sequence[RepDraft], params: Params) -> bool:
    """Tell whether a stroke that begins at sample ``leaves`` comes after a pause much longer than all before it.

    Then it is of another set.
    """
    if len(drafts) < params.min_reps:
        return False
    pauses = [later.start - earlier.end for earlier, later in pairwise(drafts) if earlier.end is not None]
    pauses += [draft.back - draft.turn for draft in drafts if draft.back is not None and draft.turn is not None]
    pause = leaves - (drafts[-1].end or drafts[-1].anchor)
    return pause - max(pauses, default=0) > params.pause_s * params.count_rate_hz


def walks_off(drafts: Sequence[RepDraft], history: History, params: Params, *, tilts: bool) -> bool:
    """Tell whether the last rep came twice as soon as any before it, at the pace of steps.

    ``tilts``: up is a mean of the force, which steps alone let swing, at any pace.
    """
    if tilts:
        return bool(drafts) and _steps(history, drafts[-1].start, params)
    if len(drafts) <= params.min_reps:
        return False
    *times, last = (later.anchor - earlier.anchor for earlier, later in pairwise(drafts))
    return params.quicker_ratio * last <= min(times) and _steps(
        history, history.end - round(_STEPS_S * params.count_rate_hz), params
    )


def _steps(history: History, since: int, params: Params) -> bool:
    """Tell whether the body bounces as in walking: since a sample, and over the last few steps."""
    end = history.end
    starts = {end - round(_STEPS_S * params.count_rate_hz), min(since, end - round(_STEP_S * params.count_rate_hz))}
    return all(is_walking(history.verticals(start, end), params.step_share, params) for start in starts)
