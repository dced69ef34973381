"""Slow reps whose force is so little that it passes for rest, and what comes before them."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.outcomes import events_of, outcomes
from benchmarks.workouts import workout
from sensorlog.imu import FloatArray
from sensorlog.motion import Params
from sensorlog.motion.set_rest import SetRest
from tests.motion import contract
from tests.motion.movements import Samples, analyse, carried, counts, min_jerk, standing

PARAMS = Params()
RATE_HZ = PARAMS.count_rate_hz
DEPTH_M, PERIOD_S, PAUSE_S, REPS = 0.45, 8.0, 3.0, 4
G = 9.8
T_S = np.arange(0.0, 5.0 + REPS * (PERIOD_S + PAUSE_S) + 10.0, 1 / RATE_HZ)


def bends(is_smoothest: bool) -> tuple[FloatArray, FloatArray]:
    """Vertical force of slow bends with pauses between them, and when the sensor moves."""
    height = np.zeros_like(T_S)
    moves = np.zeros_like(T_S)
    for number in range(REPS):
        part = (T_S - 5.0 - number * (PERIOD_S + PAUSE_S)) / PERIOD_S
        if is_smoothest:
            height -= DEPTH_M * (min_jerk(2.0 * part) - min_jerk(2.0 * part - 1.0))
        else:
            height -= DEPTH_M * 0.5 * (1.0 - np.cos(2.0 * np.pi * np.clip(part, 0.0, 1.0)))
        moves += (part > 0.0) & (part < 1.0)
    force = G + np.gradient(np.gradient(height, T_S), T_S)
    return force + np.random.default_rng(3).normal(0.0, 0.01, len(T_S)), moves


def told_by(force: FloatArray) -> SetRest:
    end = round((5.0 + 3 * (PERIOD_S + PAUSE_S)) * RATE_HZ)
    return SetRest(force[end - round(2 * (PERIOD_S + PAUSE_S) * RATE_HZ) : end], DEPTH_M, PERIOD_S, PARAMS)


@pytest.mark.parametrize("is_smoothest", [True, False])
def test_slow_strokes_are_no_rest_and_the_pauses_between_them_are(is_smoothest: bool) -> None:
    force, moves = bends(is_smoothest)
    rest = told_by(force)
    assert not rest.is_forceful, "what is rest elsewhere says nothing here"
    rests = np.array(rest.over(force, [True] * len(force)))
    # At both ends of a way it is as slow as can be: half a second there is neither.
    inner = moves * np.roll(moves, 13) * np.roll(moves, -13)
    between = (1.0 - moves) * (1.0 - np.roll(moves, 13)) * (1.0 - np.roll(moves, -13))
    assert rests[inner > 0].mean() < 0.05
    assert rests[between > 0].mean() > 0.9


def test_forwards_it_takes_half_a_stroke_until_rest_is_told() -> None:
    force, moves = bends(is_smoothest=True)
    rest = told_by(force)
    rests = np.array([rest.push(value) for value in force.tolist()])
    assert not np.any(rests[moves > 0] & (np.roll(moves, 20)[moves > 0] > 0))
    over = round((5.0 + REPS * (PERIOD_S + PAUSE_S) - PAUSE_S + 0.25 * PERIOD_S + 0.5) * RATE_HZ)
    assert rests[over : over + 100].all()


def test_strokes_that_take_force_leave_rest_as_it_is_elsewhere() -> None:
    """Of a lift with a pause the period says little: it is quick, and takes much force."""
    force, _ = bends(is_smoothest=True)
    rest = SetRest(G + 5.0 * (force - G), DEPTH_M, PERIOD_S, PARAMS)
    assert rest.is_forceful
    assert rest.over(np.full(100, G), [True] * 100) == [True] * 100


@pytest.mark.parametrize(("seed", "start_s"), [(11788, 22), (12996, 17), (13300, 212)])
def test_slow_bends_seen_from_the_wrist(seed: int, start_s: float) -> None:
    one = workout(seed)
    (found,) = (
        each for each in outcomes(one, events_of(one)) if each.true and abs(each.true.truth.start_s - start_s) < 1.0
    )
    assert found.is_exact


def stood_up_and_bent(up_s: float, wait_s: float) -> Samples:
    """A sensor on the upper arm: up from a seat, where the arm lay otherwise, and six bends of 7 s."""
    down_and_up = [(3.2, -0.42), (0.3, -0.42), (3.5, 0.0), (1.2, 0.0)]
    heights = [(6.0, -0.36), (up_s, 0.0), (wait_s, 0.0), *down_and_up * 6, (12.0, 0.0)]
    return carried([(6.0, 0.34), (up_s, 0.0), (60.0, 0.0)], heights)


@pytest.mark.parametrize(("up_s", "wait_s"), [(2.7, 1.8), (3.0, 2.4), (2.4, 3.0)])
def test_standing_up_from_the_seat_is_no_rep(up_s: float, wait_s: float) -> None:
    events = analyse(stood_up_and_bent(up_s, wait_s))
    assert counts(events) == [6]
    assert min(rep.start_s for rep in standing(events).values()) > 6.0 + up_s
    contract.check(events)
