"""Begins to follow a set when it is found: what was done in it before is taken as if it came now."""

from __future__ import annotations

from collections.abc import Sequence

from sensorlog.motion.course import is_other_course
from sensorlog.motion.earlier import Earlier, of_the_set, values_over
from sensorlog.motion.following import Following
from sensorlog.motion.half_cycle import left_out
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.parts import begun_from_rest, ended_alike
from sensorlog.motion.pattern import Run
from sensorlog.motion.realigning import Realign

__all__ = ["follow", "follow_on", "follow_over_holes", "follow_since"]

_BEFORE_S = 0.3
"""Before the first rep of a set there is time in which velocity comes from zero."""


def follow(run: Run, history: History, params: Params, realign: Realign | None) -> Following:
    """Follow ``run`` from its first stroke.

    ``realign``, here and below: works travel out anew while slow reps are followed; ``None``: it stays as it comes.
    """
    first, left = _begin(run, params), left_out(run, history)
    following = Following(run, history, params, first, _sure_to(history, params), left=left)
    _replay(following, run, history, params)
    following.realign_by(realign)
    return following


def follow_on(run: Run, before: Following, history: History, params: Params, realign: Realign | None) -> Following:
    """Follow ``run``, which was found in a look back while ``before`` was followed: its reps, which are told, stay."""
    first, known_to = _begin(run, params), history.end
    following = Following(run, history, params, first, known_to, before.first_direction, before.left_out)
    _replay(following, run, history, params)
    following.realign_by(realign)
    known = before.counted
    if known:
        following.revise(lambda drafts: following.judge.continued(known, drafts, following.period_s))
        following.judge.before_hole = before.judge.before_hole
    return following


def follow_over_holes(
    run: Run, earlier: Sequence[Earlier], history: History, params: Params, realign: Realign | None
) -> Following:
    """Follow ``run`` with what is of the set in ``earlier``, which lies before holes."""
    first = min(_begin(run, params), *(one.first for one in earlier))
    following = Following(run, history, params, first, _sure_to(history, params), _direction(run))
    for one in earlier:
        following.replay(one.first, values_over(one, run, history, params), is_of_set=False)
        following.pass_hole(one.silent_s)
    number = following.number
    following.judge.begin_behind(number)
    following.replay(run.first, run.values)
    left = _leave_out(following, run, [one.silent_s for one in earlier], history, params)
    following.judge.before_hole = max(number - left, 0)
    following.realign_by(realign)
    return following


def follow_since(run: Run, since: int, history: History, params: Params, realign: Realign | None) -> Following:
    """Follow ``run`` with what is of the set from sample ``since`` on: half a rep kept it out of ``run``."""
    following = Following(run, history, params, since, _sure_to(history, params), _direction(run))
    begin = run.turns[0].at
    following.replay(since, run.values[since - run.first : begin - run.first], is_of_set=False)
    following.replay(begin, run.values[begin - run.first :])
    _leave_out(following, run, (), history, params)
    following.realign_by(realign)
    return following


def _replay(following: Following, run: Run, history: History, params: Params) -> None:
    """Take ``run`` from a little before its first stroke, to see where that leaves."""
    begin = _begin(run, params)
    following.replay(begin, run.values[begin - run.first :])
    if not following.has_parts:
        return
    period = round(following.period_s * params.count_rate_hz)
    following.revise(lambda drafts: ended_alike(begun_from_rest(drafts, period, history, params), history, params))
    if is_other_course(following.drafts, 0, history, params):
        following.revise(lambda drafts: drafts[1:])


def _leave_out(
    following: Following, run: Run, holes_s: Sequence[tuple[float, float]], history: History, params: Params
) -> int:
    """Leave out the first reps that are of something else; give how many."""
    drafts = following.all_drafts
    left = len(drafts) - len(of_the_set(drafts, run.turns[0].at, holes_s, history, params))
    following.revise(lambda drafts: drafts[left:])
    return left


def _begin(run: Run, params: Params) -> int:
    return max(run.turns[0].at - round(_BEFORE_S * params.count_rate_hz), run.first)


def _sure_to(history: History, params: Params) -> int:
    """Give the sample up to which travel is known from both sides."""
    return history.end - round(params.edge_s * params.count_rate_hz)


def _direction(run: Run) -> int:
    return 1 if run.turns[1].value > run.turns[0].value else -1
