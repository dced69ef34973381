"""Up without a gyroscope."""

from __future__ import annotations

import numpy as np
import pytest

from sensorlog.motion.grid import Epoch
from sensorlog.motion.params import Params
from sensorlog.motion.tilt import Tilt
from tests.motion.movements import analyse, counts, info, swing


def tilts_rad(angle_rad: np.ndarray, t_s: np.ndarray, rate_hz: float) -> tuple[np.ndarray, np.ndarray]:
    force = 9.8 * np.column_stack((np.zeros_like(t_s), np.sin(angle_rad), np.cos(angle_rad)))
    tilt = Tilt(rate_hz, Params())
    given, left = tilt.push(Epoch(True, t_s, force, None)), tilt.rest()
    up = np.concatenate((given.up, left.up))
    return np.concatenate((given.t_s, left.t_s)), np.arctan2(up[:, 1], up[:, 2])


@pytest.mark.parametrize("rate_hz", [25.0, 100.0])
def test_up_does_not_lag_behind_the_sensor(rate_hz):
    t_s = np.arange(0.0, 30.0, 1 / rate_hz)
    times_s, found = tilts_rad(0.5 * np.sin(2 * np.pi * t_s / 3.0), t_s, rate_hz)
    inside = (times_s > 3.0) & (times_s < 27.0)

    def like(lag_s: float) -> float:
        return float(np.corrcoef(found[inside], np.sin(2 * np.pi * (times_s[inside] - lag_s) / 3.0))[0, 1])

    best_s = max(np.arange(-0.5, 0.5, 0.02), key=like)
    assert abs(best_s) < 0.15
    assert np.ptp(found[inside]) > 0.7


def test_each_sample_comes_once_and_at_rest_up_is_true():
    t_s = np.arange(0.0, 5.0, 0.02)
    times_s, found = tilts_rad(np.full_like(t_s, 0.3), t_s, 50.0)
    assert len(times_s) == len(t_s) // 2
    assert np.all(np.diff(times_s) > 0)
    assert np.allclose(found, 0.3)


def test_quick_repetitions_are_counted_from_the_first_one():
    t, acc, _ = swing(8, out_s=0.7, hold_s=0.1, back_s=0.7, rest_s=0.2)
    assert counts(analyse((t, acc, None), info(100.0, None))) == [8]
