"""Turning that comes back on each way of travel is no rep of its own."""

from __future__ import annotations

import pytest

from sensorlog.events import Channel, SetEnded
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
