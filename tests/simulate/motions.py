"""Motion for virtual sensors whose truth is a formula."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sensorlog.imu import FloatArray, Placement

G = 9.80665


@dataclass(frozen=True)
class Swing:
    """A sensor that swings smoothly about all axes."""

    name: str
    placement: Placement
    rate_hz: float
    t_s: FloatArray
    acc_m_s2: FloatArray
    gyr_rad_s: FloatArray


def swing(seconds: float, *, name: str = "bar", rate_hz: float = 100.0, clock_ppm: float = 0.0) -> Swing:
    clock_s = np.arange(round(seconds * rate_hz)) / rate_hz
    return Swing(
        name,
        Placement.BAR,
        rate_hz,
        clock_s * (1.0 - clock_ppm * 1e-6),
        np.stack([0.3 * G * np.sin(2 * clock_s), 0.2 * G * np.cos(3 * clock_s), G + np.sin(clock_s)], axis=1),
        np.stack([np.sin(clock_s), 2.0 * np.cos(2 * clock_s), 0.5 * np.sin(5 * clock_s)], axis=1),
    )
