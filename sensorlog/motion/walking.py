"""Whether the body bounces as in walking: steps shake it at their rate, and hardly slower."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft

__all__ = ["is_walking", "walks_off"]

_FFT = 2048
_STEPS_HZ = (1.3, 3.2)
"""People take 1.4 to 2.5 steps a second (running: up to 3)."""
_SLOWER_HZ = 1.1
"""A stride, the period of a swinging arm, is slower than this."""
_STEPS_S = 3.0
_STEP_S = 1.0
"""Four steps at least, and one."""


def is_walking(force: FloatArray, share: float, params: Params) -> bool:
    """Look at a stretch of vertical force (n,) in m/s², at the counting rate, for this share of steps in it."""
    force = force - force.mean()
    power = np.abs(np.fft.rfft(force * np.hanning(len(force)), _FFT)) ** 2
    hz = np.fft.rfftfreq(_FFT, 1.0 / params.count_rate_hz)
    steps = float(power[(hz > _STEPS_HZ[0]) & (hz < _STEPS_HZ[1])].sum())
    slower = float(power[hz < _SLOWER_HZ].sum())
    strong = float(np.sqrt(np.mean(force * force))) > params.step_force_m_s2
    return strong and steps > share * (steps + slower)


def walks_off(drafts: Sequence[RepDraft], history: History, params: Params, *, tilts: bool) -> bool:
    """Tell whether the last rep came twice as soon as any before it, at the pace of steps.

    ``tilts``: up is a mean of the force, which steps alone let swing, at any pace.
    """
    if tilts:
        return bool(drafts) and _steps(history, drafts[-1].start, params)
    if len(drafts) <= params.min_reps:
        return False
    *times, last = (later.anchor - earlier.anchor for earlier, later in pairwise(drafts))
    return params.quicker_ratio * last <= min(times) and _steps(
        history, history.end - round(_STEPS_S * params.count_rate_hz), params
    )


def _steps(history: History, since: int, params: Params) -> bool:
    """Tell whether the body bounces as in walking: since a sample, and over the last few steps."""
    end = history.end
    starts = {end - round(_STEPS_S * params.count_rate_hz), min(since, end - round(_STEP_S * params.count_rate_hz))}
    return all(is_walking(history.verticals(start, end), params.step_share, params) for start in starts)
