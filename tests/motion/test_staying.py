"""Whoever stays at the farthest point of a rep is in it, for longer than ever before, too; but not without end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.outcomes import events_of, outcomes
from benchmarks.workouts import workout
from sensorlog.events import SetEnded
from tests.motion import contract
from tests.motion.movements import Samples, analyse, counts, moved, standing, tilted

Ways = list[tuple[float, float]]
REPS = 4
PERIOD_S = 7.0


def pressed(stay_s: float, level: float, out_s: float = 1.4) -> Ways:
    """Down to the chest, a stay there, up, and a moment at the top."""
    return [(out_s, level), (stay_s, level), (1.2, 0.0), (0.8, 0.0)]


@pytest.mark.parametrize(("move", "level"), [(tilted, 1.0), (moved, -0.4)])
@pytest.mark.parametrize("stay_s", [7.0, 8.2])
def test_a_stay_that_is_much_longer_than_any_before(
    move: Callable[[Ways], Samples], level: float, stay_s: float
) -> None:
    ways = [(4.0, 0.0), *pressed(3.6, level) * REPS, *pressed(stay_s, level), *pressed(3.6, level) * REPS, (15.0, 0.0)]
    events = analyse(move(ways))
    assert counts(events) == [2 * REPS + 1]
    contract.check(events)


@pytest.mark.parametrize("out_s", [2.2, 2.8])
def test_a_rep_that_is_slow_on_one_way_and_pauses(out_s: float) -> None:
    usual = pressed(1.0, 1.0)
    ways = [(4.0, 0.0), *usual * REPS, *pressed(3.2, 1.0, out_s), *usual * REPS, (15.0, 0.0)]
    assert counts(analyse(tilted(ways))) == [2 * REPS + 1]


@pytest.mark.parametrize("turn", [1.45, 0.55])
def test_what_pauses_and_turns_elsewhere_is_none(turn: float) -> None:
    """Getting up, sitting down: as slow on one way as a rep may be, and not where the reps turned."""
    usual = pressed(1.0, 1.0)
    events = analyse(tilted([(4.0, 0.0), *usual * 6, *pressed(3.2, turn, 2.8), (15.0, 0.0)]))
    assert counts(events) == [6]
    contract.check(events)


@pytest.mark.parametrize(("move", "level"), [(tilted, 1.0), (moved, -0.4)])
def test_who_stays_for_good_ends_the_set(move: Callable[[Ways], Samples], level: float) -> None:
    stays_at_s = 4.0 + REPS * PERIOD_S + 1.4
    events = analyse(move([(4.0, 0.0), *pressed(3.6, level) * REPS, (1.4, level), (40.0, level)]))
    (ended,) = (event for event in events if isinstance(event, SetEnded))
    assert ended.t_s < stays_at_s + 14.0
    contract.check(events)


def test_a_last_rep_that_goes_farther_is_one() -> None:
    usual = [(1.0, 1.9), (0.3, 1.9), (1.1, 0.0), (0.5, 0.0)]
    farther = [(1.1, 2.24), (0.3, 2.24), (1.2, 0.0), (0.5, 0.0)]
    events = analyse(tilted([(3.0, 0.0), *usual * 6, *farther, (12.0, 0.0)]))
    assert counts(events) == [7]
    contract.check(events)


def test_a_long_stay_is_part_of_its_rep() -> None:
    ways = [(4.0, 0.0), *pressed(3.6, -0.4) * REPS, *pressed(8.0, -0.4), *pressed(3.6, -0.4) * 2, (15.0, 0.0)]
    long = list(standing(analyse(moved(ways))).values())[REPS]
    begins_s = 4.0 + REPS * PERIOD_S
    assert long.start_s == pytest.approx(begins_s, abs=0.5)
    assert long.end_s == pytest.approx(begins_s + 1.4 + 8.0 + 1.2, abs=0.5)


@pytest.mark.parametrize(
    ("seed", "start_s"),
    [
        (13392, 84),  # one rep is slower on its way out, behind a longer wait, seen from the pelvis
        (13503, 329),  # a bench press whose dumbbell turns a little and rests a little: travel is known well
        (13248, 208),  # what travel creeps, without a gyroscope, is half a rep when something follows it
        (13568, 23),  # squats seen from the shank, without a gyroscope: drift is larger than the reps
        (11809, 379),  # standing up from the last rep, and the recording ends amid what follows
    ],
)
def test_sets_of_simulated_workouts(seed: int, start_s: float) -> None:
    one = workout(seed)
    (found,) = (
        each for each in outcomes(one, events_of(one)) if each.true and abs(each.true.truth.start_s - start_s) < 1.0
    )
    assert found.is_exact
