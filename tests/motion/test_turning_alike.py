"""A rep turns the sensor as the others of its set do, all along its course, however far it goes."""

from __future__ import annotations

from math import sin

from benchmarks.outcomes import events_of, outcomes
from benchmarks.workouts import workout
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft
from sensorlog.motion.turning_alike import turns_apart
from tests.motion import contract
from tests.motion.movements import analyse, carried, counts

Ways = list[tuple[float, float]]
LIFT: Ways = [(1.0, 0.5), (0.4, 0.5), (1.1, 0.0), (0.5, 0.0)]
LEAN: Ways = [(1.0, 0.2), (0.4, 0.2), (1.1, 0.0), (0.5, 0.0)]
LETS_GO: Ways = [(0.5, 0.7), (0.5, 0.2), (0.4, 0.2), (0.5, 0.6), (0.6, 0.0), (0.5, 0.0)]
"""Leans as much in the end, but not on the way."""


def test_what_rises_and_ends_like_a_rep_but_turns_otherwise_on_the_way() -> None:
    leans, lifts = [*LEAN * 8, *LETS_GO, (12.0, 0.0)], [*LIFT * 9, (12.0, 0.0)]
    events = analyse(carried([(3.0, 0.0), *leans], [(3.0, 0.0), *lifts]))
    assert counts(events) == [8]
    contract.check(events)


def test_all_that_comes_behind_it_is_none_either() -> None:
    leans, lifts = [*LEAN * 8, *LETS_GO, *LEAN, (12.0, 0.0)], [*LIFT * 10, (12.0, 0.0)]
    assert counts(analyse(carried([(3.0, 0.0), *leans], [(3.0, 0.0), *lifts]))) == [8]


def test_a_smaller_rep_of_the_same_course_is_one() -> None:
    less: Ways = [(1.0, 0.35), (0.4, 0.35), (1.1, 0.0), (0.5, 0.0)]
    leans_less: Ways = [(1.0, 0.14), (0.4, 0.14), (1.1, 0.0), (0.5, 0.0)]
    leans, lifts = [*LEAN * 8, *leans_less, (12.0, 0.0)], [*LIFT * 8, *less, (12.0, 0.0)]
    assert counts(analyse(carried([(3.0, 0.0), *leans], [(3.0, 0.0), *lifts]))) == [9]


def test_letting_go_of_the_bar_and_standing_up_is_no_deadlift() -> None:
    one = workout(14322)
    found = next(each for each in outcomes(one, events_of(one)) if each.true and each.true.truth.start_s > 346)
    assert found.true is not None
    assert [ended.rep_count for ended in found.counted] == [len(found.true.truth.reps)]


def test_a_course_is_forgotten_with_its_samples() -> None:
    history, params = History(keep=100), Params()
    starts = range(0, 180, 20)
    drafts = [RepDraft(at, at + 8, at + 10, at + 18, None, None, None, counted=True) for at in starts]
    apart = []
    for number in (200, 1):  # one more, and the older half is dropped
        for at in range(history.end, history.end + number):
            turn = (sin(at), sin(1.1 * at), sin(1.2 * at))
            history.append(at / params.count_rate_hz, 0.0, 9.8, False, turn, (0.0, 0.0, 1.0))
        apart.append(turns_apart(drafts, history, params))
    history.courses = {}
    assert history.first == 100
    assert apart[0] != apart[1] == turns_apart(drafts, history, params) > 0.0
