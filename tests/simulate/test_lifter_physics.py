"""What the virtual lifter's sensors measure follows from how they move."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.imu import FloatArray, Placement
from sensorlog.simulate.lifter import (
    EXERCISES,
    Lifter,
    Performance,
    Rest,
    SensorSamples,
    SensorSpec,
    Set,
    Stand,
    Tempo,
    Walk,
    any_mounting,
    exercises_seen_from,
    perform,
    set_with_weight,
)
from sensorlog.simulate.lifter.rotations import about, multiply, rotate

GRAVITY_M_S2 = 9.80665
STATUE = Lifter(sway_rad=0.0, tremor_m_s2=0.0, variability=0.0)
SEEDS = st.integers(0, 2**32)
WORN = [placement for placement in Placement if placement is not Placement.UNKNOWN]


def perfect(placement: Placement, **changes: object) -> SensorSpec:
    spec = SensorSpec(
        placement.value,
        placement,
        acc_noise_m_s2_sqrt_hz=0.0,
        gyr_noise_rad_s_sqrt_hz=0.0,
        acc_bias_m_s2=(0.0, 0.0, 0.0),
        gyr_bias_rad_s=(0.0, 0.0, 0.0),
    )
    return replace(spec, **changes)  # type: ignore[arg-type]


def norm(vectors: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt(np.sum(vectors**2, axis=1)))


def turned_by(rate_rad_s: FloatArray, step_s: float) -> FloatArray:
    """Quaternion of a step with the mean of the angular rates at both its ends."""
    mean = (rate_rad_s[1:] + rate_rad_s[:-1]) / 2
    speed = np.maximum(norm(mean), 1e-12)
    half = speed * step_s / 2
    return np.column_stack((np.cos(half), mean / speed[:, None] * np.sin(half)[:, None]))


def integrated(samples: SensorSamples) -> tuple[FloatArray, FloatArray]:
    """Orientation and position from the measured rates and forces alone, and where it began."""
    step_s = samples.t_s[1]
    orientation = np.vstack((samples.orientation[:1], turned_by(samples.gyr_rad_s, step_s)))
    reach = 1
    while reach < len(orientation):  # running product: after each round every row holds twice as many turns
        orientation[reach:] = multiply(orientation[:-reach], orientation[reach:])
        reach *= 2
    acceleration = rotate(orientation, samples.acc_m_s2) - (0, 0, GRAVITY_M_S2)
    velocity = np.vstack((np.zeros(3), np.cumsum((acceleration[1:] + acceleration[:-1]) / 2 * step_s, axis=0)))
    way = np.vstack((np.zeros(3), np.cumsum((velocity[1:] + velocity[:-1]) / 2 * step_s, axis=0)))
    return orientation, samples.position_m[0] + way


@pytest.mark.parametrize("placement", WORN)
@given(seed=SEEDS)
@settings(max_examples=3, deadline=None)
def test_at_rest_it_reads_gravity_and_its_own_errors(placement: Placement, seed: int) -> None:
    bias = (0.01, -0.02, 0.005)
    spec = SensorSpec("s", placement, mounting=any_mounting(seed), acc_bias_m_s2=(0, 0, 0), gyr_bias_rad_s=bias)
    samples = perform([Stand(20.0)], [spec], seed, STATUE).sensor("s")
    sigma_acc = spec.acc_noise_m_s2_sqrt_hz * np.sqrt(50.0)
    sigma_gyr = spec.gyr_noise_rad_s_sqrt_hz * np.sqrt(50.0)
    assert np.mean(norm(samples.acc_m_s2)) == pytest.approx(GRAVITY_M_S2, abs=1e-3)
    assert np.std(samples.acc_m_s2, axis=0) == pytest.approx(sigma_acc, rel=0.12)
    assert np.mean(samples.gyr_rad_s, axis=0) == pytest.approx(bias, abs=6 * sigma_gyr / np.sqrt(2000))
    assert np.std(samples.gyr_rad_s, axis=0) == pytest.approx(sigma_gyr, rel=0.12)


@pytest.mark.parametrize("name", sorted(set(EXERCISES) - {"plank"}))
@given(seed=SEEDS, data=st.data())
@settings(max_examples=3, deadline=None)
def test_integrating_what_it_measures_gives_the_movement_back(name: str, seed: int, data: st.DataObject) -> None:
    """Gyroscope alone gives the orientation, with it the accelerometer gives position and range of motion."""
    placement = data.draw(st.sampled_from([one for one in WORN if name in exercises_seen_from(one)]))
    sensors = [perfect(placement, rate_hz=200.0, mounting=any_mounting(seed))]
    script = (Stand(1.0), *set_with_weight(Set(name, 2)))
    performance = perform(script, sensors, seed, STATUE)
    for samples in performance.samples:
        orientation, position = integrated(samples)
        apart = 1 - np.abs(np.sum(orientation * samples.orientation, axis=1))
        assert np.max(apart) < 1e-6
        end = np.searchsorted(samples.t_s, performance.sets[0].end_s)
        assert position[:end] == pytest.approx(samples.position_m[:end], abs=0.02)
        for rep in performance.sets[0].reps:
            start, turn = np.searchsorted(samples.t_s, (rep.start_s, rep.turn_s))
            rom_m = abs(position[turn, 2] - position[start, 2])
            assert rom_m == pytest.approx(rep.measures[samples.name].rom_m, abs=0.01)


@given(seed=SEEDS, placement=st.sampled_from(WORN))
@settings(max_examples=5, deadline=None)
def test_the_way_it_is_clipped_on_changes_no_magnitude(seed: int, placement: Placement) -> None:
    script = (Stand(1.0), Set(exercises_seen_from(placement)[0], 2), Walk(7.0))
    straight, crooked = (
        perform(script, [perfect(placement, mounting=mounting)], seed).samples[0]
        for mounting in ((1.0, 0.0, 0.0, 0.0), any_mounting(seed))
    )
    assert norm(straight.acc_m_s2) == pytest.approx(norm(crooked.acc_m_s2), abs=1e-9)
    assert norm(straight.gyr_rad_s) == pytest.approx(norm(crooked.gyr_rad_s), abs=1e-9)


def test_a_mounting_turns_the_readings() -> None:
    upside_down = perfect(Placement.TRUNK, mounting=tuple(about(0, np.pi)))
    samples = perform([Stand(2.0)], [upside_down], 0, STATUE).samples[0]
    assert samples.acc_m_s2[-1] == pytest.approx((0, 0, -GRAVITY_M_S2), abs=1e-9)


def test_one_sensor_more_changes_no_movement() -> None:
    script = (Stand(1.0), Set("curl", 2))
    alone = perform(script, [perfect(Placement.WRIST)], 5).sensor("wrist")
    with_another = perform(script, [perfect(Placement.TRUNK), perfect(Placement.WRIST)], 5).sensor("wrist")
    assert np.array_equal(alone.acc_m_s2, with_another.acc_m_s2)


@given(seed=SEEDS)
@settings(max_examples=3, deadline=None)
def test_the_same_seed_gives_the_same_samples(seed: int) -> None:
    def once(number: int) -> SensorSamples:
        return perform([Walk(7.0), Set("squat", 2)], [SensorSpec("bar", Placement.BAR)], number).samples[0]

    assert np.array_equal(once(seed).acc_m_s2, once(seed).acc_m_s2)
    assert np.array_equal(once(seed).gyr_rad_s, once(seed).gyr_rad_s)
    assert not np.array_equal(once(seed).acc_m_s2[:1000], once(seed + 1).acc_m_s2[:1000])


@given(seed=SEEDS, rate_hz=st.sampled_from((12.5, 50.0, 104.0, 200.0)), clock_ppm=st.floats(-5000, 5000))
@settings(max_examples=10, deadline=None)
def test_a_fast_clock_takes_more_samples(seed: int, rate_hz: float, clock_ppm: float) -> None:
    spec = SensorSpec("s", Placement.TRUNK, rate_hz=rate_hz, clock_ppm=clock_ppm)
    performance = perform([Rest(30.0)], [spec], seed)
    samples = performance.samples[0]
    assert np.diff(samples.t_s) == pytest.approx(1 / (rate_hz * (1 + clock_ppm * 1e-6)), rel=1e-9)
    assert performance.duration_s - samples.t_s[-1] < 1.001 / rate_hz * 1.01
    assert len(samples.t_s) == len(samples.acc_m_s2) == len(samples.gyr_rad_s)


def test_a_range_is_not_exceeded() -> None:
    spec = replace(SensorSpec("bar", Placement.BAR), acc_range_m_s2=12.0)
    acc = perform([*set_with_weight(Set("squat", 3))], [spec], 2).samples[0].acc_m_s2
    assert np.max(np.abs(acc)) == 12.0


def test_walking_has_its_step_rate() -> None:
    samples = perform([Walk(30.0, step_rate_hz=1.8)], [SensorSpec("t", Placement.TRUNK)], 3, STATUE).samples[0]
    vertical = samples.acc_m_s2[:, 2] - np.mean(samples.acc_m_s2[:, 2])
    spectrum = np.abs(np.fft.rfft(vertical * np.hanning(len(vertical))))
    strongest_hz = np.fft.rfftfreq(len(vertical), 0.01)[np.argmax(spectrum)]
    assert strongest_hz == pytest.approx(1.8, abs=0.1)
    assert 1.0 < np.std(vertical) < 4.0


def speed_up(performance: Performance, name: str, rep: int) -> FloatArray:
    samples, done = performance.sensor(name), performance.sets[0].reps[rep]
    part = (samples.t_s >= done.back_s) & (samples.t_s <= done.end_s)
    return np.asarray(np.gradient(samples.position_m[part, 2], samples.t_s[part]))


def test_a_tired_squat_has_two_velocity_peaks_around_a_sticking_point() -> None:
    performance = perform([Set("squat", 6, fatigue=0.6)], [perfect(Placement.BAR)], 0, STATUE)
    velocity = speed_up(performance, "bar", 5)
    inner = velocity[1:-1]
    peaks = np.flatnonzero((inner > velocity[:-2]) & (inner >= velocity[2:]) & (inner > 0.2))
    assert len(peaks) == 2
    assert np.min(velocity[peaks[0] : peaks[1]]) < 0.85 * min(inner[peaks])


def test_turning_without_a_pause_pushes_hardest_at_the_turn() -> None:
    slow = Tempo(1.5, 0.0, 1.5, 1.0)
    performance = perform([Set("squat", 1, tempo=slow, fatigue=0.0)], [perfect(Placement.BAR)], 0, STATUE)
    samples, rep = performance.samples[0], performance.sets[0].reps[0]
    turn = int(np.searchsorted(samples.t_s, rep.turn_s))
    assert norm(samples.acc_m_s2)[turn] > GRAVITY_M_S2 + 0.8
