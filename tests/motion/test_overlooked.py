"""Half a rep that travel did not show as it was followed is found as soon as the rep behind it is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sensorlog.events import Channel
from sensorlog.motion.history import History
from sensorlog.motion.overlooked import overlooked
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft, RepList, Way
from sensorlog.motion.zigzag import Turn
from tests.motion.movements import G, min_jerk

DT_S = 0.04
BEGIN_S, REP_S, WAY_S = 6.0, 4.0, 1.2
TURN_S = 2.0
"""From the beginning of a rep to where its way back begins."""
REPS, MIDDLE = 6, 4
"""Of six places for reps the fifth is that of the one in question."""
TILT_RAD = 0.4


def movement(in_the_middle_m: float, tilt_there_rad: float, keep: int = 2000) -> tuple[History, tuple[RepDraft, ...]]:
    """Half a metre up and down, five times, and something between the last two; the drafts do not know of that."""
    t_s = np.arange(0.0, BEGIN_S + REPS * REP_S + 4.0, DT_S)
    out = np.array([min_jerk((t_s - at_s) / WAY_S) - min_jerk((t_s - at_s - TURN_S) / WAY_S) for at_s in begins_s()])
    heights_m = np.array([in_the_middle_m if number == MIDDLE else 0.5 for number in range(REPS)])
    tilts_rad = np.array([tilt_there_rad if number == MIDDLE else TILT_RAD for number in range(REPS)])
    height, tilt = heights_m @ out, tilts_rad @ out
    force = G + np.gradient(np.gradient(height, t_s), t_s)
    still = np.abs(np.gradient(height, t_s)) < 1e-3
    history = History(keep)
    columns = zip(*(row.tolist() for row in (t_s, height, force, still, tilt)), strict=True)
    for at_s, travel, vertical, rests, lean in columns:
        up = (math.sin(lean), 0.0, math.cos(lean))
        history.append(at_s, travel, vertical, still=rests, turn=(0.0, 0.0, 0.0), up=up)
    found = RepList(Channel.VERTICAL)
    for number, at_s in enumerate(begins_s()):
        if number == MIDDLE:
            continue
        for first_s, value, next_value in ((at_s, 0.0, 0.5), (at_s + TURN_S, 0.5, 0.0)):
            start, end = Turn(round(first_s / DT_S), value), Turn(round((first_s + WAY_S) / DT_S), next_value)
            found.stroke(start, end, Way.between(start, end, height.tolist(), 0), follows=number > 0)
    return history, found.drafts


def begins_s() -> list[float]:
    return [BEGIN_S + REP_S * number for number in range(REPS)]


@pytest.mark.parametrize("height_m", [0.2, 0.5])
def test_it_lies_between_the_two_reps(height_m: float) -> None:
    history, drafts = movement(height_m, TILT_RAD * height_m / 0.5)
    missed = overlooked(drafts, 1, history, Params())
    assert missed is not None
    begin_s = begins_s()[MIDDLE]
    assert missed.turn is not None
    assert missed.back is not None
    assert missed.end is not None
    times_s = [history.time(at) for at in (missed.start, missed.turn, missed.back, missed.end)]
    expected_s = [begin_s, begin_s + WAY_S, begin_s + TURN_S, begin_s + TURN_S + WAY_S]
    assert times_s == pytest.approx(expected_s, abs=0.4)
    assert missed.range == pytest.approx(height_m, abs=0.05)
    assert missed.half is (height_m < 0.45 * 0.5)


def test_without_one_there_is_none() -> None:
    history, drafts = movement(0.0, 0.0)
    assert overlooked(drafts, 1, history, Params()) is None


def test_a_shift_of_the_weight_is_none() -> None:
    history, drafts = movement(0.1, TILT_RAD * 0.2)
    assert overlooked(drafts, 1, history, Params()) is None


def test_what_turns_beside_the_way_of_the_reps_is_none() -> None:
    history, drafts = movement(0.2, -0.5)
    assert overlooked(drafts, 1, history, Params()) is None


def test_of_a_time_that_is_no_longer_known_nothing_is_said() -> None:
    history, drafts = movement(0.2, TILT_RAD * 0.4, keep=110)
    assert drafts[-2].anchor < history.first < drafts[-1].anchor
    assert overlooked(drafts, 1, history, Params()) is None
