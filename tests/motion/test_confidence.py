"""Confidence in a count: a probability that no doubt raises, lower where the movement leaves doubts."""

from __future__ import annotations

from dataclasses import astuple, fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.events import SetEnded
from sensorlog.imu import ImuBlock
from sensorlog.motion import Motion
from sensorlog.motion.confidence import sureness
from sensorlog.motion.evidence import Evidence
from tests.motion.movements import Samples, analyse, info, lift, swing

NAMES = [item.name for item in fields(Evidence)]
DOUBTS = st.floats(0.0, 1.0)
EVIDENCE = st.builds(Evidence, **dict.fromkeys(NAMES, DOUBTS))


def ended(samples: Samples, rate_hz: float = 100.0) -> SetEnded:
    (one,) = [event for event in analyse(samples, info(rate_hz, rate_hz)) if isinstance(event, SetEnded)]
    return one


@given(evidence=EVIDENCE, name=st.sampled_from(NAMES), more=DOUBTS, reps=st.integers(2, 60))
def test_confidence_is_a_probability_that_no_doubt_raises(evidence, name, more, reps):
    before = sureness(evidence, reps)
    after = sureness(replace(evidence, **{name: max(more, getattr(evidence, name))}), reps)
    assert 0.0 <= after.confidence <= before.confidence <= 1.0
    if before.other_count is not None:
        assert abs(before.other_count - reps) == 1


def test_only_a_count_that_is_not_sure_has_another_one():
    sure, unsure = Evidence(**dict.fromkeys(NAMES, 0.0)), Evidence(**dict.fromkeys(NAMES, 1.0))
    assert sureness(sure, 8).other_count is None
    assert sureness(unsure, 8).other_count in (7, 9)


@pytest.mark.parametrize("movement", [lift, swing])
def test_alike_reps_are_surer_than_a_set_with_a_small_one_and_a_gap_in_time(movement):
    even = ended(movement(8))
    t_s, acc, gyr = movement(8)
    hole = (t_s > 10.0) & (t_s < 14.0)
    doubtful = ended((t_s[~hole], acc[~hole], gyr[~hole]))
    assert even.confidence is not None
    assert doubtful.confidence is not None
    assert even.confidence > 0.8
    assert doubtful.confidence < even.confidence


@pytest.mark.parametrize("seed", range(4))
def test_doubts_stay_within_bounds_however_uneven_the_set_is(seed):
    rng = np.random.default_rng(seed)
    t_s, acc, gyr = lift(6, noise=0.3)
    kept = np.sort(rng.choice(len(t_s), len(t_s) // 3, replace=False))
    motion = Motion(info())
    motion.push(ImuBlock("bar", t_s[kept], acc[kept], rng.uniform(0.1, 0.6) * rng.standard_normal(gyr.shape)[kept]))
    motion.finish(float(t_s[-1]))
    assert motion.evidence is not None
    assert all(0.0 <= doubt <= 1.0 for doubt in astuple(motion.evidence))
