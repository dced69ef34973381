"""What a counter is asked for follows from what the sensor could see."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.countable import TrueSet, true_set
from sensorlog.imu import Placement, StreamInfo
from sensorlog.simulate.lifter import SensorSpec, Set, Stand, Tempo, Walk, perform


def _judged(placement: Placement, floor_s: float = 0.8) -> TrueSet:
    deadlifts = Set("deadlift", 4, tempo=Tempo(1.3, floor_s, 1.2, 0.5))
    done = perform((Stand(4.0), deadlifts, Walk(6.0), Stand(8.0)), (SensorSpec("one", placement),), seed=3)
    samples = done.sensor("one")
    kept = np.arange(len(samples.t_s))
    return true_set(done.sets[0], samples, kept, StreamInfo("one", placement, samples.rate_hz, samples.rate_hz))


@pytest.mark.parametrize(
    ("placement", "counts"), [(Placement.BAR, (4,)), (Placement.UPPER_ARM, (4, 5)), (Placement.TRUNK, (4, 5))]
)
def test_standing_up_from_the_weight_may_be_counted_where_nothing_tells_it_from_a_rep(placement, counts):
    judged = _judged(placement)
    assert judged.is_countable
    assert judged.counts == counts


def test_a_set_with_longer_pauses_than_people_make_within_one_is_not_asked_for():
    assert _judged(Placement.BAR, floor_s=3.5).is_countable
    assert not _judged(Placement.BAR, floor_s=9.0).is_countable
