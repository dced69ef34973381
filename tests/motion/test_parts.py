"""Repetitions of several parts, and where in a cycle they begin."""

from __future__ import annotations

from typing import Any

import pytest

from tests.motion import contract
from tests.motion.movements import analyse, counts, finish, rotation, standing, tilted, turned

Ways = list[tuple[float, float]]
DOWN_AND_UP: Ways = [(0.6, 1.4), (0.6, 0.6), (0.6, 1.5), (0.5, 0.7), (0.5, 1.2), (0.7, -0.5), (0.5, 0.0)]
ASIDE: Ways = [(0.8, 0.0), (0.7, 0.7), (0.9, -0.4), (0.8, 0.5), (0.8, 0.0)]


def _of_parts(reps: int, rest_s: float) -> Any:
    about_x: Ways = [(4.0, 0.0), *[*DOWN_AND_UP, (rest_s, 0.0)] * reps, (14.0, 0.0)]
    about_y: Ways = [(4.0, 0.0), *[*ASIDE, (rest_s, 0.0)] * reps, (14.0, 0.0)]
    return turned(about_x, about_y)


@pytest.mark.parametrize("reps", [4, 8])
@pytest.mark.parametrize("rest_s", [0.6, 1.5])
def test_reps_of_several_parts_are_counted_as_wholes(reps: int, rest_s: float) -> None:
    events = analyse(_of_parts(reps, rest_s))
    contract.check(events)
    assert counts(events) == [reps]
    whole_s = 4.0 + rest_s
    for number, rep in enumerate(standing(events).values(), 1):
        assert rep.end_s == pytest.approx(4.0 + number * whole_s - rest_s, abs=0.7)


def test_any_mounting_gives_the_same_count_of_reps_of_several_parts() -> None:
    t, acc, gyr = _of_parts(6, 1.0)
    assert {tuple(counts(analyse(finish(t, acc, gyr, 0.0, rotation(seed))))) for seed in range(5)} == {(6,)}


def test_one_movement_of_several_parts_is_no_set() -> None:
    assert counts(analyse(_of_parts(1, 1.0))) == []


def test_lying_down_before_sit_ups_is_none_of_them() -> None:
    # Sitting down while turning about, lying down, and at once the first sit-up; lying still in between.
    coming: Ways = [(2.0, 0.3), (0.7, -0.6), (0.6, 0.1), (1.0, 1.6), (0.9, 1.6)]
    sit_up: Ways = [(1.0, 0.0), (1.0, 1.6), (0.9, 1.6)]
    leaving: Ways = [(0.8, 0.2), (1.0, 0.9), (0.7, 0.1), (10.0, 0.1)]
    events = analyse(tilted([*coming, *sit_up * 7, *leaving]))
    contract.check(events)
    assert counts(events) == [7]
    assert min(rep.start_s for rep in standing(events).values()) > 5.0


def test_a_first_rep_from_where_the_person_waited_is_kept() -> None:
    # They hold each rep at its far end, and turn round at once where they began.
    reps: Ways = [(1.0, 1.0), (1.5, 1.0), (1.0, 0.0)] * 6
    assert counts(analyse(tilted([(4.0, 0.0), *reps, (12.0, 0.0)]))) == [6]
