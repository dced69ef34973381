"""Random workouts with everything that differs in life: person, clip, orientation, tempo, sensor, radio.

A workout follows from its seed alone. What was truly done stands beside what arrived.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt, sosfilt_zi

from benchmarks.countable import TrueSet, true_set
from sensorlog.imu import FloatArray, Gap, ImuBlock, Placement, StreamInfo
from sensorlog.simulate.lifter import (
    EXERCISES,
    Lifter,
    SensorSamples,
    SensorSpec,
    Set,
    Tempo,
    any_mounting,
    exercises_seen_from,
    perform,
    random_script,
)

__all__ = ["Conditions", "Workout", "conditions_of", "workout"]

SENSOR = "sensor"
_SETS = 6
_REST_S = (12.0, 30.0)
_RATES_HZ = (10.0, 12.5, 25.0, 50.0, 100.0, 200.0, 400.0)
_PLACEMENTS = tuple(place for place in Placement if place is not Placement.UNKNOWN)
_INNER_HZ = 200.0
_BANDWIDTH = 0.4
"""Inertial sensors measure faster inside than they put out, and filter to about this part of the output rate (BMI160
data sheet: 5.06 Hz at 12.5 Hz, 10.1 Hz at 25 Hz …); without it the knocks of steps are folded into the movement."""
_PACKET_S = 0.04
"""What one lost packet holds, but one sample at least."""
_GAP_S = 0.15
"""A longer hole is told as a gap, as ``streams`` does."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """How one workout was measured."""

    seed: int
    placement: Placement
    rate_hz: float
    has_gyroscope: bool
    loss: float
    """Share of the packets that never came."""
    has_gaps: bool
    """The link was silent for 1 to 4 s now and then."""
    any_exercise: bool
    """Also exercises in which the clip site hardly moves."""


@dataclass(frozen=True, slots=True, eq=False)
class Workout:
    """What arrived and what was done."""

    conditions: Conditions
    info: StreamInfo
    samples: SensorSamples
    """All that the sensor measured, what got lost included."""
    kept: NDArray[np.intp]
    """Indices of the samples that arrived, shape (n,)."""
    sets: tuple[TrueSet, ...]

    def pieces(self, length: int = 1 << 30) -> Iterator[ImuBlock | Gap]:
        """Yield what arrived: blocks of at most ``length`` samples, and the gaps between them."""
        samples, has_gyroscope = self.samples, self.info.gyr_rate_hz is not None
        t_s = samples.t_s[self.kept]
        holes = np.flatnonzero(np.diff(t_s) > max(_GAP_S, 1.5 / samples.rate_hz))
        for start, end in zip((0, *(holes + 1)), (*(holes + 1), len(t_s)), strict=True):
            if start:
                yield Gap(SENSOR, float(t_s[start - 1]), float(t_s[start]), 1)
            for begin in range(start, end, length):
                part = self.kept[begin : min(begin + length, end)]
                gyr = samples.gyr_rad_s[part] if has_gyroscope else None
                yield ImuBlock(SENSOR, samples.t_s[part], samples.acc_m_s2[part], gyr)

    def up_to(self, t_s: float) -> Workout:
        """Give the same workout, of which no sample behind this time has arrived."""
        return replace(self, kept=self.kept[self.samples.t_s[self.kept] <= t_s])

    @property
    def end_s(self) -> float:
        """Time of the last sample that arrived."""
        return float(self.samples.t_s[self.kept[-1]])


def conditions_of(seed: int) -> Conditions:
    """Draw how the workout of this seed is measured."""
    rng = np.random.default_rng(np.random.SeedSequence((seed, 101)))
    return Conditions(
        seed=seed,
        placement=_PLACEMENTS[int(rng.integers(len(_PLACEMENTS)))],
        rate_hz=_RATES_HZ[int(rng.integers(len(_RATES_HZ)))],
        has_gyroscope=bool(rng.uniform() < 0.85),
        loss=float(rng.uniform(0.0, 0.05)) if rng.uniform() < 0.5 else 0.0,
        has_gaps=bool(rng.uniform() < 0.2),
        any_exercise=bool(rng.uniform() < 0.15),
    )


def workout(seed: int) -> Workout:
    """Perform the workout of this seed."""
    conditions = conditions_of(seed)
    rng = np.random.default_rng(np.random.SeedSequence((seed, 102)))
    names = tuple(EXERCISES) if conditions.any_exercise else exercises_seen_from(conditions.placement)
    names = tuple(name for name in names if name != "plank")
    script = random_script(seed, _SETS, names, _REST_S)
    script = tuple(_in_other_tempo(part, rng) if isinstance(part, Set) else part for part in script)
    lifter = Lifter(
        height_m=float(rng.uniform(1.55, 1.95)),
        sway_rad=float(rng.uniform(0.003, 0.01)),
        tremor_m_s2=float(rng.uniform(0.03, 0.2)),
        variability=float(rng.uniform(0.5, 2.0)),
    )
    performance = perform(script, (_sensor(conditions, rng),), seed, lifter)
    samples = _filtered(performance.sensor(SENSOR), conditions.rate_hz)
    kept = _arrived(samples, conditions, rng)
    info = StreamInfo(
        SENSOR,
        conditions.placement,
        conditions.rate_hz,
        conditions.rate_hz if conditions.has_gyroscope else None,
    )
    sets = tuple(true_set(one, samples, kept, info) for one in performance.sets)
    return Workout(conditions, info, samples, kept, sets)


def _in_other_tempo(one: Set, rng: np.random.Generator) -> Set:
    """Half to twice the usual tempo; of ten sets one is paused at its top or bottom, one has a half rep."""
    usual = EXERCISES[one.exercise].tempo
    factor = float(2.0 ** rng.uniform(-1.0, 1.0))
    tempo = Tempo(
        factor * usual.eccentric_s,
        factor * usual.stretched_pause_s,
        factor * usual.concentric_s,
        factor * usual.shortened_pause_s,
    )
    pause_s = float(rng.uniform(1.0, 5.0))
    which = rng.uniform()
    if which < 0.05:
        tempo = replace(tempo, stretched_pause_s=pause_s)
    elif which < 0.1:
        tempo = replace(tempo, shortened_pause_s=pause_s)
    half = (int(rng.integers(2, one.reps + 1)),) if 0.1 <= which < 0.2 else ()
    return replace(one, tempo=tempo, half_reps=half)


def _sensor(conditions: Conditions, rng: np.random.Generator) -> SensorSpec:
    noise = float(2.0 ** rng.uniform(-1.0, 3.0))
    usual = SensorSpec(SENSOR, conditions.placement)
    bias = rng.uniform(-1.0, 1.0, 6)
    return SensorSpec(
        SENSOR,
        conditions.placement,
        rate_hz=_inner_rate_hz(conditions.rate_hz),
        mounting=any_mounting(conditions.seed),
        acc_noise_m_s2_sqrt_hz=noise * usual.acc_noise_m_s2_sqrt_hz,
        gyr_noise_rad_s_sqrt_hz=noise * usual.gyr_noise_rad_s_sqrt_hz,
        acc_bias_m_s2=(0.3 * bias[0], 0.3 * bias[1], 0.3 * bias[2]),
        gyr_bias_rad_s=(0.04 * bias[3], 0.04 * bias[4], 0.04 * bias[5]),
        acc_scale=float(rng.uniform(0.98, 1.02)),
    )


def _inner_rate_hz(rate_hz: float) -> float:
    return rate_hz * ceil(_INNER_HZ / rate_hz)


def _filtered(samples: SensorSamples, rate_hz: float) -> SensorSamples:
    """Give what the sensor puts out: it measures faster inside, and filters before it takes every n-th sample."""
    every = round(samples.rate_hz / rate_hz)
    if every == 1:
        return samples
    sos = butter(2, _BANDWIDTH * rate_hz, fs=samples.rate_hz, output="sos")
    rest = sosfilt_zi(sos)[:, :, None]

    def out(values: FloatArray) -> FloatArray:
        return np.asarray(sosfilt(sos, values, axis=0, zi=rest * values[0])[0][::every], dtype=np.float64)

    return replace(
        samples,
        rate_hz=rate_hz,
        t_s=samples.t_s[::every],
        acc_m_s2=out(samples.acc_m_s2),
        gyr_rad_s=out(samples.gyr_rad_s),
        position_m=samples.position_m[::every],
        orientation=samples.orientation[::every],
    )


def _arrived(samples: SensorSamples, conditions: Conditions, rng: np.random.Generator) -> NDArray[np.intp]:
    """Find the indices of the samples that got through the air."""
    n, rate_hz = len(samples.t_s), samples.rate_hz
    length = max(1, round(_PACKET_S * rate_hz))
    packets = -(-n // length)
    arrives = np.repeat(rng.uniform(size=packets) >= conditions.loss, length)[:n]
    at_s = float(rng.uniform(10.0, 60.0))
    while conditions.has_gaps and at_s < n / rate_hz:
        silent_s = float(rng.uniform(1.0, 4.0))
        arrives[round(at_s * rate_hz) : round((at_s + silent_s) * rate_hz)] = False
        at_s += silent_s + float(rng.uniform(20.0, 120.0))
    return np.flatnonzero(arrives)
