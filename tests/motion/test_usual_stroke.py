"""What is usual in a set: the time from rep to rep has its pauses, whichever stroke they are told with."""

from __future__ import annotations

import pytest

from sensorlog.events import Channel
from sensorlog.motion import Params
from sensorlog.motion.history import History
from sensorlog.motion.past import Past
from sensorlog.motion.pattern import Run
from sensorlog.motion.usual_stroke import UsualStroke
from sensorlog.motion.zigzag import Turn

PARAMS = Params()
RATE_HZ = round(PARAMS.count_rate_hz)
REP_S = 6.0


def _history(length_s: float) -> History:
    history = History(keep=100_000)
    for index in range(round(length_s * RATE_HZ)):
        history.append(index / RATE_HZ, 0.0, 9.81, False, (0.0, 0.0, 0.0), (0.0, 0.0, 1.0))
    return history


def _turn(at_s: float, value: float) -> Turn:
    return Turn(round(at_s * RATE_HZ), value)


def _usual() -> UsualStroke:
    turns = tuple(_turn(number * REP_S / 2, number % 2) for number in range(7))
    past, up = Past(9.81, 0.0, []), (0.0, 0.0, 1.0)
    run = Run(Channel.VERTICAL, turns, 1.0, REP_S, up, 0, [0.0] * 500, past, PARAMS.reversal_ratio)
    return UsualStroke(run, _history(80.0), PARAMS)


@pytest.mark.parametrize("reached_s", [1.0, 3.0, 5.0])
@pytest.mark.parametrize("left_s", [1.0, 3.0, 5.0])
def test_a_pause_is_of_the_rep_wherever_its_turn_is_told(reached_s: float, left_s: float) -> None:
    """Up in 1 s, 4 s at the top, down in 1 s: of every other rep the turn is told as ``reached_s`` and ``left_s``."""
    usual = _usual()
    for number in range(8):
        begin_s, is_other = 20.0 + number * REP_S, number % 2
        usual.learn(_turn(begin_s, 0.0), _turn(begin_s + (reached_s if is_other else 1.0), 1.0))
        usual.learn(_turn(begin_s + (left_s if is_other else 5.0), 1.0), _turn(begin_s + REP_S, 0.0))
    assert usual.period_s == pytest.approx(REP_S)


def test_a_stroke_that_was_missed_does_not_make_the_period_longer() -> None:
    usual = _usual()
    for number in range(8):
        begin_s = 20.0 + number * REP_S
        usual.learn(_turn(begin_s, 0.0), _turn(begin_s + 1.0, 1.0))
        if number != 4:
            usual.learn(_turn(begin_s + 5.0, 1.0), _turn(begin_s + REP_S, 0.0))
    assert usual.period_s == pytest.approx(REP_S)
