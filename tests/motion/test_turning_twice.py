"""Turning that comes back on each way of travel is no rep of its own."""

from __future__ import annotations

import numpy as np
import pytest

from sensorlog.events import Channel, SetEnded
from sensorlog.motion.past import Past
from sensorlog.motion.pattern import Run
from sensorlog.motion.turning_twice import turns_twice
from sensorlog.motion.zigzag import Turn
from tests.motion import contract
from tests.motion.movements import analyse, carried, counts

Ways = list[tuple[float, float]]


@pytest.mark.parametrize("reps", [5, 8])
def test_a_wrist_that_turns_twice_on_each_press_is_counted_by_its_travel(reps: int) -> None:
    turning: Ways = [(0.9, -0.2), (0.9, 0.3), (0.7, 0.3), (0.9, -0.2), (0.9, 0.0), (0.5, 0.0)] * reps
    travel: Ways = [(1.8, 0.55), (0.7, 0.55), (1.8, 0.0), (0.5, 0.0)] * reps
    events = analyse(carried([(3.0, 0.0), *turning, (12.0, 0.0)], [(3.0, 0.0), *travel, (12.0, 0.0)]))
    assert counts(events) == [reps]
    assert [event.channel for event in events if isinstance(event, SetEnded)] == [Channel.VERTICAL]
    contract.check(events)


def test_turning_that_comes_back_once_in_a_cycle_counts_for_itself() -> None:
    turning: Ways = [(0.6, 1.2), (0.6, 0.0), (1.2, 0.0), (0.6, 0.0)] * 6
    travel: Ways = [(1.2, 0.3), (1.2, 0.0), (0.6, 0.0)] * 6
    events = analyse(carried([(3.0, 0.0), *turning, (12.0, 0.0)], [(3.0, 0.0), *travel, (12.0, 0.0)]))
    assert counts(events) == [6]
    assert [event.channel for event in events if isinstance(event, SetEnded)] == [Channel.ROTATION]


@pytest.mark.parametrize("ways", [2, 3, 4])
def test_it_turns_twice_however_many_ways_are_known(ways: int) -> None:
    """One way more in a direction is no reason to take the other one for less."""
    height, angle, turns = [0.0], [0.0], [Turn(0, 0.0)]
    for number in range(ways + 1):
        top = 0.5 if number % 2 == 0 else 0.0
        height += np.linspace(height[-1], top, 26)[1:].tolist()
        angle += (0.3 * np.sin(np.linspace(0.0, np.pi, 26)))[1:].tolist()
        turns.append(Turn(len(height) - 1, top))
    past = Past(gravity=9.81, home=0.0, travel=height)
    run = Run(Channel.VERTICAL, tuple(turns), 0.5, 2.0, (1.0, 0.0, 0.0), 0, height, past, 0.3)
    assert turns_twice(angle, run)
