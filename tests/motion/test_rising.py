"""A rep lifts or lowers the sensor as the others do, whichever channel counts."""

from __future__ import annotations

from tests.motion import contract
from tests.motion.movements import analyse, carried, counts

Ways = list[tuple[float, float]]
BEND: Ways = [(1.4, 1.2), (0.5, 1.2), (1.5, 0.0), (0.5, 0.0)]
SINK: Ways = [(1.4, -0.35), (0.5, -0.35), (1.5, 0.0), (0.5, 0.0)]


def test_standing_up_turns_as_a_bend_does_and_lifts_the_sensor() -> None:
    up: Ways = [(1.4, 1.2), (0.5, 1.2), (1.5, 0.0)]
    rise: Ways = [(1.4, 0.4), (0.5, 0.4), (1.5, 0.4)]
    events = analyse(carried([(3.0, 0.0), *BEND * 6, *up, (12.0, 0.0)], [(3.0, 0.0), *SINK * 6, *rise, (12.0, 0.4)]))
    assert counts(events) == [6]
    contract.check(events)


def test_two_such_movements_behind_the_last_bend() -> None:
    shift: Ways = [(1.4, 0.1), (0.5, 0.1), (1.5, 0.0), (0.5, 0.0)]
    tilts, heights = [*BEND * 8, (12.0, 0.0)], [*SINK * 6, *shift * 2, (12.0, 0.0)]
    events = analyse(carried([(3.0, 0.0), *tilts], [(3.0, 0.0), *heights]))
    assert counts(events) == [6]
    contract.check(events)


def test_half_a_bend_that_sinks_by_less_is_one() -> None:
    half: Ways = [(1.1, 0.8), (0.4, 0.8), (1.1, 0.0), (0.5, 0.0)]
    sinks: Ways = [(1.1, -0.16), (0.4, -0.16), (1.1, 0.0), (0.5, 0.0)]
    tilts, heights = [*BEND * 4, *half, *BEND * 3, (12.0, 0.0)], [*SINK * 4, *sinks, *SINK * 3, (12.0, 0.0)]
    assert counts(analyse(carried([(3.0, 0.0), *tilts], [(3.0, 0.0), *heights]))) == [8]
