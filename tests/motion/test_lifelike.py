"""Sets of the virtual lifter in which something goes as it does in life: each was miscounted once."""

from __future__ import annotations

import pytest

from benchmarks.outcomes import events_of, outcomes
from benchmarks.workouts import workout

BEHIND_S = 40.0
"""All that is told of a set is told by then."""


@pytest.mark.parametrize(
    ("seed", "start_s"),
    [
        pytest.param(5009, 26, id="a last squat after a longer pause than any"),
        pytest.param(5132, 24, id="a bar that is put into the rack"),
        pytest.param(5133, 250, id="a slow last squat, which travel followed forwards hardly sees"),
        pytest.param(5128, 132, id="a last bend that leads elsewhere"),
        pytest.param(5063, 249, id="standing up and waiting between two sets of one movement"),
        pytest.param(7152, 20, id="a way up that only crept, within the set"),
        pytest.param(7054, 252, id="lost samples, which make a way up twice as long"),
        pytest.param(5100, 137, id="a squat half as deep by the knees, a third by the height of the hands"),
        pytest.param(8066, 189, id="larger swings of the leg, in walking, before the set"),
        pytest.param(8095, 212, id="a first rep eight seconds behind a change of posture"),
        pytest.param(10082, 363, id="half a press while gravity is not yet well known"),
        pytest.param(9011, 130, id="standing behind the last bend, while travel creeps down"),
        pytest.param(9168, 65, id="getting up from the seat behind the last bend, and going on"),
        pytest.param(11157, 196, id="standing behind the last bend, while travel creeps down and up again"),
        pytest.param(11025, 390, id="turning aside behind the last bend, slower than any"),
        pytest.param(11071, 224, id="lying down in the direction of the first rep, and waiting there"),
        pytest.param(8129, 21, id="an angle that drifts before the first set, while the bias is not yet known"),
        pytest.param(11722, 93, id="slow bends seen from the wrist, where travel alone is seen"),
        pytest.param(12435, 84, id="slower bends, after which travel came too early and too small"),
        pytest.param(10149, 353, id="half a bend among slow ones, which is seen before the set would end"),
        pytest.param(12916, 21, id="half a curl behind the first one, of which the accelerometer alone sees a quarter"),
        pytest.param(12979, 442, id="two movements behind the last bend, before the recording ends"),
        pytest.param(14156, 282, id="taking the bar off the rack and putting it back, half a cycle off"),
        pytest.param(14175, 232, id="a last curl right behind missing samples, by the accelerometer alone"),
        pytest.param(14355, 309, id="standing behind the last bend, while the angle creeps on and the recording ends"),
        pytest.param(11040, 200, id="half a squat among few, and standing still behind them"),
        pytest.param(15294, 309, id="sitting down along the way of the bends, and fidgeting twice there"),
        pytest.param(14531, 94, id="walking off while samples are missing"),
        pytest.param(15372, 226, id="a last movement of something else, and walking behind it"),
        pytest.param(15942, 225, id="steps behind slow bends, before they would end"),
        pytest.param(16118, 140, id="walking off behind missing samples"),
        pytest.param(15913, 286, id="slow bends of which a look finds three at no moment"),
        pytest.param(16497, 119, id="four bends that travel drifts over, by the accelerometer alone"),
    ],
)
def test_a_set_as_in_life(seed: int, start_s: float) -> None:
    one = workout(seed)
    mine = min(one.sets, key=lambda each: abs(each.truth.start_s - start_s))
    one = one.up_to(mine.truth.end_s + BEHIND_S)
    found = next(each for each in outcomes(one, events_of(one)) if each.true is mine)
    assert found.is_exact, found.line()


@pytest.mark.parametrize(
    ("seed", "start_s", "end_s"),
    [
        pytest.param(11244, 142, 160, id="arms that swing in steps, by the accelerometer alone"),
        pytest.param(14110, 149, 153, id="walking for three strides, ten seconds before a slow set"),
        pytest.param(29186, 283, 289, id="walking for four strides, with an arm that swings as alike as reps"),
        pytest.param(38794, 52, 66, id="walking, in which every other stride is seen"),
        pytest.param(35935, 223, 233, id="walking, of which tilt is a low pass, by the accelerometer alone"),
        pytest.param(14451, 330, 343, id="walking for twelve strides before a set, by the accelerometer alone"),
        pytest.param(11256, 156, 175, id="walking that ends in standing still"),
        pytest.param(14440, 313, 321, id="walking, of which travel drifts slowly, by the accelerometer alone"),
        pytest.param(15112, 104, 111, id="walking to and fro, by the accelerometer alone"),
        pytest.param(14639, 433, 450, id="three small fidgets in a rest, as alike as reps"),
        pytest.param(16108, 118, 137, id="four shifts of weight in a rest, more alike than reps"),
        pytest.param(16347, 190, 212, id="three slow fidgets in a rest, by the accelerometer alone"),
        pytest.param(16097, 375, 389, id="a telephone, a scratch and the telephone again"),
        pytest.param(32200, 238, 255, id="a drink that is taken three times"),
        pytest.param(50203, 377, 392, id="a drink that is taken three times, as evenly as reps"),
        pytest.param(14158, 414, 426, id="a fidget, clipping on and walking, one after the other"),
    ],
)
def test_what_is_no_set(seed: int, start_s: float, end_s: float) -> None:
    one = workout(seed).up_to(end_s + BEHIND_S)
    done = [each.counted for each in outcomes(one, events_of(one)) if each.true is None]
    assert not [ended for counted in done for ended in counted if start_s < ended.start_s < end_s]
