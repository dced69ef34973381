"""Is a set counted half a cycle off? Asked once more at its end, when both of its ends are known.

What leads to the first pause of a set is a way out, or it is getting into the posture: bending to the bar is no rep,
and from the trunk it looks like one. What leads away from the last pause is the last way back, or leaving the posture.
When the set is found, three reps are known, and where the person waited for longest decides
(:func:`~sensorlog.motion.beginning.trim`). At its end it is known at which of the two turns they pause in every rep,
and whether the two strokes are like the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from statistics import median

from sensorlog.motion.channels import Vector
from sensorlog.motion.hidden import hides_a_way_out
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.reps import RepDraft, Way, wait
from sensorlog.motion.unlike import pose_apart, unlike, way_apart
from sensorlog.motion.zigzag import turns_of

__all__ = ["LeftOut", "are_halves", "dwells", "is_one_less", "is_one_more", "left_out"]

_LED = 0.5
"""Part of the usual stroke that one which led to the first rep has at least."""
_PAUSED = 1.7
"""Where people pause in every rep they stay so many times as long as at the other turn; with dead stops on the floor,
and a moment of standing between them, up to 1.7 times. …"""
_PAUSED_ALIKE = 1.45
"""… Where the stroke before the first one is as like those of the reps as they are to each other, from here on: bending
to the bar is like lowering it where they stay there for up to 1.41 times."""
_LIKE = 1.0
_RATHER = 1.1
"""They rather stay there: so it was in 330 of 2,115 sets that were counted from the right turn. …"""
_EITHER = 0.7
"""… Bending to the bar is so many spreads larger and slower than lowering it, either; …"""
_BOTH = 5.0
"""… how unlike the first way out is and how unlike the last way back come to so much together, 4.7 in the 330. There
the lesser of the two came to 2.5."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The stroke right before the first rep of a set: to where its reps were found to begin."""

    way: Way
    pose: Vector
    """Where it began."""


def left_out(run: Run, history: History) -> LeftOut | None:
    """Give the stroke that was left out before the first one of ``run``, or led to it, while it is still known."""
    before = run.before
    if before is None:
        led = turns_of(run.values[: run.turns[0].at - run.first + 1], run.first, _LED * run.amplitude)
        if len(led) < 2:
            return None
        before = led[-2]
    return LeftOut(Way.between(before, run.turns[0], run.values, run.first), history.pose(before.at))


def is_one_more(drafts: Sequence[RepDraft], first: LeftOut | None, history: History, params: Params) -> bool:
    """Tell whether a last way out, from which the person did not come back, makes one more rep.

    So it is if it is like the others, and the reps begin with a way back: the way out before it was hidden
    (:func:`~sensorlog.motion.hidden.hides_a_way_out`); or it is ``first``, which was left out, is like the others, too,
    and the person pauses in every rep where they are now found to begin: then that is the farthest point.
    """
    if len(drafts) <= params.min_reps:
        return False
    *others, last = drafts
    if last.half or last.turn is None or last.way_back is not None:
        return False
    how = unlike(last, others, history)
    if how.out >= params.unlike:
        return False
    if hides_a_way_out(drafts, how.out, history, params):
        return True
    near, far = dwells(drafts)
    if first is None or how.out_time >= params.unlike or not near or not far:
        return False
    turned = [draft.turn for draft in drafts if draft.turn is not None and draft.turn >= history.first]
    came = way_apart(first.way, [draft.way_back for draft in others])
    came_from = pose_apart([first.pose], [history.pose(turn) for turn in turned])
    apart = max(*map(abs, came), came_from)
    return apart < params.unlike and median(near) >= (_PAUSED_ALIKE if apart < _LIKE else _PAUSED) * median(far)


def is_one_less(drafts: Sequence[RepDraft], history: History, params: Params) -> bool:
    """Tell whether the reps lie between the pauses, so that there is one less: the person got there, and left.

    So it is if they rather stay at the farthest point, the first way out was unlike the others, and the last way back,
    too: both very much so, or the first one as bending to the bar is, larger and slower.
    """
    if len(drafts) <= params.min_reps:
        return False
    first, *between, last = drafts
    near, far = dwells(drafts)
    if last.way_back is None or not near or not far or median(far) < _RATHER * median(near):
        return False
    came = way_apart(first.way_out, [draft.way_out for draft in (*between, last)])
    how = unlike(last, (first, *between), history)
    got_there, left = hypot(*came), hypot(how.back_size, how.back_time, how.end_pose)
    return min(got_there, left) > params.strange or (min(came) > _EITHER and got_there + left > _BOTH)


def are_halves(drafts: Sequence[RepDraft], params: Params) -> bool:
    """Tell whether the first way out and the last one, which was cut off behind its turn, are halves of a rep.

    Reps that go down and up may be found from the bottom on. Then the first way up led to where they begin, such as
    straightening up with the weight, and drift from when the recording began: it is slower than the others. Whoever
    presses from the rack is as quick in the first press.
    """
    if len(drafts) <= params.min_reps or drafts[-1].way_back is not None:
        return False
    first, *others = drafts
    _, slower = way_apart(first.way_out, [draft.way_out for draft in others])
    return slower > params.unlike


def dwells(drafts: Sequence[RepDraft]) -> tuple[list[int], list[int]]:
    """Give how many samples the person stayed at the turn between the reps, and at their farthest point.

    From half way to it to half way from it, where both are known.
    """
    waits = [wait(earlier, later) for earlier, later in pairwise(drafts)]
    stays = [draft.stay for draft in drafts]
    return [each for each in waits if each is not None], [each for each in stays if each is not None]
