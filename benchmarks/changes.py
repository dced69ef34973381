"""Recordings of people as if they had moved otherwise, or with another sensor: their counts should stay the same.

A change of tempo keeps the path of the sensor, so that what is not gravity changes with the square of the factor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.signal import butter, sosfiltfilt
from vqf import offlineVQF

from benchmarks.up import up
from sensorlog.imu import FloatArray, ImuBlock
from sensorlog.recordings import SampleRecording
from sensorlog.recordings.columns import STANDARD_GRAVITY_M_S2

__all__ = ["CHANGES", "Samples", "joined"]

_BANDWIDTH = 0.4
"""Part of a lower rate up to which a sensor lets movement through."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Accelerometer (m/s²) and gyroscope (rad/s) at the same, evenly spaced times (s): (n, 3), (n, 3) and (n,)."""

    t_s: FloatArray
    acc_m_s2: FloatArray
    gyr_rad_s: FloatArray | None

    @property
    def rate_hz(self) -> float:
        """Samples a second."""
        return float(1.0 / np.median(np.diff(self.t_s)))


Change = Callable[[Samples], Samples]


def joined(recording: SampleRecording) -> Samples:
    """Give both sensors of a recording at the times of its accelerometer, which are made even."""
    blocks = [block for block in recording.blocks() if isinstance(block, ImuBlock)]
    acc = [(block.t_s, block.acc_m_s2) for block in blocks if block.acc_m_s2 is not None]
    gyr = [(block.t_s, block.gyr_rad_s) for block in blocks if block.gyr_rad_s is not None]
    times = np.concatenate([t_s for t_s, _ in acc])
    t_s = np.arange(times[0], times[-1], float(np.median(np.diff(times))))
    return Samples(t_s, _at(t_s, acc), _at(t_s, gyr) if gyr else None)


def _at(t_s: FloatArray, parts: list[tuple[FloatArray, FloatArray]]) -> FloatArray:
    times, values = (np.concatenate(each) for each in zip(*parts, strict=True))
    return np.column_stack([np.interp(t_s, times, values[:, axis]) for axis in range(3)])


def _gravity(one: Samples) -> FloatArray:
    """Give what a sensor that was turned like this and did not move would have measured."""
    gyr = np.zeros_like(one.acc_m_s2) if one.gyr_rad_s is None else np.ascontiguousarray(one.gyr_rad_s)
    found = offlineVQF(gyr, np.ascontiguousarray(one.acc_m_s2), None, 1.0 / one.rate_hz)
    return STANDARD_GRAVITY_M_S2 * up(found["quat6D"])


def _slower(factor: float) -> Change:
    def change(one: Samples) -> Samples:
        gravity = _gravity(one)
        gyr = None if one.gyr_rad_s is None else one.gyr_rad_s / factor
        return Samples(one.t_s * factor, gravity + (one.acc_m_s2 - gravity) / factor**2, gyr)

    return change


def _smaller(factor: float) -> Change:
    """Let it travel less; how it turns stays."""

    def change(one: Samples) -> Samples:
        gravity = _gravity(one)
        return replace(one, acc_m_s2=gravity + (one.acc_m_s2 - gravity) * factor)

    return change


def _at_rate(rate_hz: float) -> Change:
    def change(one: Samples) -> Samples:
        every = max(1, round(one.rate_hz / rate_hz))
        if every == 1:
            return one
        sos = butter(2, 2 * _BANDWIDTH / every, output="sos")

        def thinned(values: FloatArray) -> FloatArray:
            filtered: FloatArray = sosfiltfilt(sos, values, axis=0)
            return filtered[::every]

        gyr = None if one.gyr_rad_s is None else thinned(one.gyr_rad_s)
        return Samples(one.t_s[::every], thinned(one.acc_m_s2), gyr)

    return change


def _mounted(seed: int) -> Change:
    """Clip the sensor on another way round: a random rotation (QR of a normal matrix)."""
    rotation, upper = np.linalg.qr(np.random.default_rng(seed).standard_normal((3, 3)))
    rotation = rotation * np.sign(np.diag(upper))
    rotation[:, 0] *= np.sign(np.linalg.det(rotation))

    def change(one: Samples) -> Samples:
        gyr = None if one.gyr_rad_s is None else one.gyr_rad_s @ rotation.T
        return replace(one, acc_m_s2=one.acc_m_s2 @ rotation.T, gyr_rad_s=gyr)

    return change


def _biased(one: Samples) -> Samples:
    """With the offsets that data sheets allow: 1.5 °/s and 25 mg."""
    gyr = None if one.gyr_rad_s is None else one.gyr_rad_s + np.deg2rad((1.5, -1.0, 1.2))
    return replace(one, acc_m_s2=one.acc_m_s2 + np.array((0.25, -0.2, 0.25)), gyr_rad_s=gyr)


def _noisy(one: Samples) -> Samples:
    rng = np.random.default_rng(1)
    acc = one.acc_m_s2 + rng.normal(0.0, 0.1, one.acc_m_s2.shape)
    gyr = None if one.gyr_rad_s is None else one.gyr_rad_s + rng.normal(0.0, 0.02, one.acc_m_s2.shape)
    return replace(one, acc_m_s2=acc, gyr_rad_s=gyr)


def _backwards(one: Samples) -> Samples:
    """Let time run backwards: other people's first reps are as these people's last ones."""
    gyr = None if one.gyr_rad_s is None else -one.gyr_rad_s[::-1]
    return Samples(one.t_s, one.acc_m_s2[::-1], gyr)


CHANGES: Mapping[str, Change] = {
    "evenly spaced": lambda one: one,
    **{f"time × {factor}": _slower(factor) for factor in (0.6, 0.8, 0.9, 1.1, 1.25, 1.6)},
    **{f"travel × {factor}": _smaller(factor) for factor in (0.7, 0.85, 1.2)},
    **{f"{rate_hz:g} Hz": _at_rate(rate_hz) for rate_hz in (50.0, 25.0, 12.5)},
    "offsets of 1.5 °/s and 25 mg": _biased,
    "noise of 1.1 °/s and 10 mg": _noisy,
    "accelerometer alone": lambda one: replace(one, gyr_rad_s=None),
    **{f"mounted otherwise, {seed}": _mounted(seed) for seed in range(3)},
    "backwards": _backwards,
}
