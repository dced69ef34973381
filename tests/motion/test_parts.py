"""Repetitions of several parts, and where in a cycle they begin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sensorlog.motion.params import Params
from sensorlog.motion.recurrence import find_recurrence
from tests.motion import contract
from tests.motion.movements import Samples, analyse, counts, finish, rotation, standing, tilted, turned

Ways = list[tuple[float, float]]
DOWN_AND_UP: Ways = [(0.6, 1.4), (0.6, 0.6), (0.6, 1.5), (0.5, 0.7), (0.5, 1.2), (0.7, -0.5), (0.5, 0.0)]
OTHER_ORDER: Ways = [*DOWN_AND_UP[-2::-1], DOWN_AND_UP[-1]]
ASIDE: Ways = [(0.8, 0.0), (0.7, 0.7), (0.9, -0.4), (0.8, 0.5), (0.8, 0.0)]
JUMP_S = ((0.8, 0.6), (0.6, 0.2), (0.2, 0.0))
"""From when to when before the end the person pushes off, flies and lands: each takes away what the one before gave."""


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


def _with_jumps(reps: int) -> tuple[Samples, list[float]]:
    """Reps that end with a jump, and when they landed. Arms are lowered late or early."""
    about_x: Ways = [(4.0, 0.0)]
    about_y: Ways = [(4.0, 0.0)]
    for number in range(reps):
        overhead_s, rest_s = (1.0, 0.4) if number % 2 else (0.4, 1.0)
        about_x += [*DOWN_AND_UP[:-1], (overhead_s, -0.5), (0.6, 0.0), (rest_s, 0.0)]
        about_y += [*ASIDE[:-1], (0.3 + overhead_s, 0.5), (0.6, 0.0), (rest_s, 0.0)]
    t, acc, gyr = turned([*about_x, (14.0, 0.0)], [*about_y, (14.0, 0.0)])
    landed_s = [4.0 + 5.5 * number + 3.8 for number in range(reps)]
    for end_s in landed_s:
        push, flight, landing = ((t > end_s - before) & (t <= end_s - after) for before, after in JUMP_S)
        acc = acc * np.where(flight, 0.0, np.where(push | landing, 2.0, 1.0))[:, None]
    return (t, acc, gyr), landed_s


def test_reps_with_a_jump_end_where_it_has_died_away() -> None:
    samples, landed_s = _with_jumps(8)
    events = analyse(samples)
    contract.check(events)
    assert counts(events) == [8]
    ends_s = [rep.end_s for rep in standing(events).values()]
    assert ends_s == pytest.approx(landed_s, abs=0.25)


@pytest.mark.parametrize("begins_with_it", [True, False])
def test_a_bend_before_or_after_reps_of_several_parts_is_none_of_them(begins_with_it: bool) -> None:
    # As far as the reps, and back; but straight out and back, where they go a detour.
    bend: Ways = [(0.6, 1.3), (0.6, 1.2), (0.6, 0.0), (1.0, 0.0)]
    upright: Ways = [(duration_s, 0.0) for duration_s, _ in bend]
    reps_x, reps_y = [*DOWN_AND_UP, (0.8, 0.0)] * 6, [*ASIDE, (0.8, 0.0)] * 6
    about_x, about_y = (bend + reps_x, upright + reps_y) if begins_with_it else (reps_x + bend, reps_y + upright)
    events = analyse(turned([(4.0, 0.0), *about_x, (14.0, 0.0)], [(4.0, 0.0), *about_y, (14.0, 0.0)]))
    contract.check(events)
    assert counts(events) == [6]


def test_reps_of_another_course_after_a_pause_are_none_of_the_set() -> None:
    # The same ways in another order: as far, and as long.
    other: Ways = [(duration_s, angle) for (duration_s, _), (_, angle) in zip(DOWN_AND_UP, OTHER_ORDER, strict=True)]
    about_x = [(4.0, 0.0), *[*DOWN_AND_UP, (0.8, 0.0)] * 6, (3.5, 0.0), *[*other, (0.8, 0.0)] * 6, (14.0, 0.0)]
    about_y = [(4.0, 0.0), *[*ASIDE, (0.8, 0.0)] * 6, (3.5, 0.0), *[*ASIDE, (0.8, 0.0)] * 6, (14.0, 0.0)]
    events = analyse(turned(about_x, about_y))
    contract.check(events)
    first, *_ = found = counts(events)
    assert first == 6
    assert len(found) == 2


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


def test_who_waited_in_another_pose_had_not_begun() -> None:
    # Leaning forward at ease for a while, then lying down; the sit-ups do not go as far forward as that.
    coming: Ways = [(1.0, -0.5), (2.0, -0.5), (0.9, 1.6)]
    sit_up: Ways = [(0.6, 1.6), (1.0, 0.0), (0.9, 1.6)]
    leaving: Ways = [(1.0, 1.6), (0.8, -0.5), (12.0, -0.5)]
    events = analyse(tilted([*coming, *sit_up * 7, *leaving]))
    contract.check(events)
    assert counts(events) == [7]
    assert min(rep.start_s for rep in standing(events).values()) > 3.9


def test_a_turn_before_the_first_rep_does_not_change_where_reps_begin() -> None:
    # Lying still, up at once, slowly down again; before the second time they roll about while they lie.
    rate_hz, lag_s = 25, 4.8
    t = np.arange(0.0, 15.9, 1 / rate_hz)
    angle = np.interp(t % lag_s, [0.0, 1.4, 2.0, 2.6, 4.6, lag_s], [0.0, 0.0, 1.6, 1.7, 0.0, 0.0])
    roll = np.interp(t, [4.8, 5.4, 6.0], [0.0, 2.5, 0.0])
    up = np.stack((np.sin(angle), np.cos(angle) * np.sin(roll), np.cos(angle) * np.cos(roll)), axis=1)
    turn = np.stack((np.gradient(roll, 1 / rate_hz), np.gradient(angle, 1 / rate_hz), 0 * t), axis=1)
    found = find_recurrence(up, turn, replace(Params(), recurs=0.0, detour=0.0))
    assert found is not None
    assert found.period_s == pytest.approx(lag_s, abs=0.25)
    lying, sitting = up[round(10.2 * rate_hz)], up[round(11.8 * rate_hz)]
    assert (sitting - lying) @ np.array(found.axis) > 0.0
