"""A rep between two others that no channel showed: the sensor did the same there once more."""

from __future__ import annotations

import pytest

from benchmarks.outcomes import events_of, outcomes
from benchmarks.workouts import workout
from sensorlog.motion.history import History
from sensorlog.motion.once_more import once_more
from sensorlog.motion.params import Params
from tests.motion.test_overlooked import MIDDLE, REP_S, TILT_RAD, TURN_S, WAY_S, begins_s, movement


@pytest.mark.parametrize(("height_m", "is_half"), [(0.2, True), (0.5, False)])
def test_it_turns_where_the_sensor_did(height_m: float, is_half: bool) -> None:
    history, drafts = movement(height_m, TILT_RAD * height_m / 0.5)
    found = once_more(drafts, history, Params())
    assert found is not None
    assert found.turn is not None
    turn_s = begins_s()[MIDDLE] + WAY_S
    assert turn_s - 0.3 < history.time(found.turn) < turn_s + TURN_S - WAY_S + 0.3
    assert found.half is is_half
    assert found.counted
    assert found.end is not None
    assert found.start < found.turn < found.end
    ranges_m = [draft.range for draft in drafts]
    assert found.range == pytest.approx(height_m / 0.5 * ranges_m[0], rel=0.1)


@pytest.mark.parametrize(("height_m", "tilt_rad"), [(0.0, 0.0), (0.0, -TILT_RAD), (0.02, 0.02), (-0.3, 0.0)])
def test_rest_and_other_movements_are_none(height_m: float, tilt_rad: float) -> None:
    history, drafts = movement(height_m, tilt_rad)
    assert once_more(drafts, history, Params()) is None


def test_there_is_no_time_for_one_between_reps_that_come_as_usual() -> None:
    history, drafts = movement(0.5, TILT_RAD)
    assert once_more(drafts[:-1], history, Params()) is None


def test_what_missing_samples_hide_is_not_guessed() -> None:
    history, drafts = movement(0.5, TILT_RAD)
    holed = History(2000)
    for index, t_s in enumerate(history.t_s):
        later_s = 1.0 if t_s > begins_s()[MIDDLE] + REP_S / 2 else 0.0
        holed.append(
            t_s + later_s,
            history.travel[index],
            history.vertical[index],
            history.still[index],
            history.turn[index],
            history.up[index],
        )
    assert once_more(drafts, holed, Params()) is None


def test_of_a_time_that_is_no_longer_known_nothing_is_said() -> None:
    history, drafts = movement(0.5, TILT_RAD, keep=110)
    assert drafts[-2].anchor < history.first < drafts[-1].anchor
    assert once_more(drafts, history, Params()) is None


@pytest.mark.parametrize("seed", [14404, 14786])
def test_half_a_quick_row_without_a_gyroscope(seed: int) -> None:
    one = workout(seed)
    halves = [
        each
        for each in outcomes(one, events_of(one))
        if each.true and each.true.is_countable and any(rep.half for rep in each.true.truth.reps)
    ]
    assert halves
    assert all(each.is_exact for each in halves)
