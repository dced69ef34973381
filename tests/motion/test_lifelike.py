"""Sets of the virtual lifter in which something goes as it does in life: each was miscounted once."""

from __future__ import annotations

import pytest

from benchmarks.outcomes import events_of, outcomes
from benchmarks.workouts import workout


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
    ],
)
def test_a_set_as_in_life(seed: int, start_s: float) -> None:
    one = workout(seed)
    done = {each.true.truth.start_s: each for each in outcomes(one, events_of(one)) if each.true is not None}
    mine = done[min(done, key=lambda at_s: abs(at_s - start_s))]
    assert mine.is_exact, mine.line()
