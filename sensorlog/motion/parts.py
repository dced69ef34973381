"""Where reps of several parts begin and end: their turns lie somewhere within the parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import hypot

from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.poses import chord, mean_pose
from sensorlog.motion.reps import RepDraft
from sensorlog.motion.resting import calm
from sensorlog.motion.settling import settled

__all__ = ["begun_from_rest", "ended_alike", "rest_after", "rest_between"]


def begun_from_rest(
    drafts: tuple[RepDraft, ...], period: int, history: History, params: Params
) -> tuple[RepDraft, ...]:
    """Leave out a first way back that does not come from where the reps begin: lying down before sit-ups.

    The way out of a first rep is often too short to be seen, since it starts from standing and not from a part. It is
    looked for over one ``period`` (samples) before.
    """
    if len(drafts) < 2 or drafts[0].turn is not None:
        return drafts
    first, *others = drafts
    usual = mean_pose([history.pose(other.start) for other in others])
    earliest = max(first.start - period, history.first)
    nearest = min(chord(history.pose(index), usual) for index in range(earliest, first.start + 1))
    return drafts if nearest < params.pose_rad else drafts[1:]


def ended_alike(drafts: tuple[RepDraft, ...], history: History, params: Params) -> tuple[RepDraft, ...]:
    """Let the reps that are told at once end at the same moment of their course."""
    alike = list(drafts)
    for number, (draft, coming) in enumerate(pairwise(drafts)):
        others = (*drafts[:number], *drafts[number + 1 :])
        if draft.end is None or coming.way_out is None:
            continue
        over = settled(draft, others, coming.way_out.half, history, params)
        if over is not None:
            begins = max(coming.start, over)
            alike[number] = replace(alike[number], end=over, over=begins)
            alike[number + 1] = replace(alike[number + 1], start=begins)
    return tuple(alike)


def rest_between(
    before: Sequence[RepDraft], coming: RepDraft, until: int, history: History, params: Params
) -> tuple[RepDraft, RepDraft]:
    """Let the last rep of ``before`` end where the person comes to rest, and ``coming`` begin where they leave it.

    ``until``: the coming rep is on its way.
    """
    last = before[-1]
    rest = None if last.end is None else rest_after(before, until, history, params)
    if rest is None:
        return last, coming
    ended, begins = rest
    return replace(last, end=ended, over=begins), replace(coming, start=begins)


def rest_after(drafts: Sequence[RepDraft], until: int, history: History, params: Params) -> tuple[int, int] | None:
    """Give where the last of ``drafts`` is over, and where the rest behind it ends."""
    *others, last = drafts
    assert last.end is not None
    turns = history.turns_between(last.start, last.end)
    usual_rad_s = sum(hypot(*turn) for turn in turns) / max(len(turns), 1)
    rest = calm(history, last.end, until, usual_rad_s, params)
    over = None if rest is None else settled(last, others, until, history, params)
    return rest if rest is None or over is None else (over, max(over, rest[1]))
