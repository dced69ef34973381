"""The trunk: what a sensor on it tells of each rep, against what the virtual lifter did."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.events import Rep, TrunkMeasures
from sensorlog.imu import ImuBlock, Placement, StreamInfo
from sensorlog.motion import Motion
from sensorlog.simulate.lifter import (
    Hitch,
    Lifter,
    Performance,
    SensorSpec,
    Set,
    Stand,
    Tempo,
    any_mounting,
    perform,
    set_with_weight,
)
from tests.motion import contract
from tests.motion.movements import rotation, same, standing, swing
from tests.motion.test_cuts import CUTS, blocks

BIAS = (0.0101, -0.0101, 0.0101)
"""1 °/s."""


def spec(seed: int = 3) -> SensorSpec:
    return SensorSpec("trunk", Placement.TRUNK, mounting=any_mounting(seed), gyr_bias_rad_s=BIAS)


def done(one: Set, seed: int = 1, stand_s: float = 5.0, lifter: Lifter | None = None) -> Performance:
    return perform((Stand(stand_s), *set_with_weight(one), Stand(8.0)), (spec(seed),), seed, lifter)


def reps_of(performance: Performance) -> list[Rep]:
    samples = performance.sensor("trunk")
    motion = Motion(samples.info())
    events = motion.push(samples.block()) + motion.finish(performance.duration_s)
    contract.check(events)
    return list(standing(events).values())


def trunk_of(rep: Rep) -> TrunkMeasures:
    assert rep.trunk is not None
    return rep.trunk


def true_lean_rad(performance: Performance, mounting: tuple[float, float, float, float]) -> np.ndarray:
    """Inclination of the trunk itself (its long axis against up), sample by sample."""
    w, x, y, z = (performance.sensor("trunk").orientation.T[i] for i in range(4))
    a, b, c, d = mounting
    # Long axis of the trunk in the sensor frame: the mounting, inverted, of z.
    axis = np.array((2 * (b * d - a * c), 2 * (c * d + a * b), 1 - 2 * (b * b + c * c)))
    up = np.stack((2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)))
    return np.asarray(np.arccos(np.clip(axis @ up, -1.0, 1.0)))


@pytest.mark.parametrize("exercise", ["squat", "deadlift", "standing trunk flexion"])
def test_inclination_is_what_the_trunk_did(exercise):
    performance = done(Set(exercise, 6))
    lean_rad = true_lean_rad(performance, any_mounting(1))
    t_s = performance.sensor("trunk").t_s
    usual = float(np.mean(lean_rad[(t_s > 1.0) & (t_s < 4.0)]))
    found = reps_of(performance)
    errors = []
    for true in performance.sets[0].reps:
        rep = min(found, key=lambda rep: abs(rep.start_s - true.start_s))
        during = lean_rad[(t_s >= true.start_s) & (t_s <= true.end_s)]
        peak, spread = trunk_of(rep).inclination_peak_rad, trunk_of(rep).inclination_range_rad
        assert peak is not None
        assert spread is not None
        errors += [peak - (float(during.max()) - usual)]
        assert spread == pytest.approx(float(np.ptp(during)), abs=np.radians(4))
    assert float(np.degrees(np.sqrt(np.mean(np.square(errors))))) < 1.5


def test_a_straight_bend_has_neither_side_bend_nor_twist():
    for rep in reps_of(done(Set("standing trunk flexion", 5))):
        trunk = trunk_of(rep)
        assert trunk.side_bend_rad == pytest.approx(0.0, abs=np.radians(2))
        assert trunk.twist_range_rad == pytest.approx(0.0, abs=np.radians(4))


def test_without_standing_still_inclination_is_unknown():
    performance = perform(set_with_weight(Set("seated trunk flexion", 5)), (spec(),), 1)
    samples = performance.sensor("trunk")
    begin = int(np.searchsorted(samples.t_s, performance.sets[0].start_s - 0.3))
    end = int(np.searchsorted(samples.t_s, performance.sets[0].end_s))
    motion = Motion(samples.info())
    t_s, acc, gyr = samples.t_s[begin:end], samples.acc_m_s2[begin:end], samples.gyr_rad_s[begin:end]
    events = motion.push(ImuBlock("trunk", t_s, acc, gyr)) + motion.finish(float(t_s[-1]))
    reps = list(standing(events).values())
    assert reps
    for rep in reps:
        trunk = trunk_of(rep)
        assert trunk.inclination_peak_rad is None
        assert trunk.inclination_range_rad is None
        assert trunk.side_bend_rad is None
        assert trunk.twist_range_rad is None
        assert trunk.angular_speed_peak_rad_s is not None


def test_only_a_sensor_on_the_trunk_with_a_gyroscope_tells_of_the_trunk():
    t_s, acc, gyr = swing(5)
    on_trunk = StreamInfo("bar", Placement.TRUNK, 100.0, 100.0)
    for info, is_told in (
        (on_trunk, True),
        (replace(on_trunk, placement=Placement.THIGH), False),
        (replace(on_trunk, gyr_rate_hz=None), False),
    ):
        motion = Motion(info)
        events = motion.push(ImuBlock("bar", t_s, acc, gyr)) + motion.finish(float(t_s[-1]))
        assert standing(events)
        assert all((rep.trunk is not None) is is_told for rep in standing(events).values())


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cuts=CUTS, seed=st.integers(0, 100))
def test_any_cut_and_any_mounting_give_the_same_trunk(cuts, seed):
    mounting = rotation(seed)
    samples = swing(5, rate_hz=50.0, tail_s=9.0)
    turned = samples[0], samples[1] @ mounting.T, samples[2] @ mounting.T
    info = StreamInfo("bar", Placement.TRUNK, 50.0, 50.0)
    whole = Motion(info)
    events = whole.push(ImuBlock("bar", *turned)) + whole.finish(float(turned[0][-1]))
    motion = Motion(info)
    cut = [event for block in blocks(turned, cuts) for event in motion.push(block)]
    cut += motion.finish(float(turned[0][-1]))
    assert same(events, cut)
    plain = Motion(info)
    as_it_was = plain.push(ImuBlock("bar", *samples)) + plain.finish(float(samples[0][-1]))
    for one, other in zip(standing(events).values(), standing(as_it_was).values(), strict=True):
        assert trunk_of(one).inclination_range_rad == pytest.approx(1.0, abs=0.05)
        for name in ("inclination_range_rad", "twist_range_rad", "angular_speed_peak_rad_s", "jerkiness"):
            assert getattr(trunk_of(one), name) == pytest.approx(getattr(trunk_of(other), name), abs=0.02)


def auc(low: list[float], high: list[float]) -> float:
    """How often one of ``high`` is above one of ``low``; ties count half."""
    a, b = np.array(low)[:, None], np.array(high)[None]
    return float(np.mean((b > a) + 0.5 * (b == a)))


def jerkiness_of(one: Set, seeds: int = 2) -> list[float]:
    """Jerkiness of each rep that was done; what else was counted is not looked at."""
    values = []
    for seed in range(seeds):
        performance = done(one, seed)
        found = reps_of(performance)
        for true in performance.sets[0].reps:
            rep = min(found, key=lambda rep: abs(rep.start_s - true.start_s))
            jerkiness = trunk_of(rep).jerkiness
            assert jerkiness is not None
            values.append(jerkiness)
    return values


@pytest.mark.parametrize("exercise", ["deadlift", "standing trunk flexion"])
def test_jerkiness_tells_a_hitch(exercise):
    usual = jerkiness_of(Set(exercise, 6))
    for hitch in (Hitch(), Hitch(depth=0.03, duration_s=0.5, side_rad=0.0)):
        hitched = jerkiness_of(Set(exercise, 6, hitches=dict.fromkeys(range(1, 7), hitch)))
        assert auc(usual, hitched) >= 0.95


def test_jerkiness_is_not_driven_by_speed_or_range():
    slow = jerkiness_of(Set("standing trunk flexion", 6, tempo=Tempo(3.2, 0.4, 3.0, 0.7)))
    fast = jerkiness_of(Set("standing trunk flexion", 6, tempo=Tempo(1.2, 0.4, 1.2, 0.7)))
    small = jerkiness_of(Set("standing trunk flexion", 6, range_scale=0.6))
    assert 0.4 <= auc(slow, fast) <= 0.6
    assert 0.4 <= auc(small, jerkiness_of(Set("standing trunk flexion", 6))) <= 0.6


def test_a_constant_turn_rate_at_rest_is_bias():
    t_s, acc, gyr = swing(5, rate_hz=50.0)
    info = StreamInfo("bar", Placement.TRUNK, 50.0, 50.0)
    biased = Motion(info)
    events = biased.push(ImuBlock("bar", t_s, acc, gyr + np.radians((9.0, -7.0, 5.0)))) + biased.finish(float(t_s[-1]))
    reps = list(standing(events).values())
    assert len(reps) == 5
    for rep in reps:
        # One radian out and back within 0.9 s each: minimum-jerk, 1.875 ÷ 0.9.
        assert trunk_of(rep).angular_speed_peak_rad_s == pytest.approx(2.08, abs=0.2)


def test_a_table_is_not_standing():
    """Lying still before it is clipped on, the sensor is stiller than a person; standing is learnt later."""
    performance = done(Set("standing trunk flexion", 5), stand_s=6.0)
    samples = performance.sensor("trunk")
    on_table_s = 8.0
    count = round(on_table_s * samples.rate_hz)
    rng = np.random.default_rng(1)
    sideways = rotation(7)[0]
    acc = 9.81 * sideways + 0.01 * rng.standard_normal((count, 3))
    gyr = np.array(BIAS) + 0.0005 * rng.standard_normal((count, 3))
    motion = Motion(samples.info())
    events = motion.push(ImuBlock("trunk", np.arange(count) / samples.rate_hz, acc, gyr))
    events += motion.push(
        ImuBlock("trunk", samples.t_s + on_table_s + 0.01, samples.acc_m_s2, samples.gyr_rad_s),
    )
    events += motion.finish(performance.duration_s + on_table_s)
    peaks = [trunk_of(rep).inclination_peak_rad for rep in standing(events).values()]
    assert len(peaks) == 5
    assert all(peak is not None and peak == pytest.approx(np.radians(84), abs=0.15) for peak in peaks)
