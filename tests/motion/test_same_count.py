"""What may change nothing in a count: how the sensor is mounted, how quick the person is, how the samples are cut."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.events import Event, SetEnded
from sensorlog.imu import ImuBlock, Placement
from sensorlog.motion import Motion
from sensorlog.simulate.lifter import EXERCISES, SensorSpec, Set, Stand, perform, set_with_weight
from tests.motion.movements import Samples, counts, info, same, turned

PLACES = (
    ("squat", Placement.TRUNK),
    ("squat", Placement.BAR),
    ("bench press", Placement.WRIST),
    ("bent-over row", Placement.BAR),
    ("overhead press", Placement.BAR),
    ("curl", Placement.WRIST),
)
SLOWLY = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PART = st.floats(-1.0, 1.0)
Quaternion = tuple[float, float, float, float]


def _counted(exercise: str, placement: Placement, mounting: Quaternion, slower: float = 1.0) -> list[int]:
    spec = SensorSpec("sensor", placement, rate_hz=50.0, mounting=mounting)
    usual = EXERCISES[exercise].tempo
    tempo = replace(usual, eccentric_s=slower * usual.eccentric_s, concentric_s=slower * usual.concentric_s)
    script = (Stand(5.0), *set_with_weight(Set(exercise, 5, tempo=tempo)), Stand(12.0))
    samples = perform(script, (spec,), 3).sensor("sensor")
    motion = Motion(samples.info())
    return counts(motion.push(samples.block()) + motion.finish(float(samples.t_s[-1])))


@given(st.sampled_from(PLACES), st.tuples(PART, PART, PART, PART).filter(lambda q: np.linalg.norm(q) > 0.1))
@SLOWLY
def test_any_rotation_of_the_sensor_gives_the_same_count(place: tuple[str, Placement], mounting: Quaternion) -> None:
    w, x, y, z = (np.array(mounting) / np.linalg.norm(mounting)).tolist()
    assert _counted(*place, (w, x, y, z)) == [5]


@given(st.sampled_from(PLACES), st.floats(0.5, 2.0))
@SLOWLY
def test_half_to_twice_the_usual_duration_gives_the_same_count(place: tuple[str, Placement], slower: float) -> None:
    assert _counted(*place, (1.0, 0.0, 0.0, 0.0), slower) == [5]


def _events(samples: Samples, cuts: list[int]) -> list[Event]:
    t, acc, gyr = samples
    motion = Motion(info(50.0, 50.0))
    events: list[Event] = motion.set_start(0.0)
    for part in np.split(np.arange(len(t)), sorted(cuts)):
        if len(part):
            events += motion.push(ImuBlock("bar", t[part], acc[part], gyr[part]))
    return events + motion.set_end(float(t[-1])) + motion.finish(float(t[-1]))


PARTS = turned(
    [(4.0, 0.0), *[(0.6, 1.4), (0.6, 0.6), (0.6, 1.5), (1.2, -0.5), (0.5, 0.0), (0.9, 0.0)] * 4, (6.0, 0.0)],
    [(4.0, 0.0), *[(0.8, 0.0), (0.7, 0.7), (0.9, -0.4), (0.8, 0.5), (0.8, 0.0), (0.4, 0.0)] * 4, (6.0, 0.0)],
)
NOTHING = turned([(3.0, 0.02), (3.0, 0.0), (2.0, 0.1), (3.0, 0.0)] * 2, [(22.0, 0.0)])


@given(st.lists(st.integers(0, 1600), max_size=6), st.sampled_from((PARTS, NOTHING)))
@SLOWLY
def test_any_cut_gives_the_same_parts_and_the_same_refusal_to_count(cuts: list[int], samples: Samples) -> None:
    whole = _events(samples, [])
    (ended,) = (event for event in whole if isinstance(event, SetEnded))
    assert (ended.rep_count, ended.is_carried) == ((4, True) if samples is PARTS else (0, False))
    assert same(whole, _events(samples, cuts))
