"""Whether the body bounces as in walking: steps shake it at their rate, and hardly slower."""

from __future__ import annotations

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.params import Params

__all__ = ["is_walking"]

_FFT = 2048
_STEPS_HZ = (1.3, 3.2)
"""People take 1.4 to 2.5 steps a second (running: up to 3)."""
_SLOWER_HZ = 1.1
"""A stride, the period of a swinging arm, is slower than this."""


def is_walking(force: FloatArray, share: float, params: Params) -> bool:
    """Look at a stretch of vertical force (n,) in m/s², at the counting rate, for this share of steps in it."""
    force = force - force.mean()
    power = np.abs(np.fft.rfft(force * np.hanning(len(force)), _FFT)) ** 2
    hz = np.fft.rfftfreq(_FFT, 1.0 / params.count_rate_hz)
    steps = float(power[(hz > _STEPS_HZ[0]) & (hz < _STEPS_HZ[1])].sum())
    slower = float(power[hz < _SLOWER_HZ].sum())
    strong = float(np.sqrt(np.mean(force * force))) > params.step_force_m_s2
    return strong and steps > share * (steps + slower)
