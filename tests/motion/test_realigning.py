"""Turns that are found again in travel which is worked out anew."""

from __future__ import annotations

from math import cos, pi

import numpy as np

from benchmarks.outcomes import events_of
from benchmarks.workouts import workout
from sensorlog.events import Rep, RepState
from sensorlog.motion.realigning import Realigned, found_again
from sensorlog.motion.zigzag import Turn

FIRST = 1000
PERIOD = 200
TRAVEL = [0.2 * cos(2 * pi * index / PERIOD) for index in range(3 * PERIOD)]
"""High at 1000, 1200 and 1400, low at 1100, 1300 and 1500."""


def test_turns_that_came_too_early_are_found_where_they_were() -> None:
    early = [Turn(1080, -0.1), Turn(1170, 0.1), Turn(1275, -0.12)]
    found = found_again(early, Turn(1370, 0.1), Realigned(FIRST, TRAVEL), slack=12)
    assert [turn.at for turn in found] == [1080, 1200, 1300]
    np.testing.assert_allclose([turn.value for turn in found[1:]], [0.2, -0.2])


def test_a_turn_before_what_was_looked_back_at_stays() -> None:
    known = [Turn(900, -0.1), Turn(1170, 0.1)]
    assert found_again(known, Turn(1300, -0.1), Realigned(FIRST, TRAVEL), slack=12) == [known[0], Turn(1200, 0.2)]


def test_a_turn_is_not_taken_for_the_one_before_it() -> None:
    found = found_again([Turn(1210, 0.2)], Turn(1300, -0.1), Realigned(FIRST, TRAVEL), slack=5)
    assert found[0].at == 1205


def test_the_turns_of_slow_bends_are_where_they_were() -> None:
    """Bends of 8 s seen from the wrist, which turns little: travel followed forwards had them up to 3 s too early."""
    one = workout(11722)
    done = next(each.truth for each in one.sets if abs(each.truth.start_s - 93) < 1)
    told = {event.rep_id: event for event in events_of(one) if isinstance(event, Rep)}
    counted = [rep for rep in told.values() if rep.state is not RepState.WITHDRAWN and rep.end_s is not None]
    for rep in done.reps[3:]:
        off_s = [(mine.turn_s - rep.turn_s, mine.end_s - rep.end_s) for mine in counted if mine.turn_s and mine.end_s]
        turn_s, end_s = min(off_s, key=lambda both: abs(both[0]))
        assert abs(turn_s) < 0.7
        assert -1.5 < end_s < 0.7
