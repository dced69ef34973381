"""Simple ways to count, as others describe them, for comparison. Each is told where the set is.

They have one setting for all exercises, as the counter has. Published results of such methods mostly come from
settings for each exercise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.signal import butter, find_peaks, sosfiltfilt

from sensorlog.imu import FloatArray, ImuBlock

__all__ = ["METHODS", "Stretch", "stretch_of"]

_RATE_HZ = 25.0
_PERIODS_S = (0.6, 12.0)
_HIGH = 0.9
_SLOW_HZ, _MOVEMENT_HZ = 0.4, 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """The samples of one set at 25 Hz: ``acc`` and ``gyr`` have shape (n, 3); ``gyr`` is ``None`` without gyroscope."""

    acc: FloatArray
    gyr: FloatArray | None


def stretch_of(blocks: Sequence[ImuBlock], start_s: float, end_s: float) -> Stretch | None:
    """Put the samples between two times on a grid, holes bridged; ``None`` where there are too few for any filter."""
    known = [_column(blocks, "acc_m_s2"), _column(blocks, "gyr_rad_s")]
    if known[0] is None:
        return None
    begin_s = max([start_s, *(float(each[0][0]) for each in known if each is not None)])
    stop_s = min([end_s, *(float(each[0][-1]) for each in known if each is not None)])
    t_s = np.arange(begin_s, stop_s, 1.0 / _RATE_HZ)
    if len(t_s) < 3 * _RATE_HZ:
        return None
    acc, gyr = (None if each is None else _on_grid(t_s, *each) for each in known)
    assert acc is not None
    return Stretch(acc, gyr)


def _column(blocks: Sequence[ImuBlock], name: str) -> tuple[FloatArray, FloatArray] | None:
    parts = [(block.t_s, getattr(block, name)) for block in blocks if getattr(block, name) is not None]
    if not parts:
        return None
    return np.concatenate([t_s for t_s, _ in parts]), np.concatenate([values for _, values in parts])


def _on_grid(t_s: FloatArray, known_s: FloatArray, values: FloatArray) -> FloatArray:
    return np.column_stack([np.interp(t_s, known_s, values[:, axis]) for axis in range(3)])


def _low_pass(values: FloatArray, cut_hz: float) -> FloatArray:
    sos = butter(4, cut_hz, fs=_RATE_HZ, output="sos")
    return np.asarray(sosfiltfilt(sos, values, axis=0), dtype=np.float64)


def low_pass_extrema(stretch: Stretch) -> int:
    """Count the maxima of the magnitude of acceleration below 0.4 Hz."""
    slow = _low_pass(np.linalg.norm(stretch.acc, axis=1), _SLOW_HZ)
    return len(find_peaks(slow)[0])


def _main_component(stretch: Stretch) -> FloatArray:
    """First principal component of the acceleration below 2 Hz, without its mean."""
    acc = _low_pass(stretch.acc, _MOVEMENT_HZ)
    centred = acc - acc.mean(axis=0)
    axis = np.linalg.eigh(centred.T @ centred)[1][:, -1]
    return np.asarray(centred @ axis, dtype=np.float64)


def _period(values: FloatArray) -> int:
    """Lag of the first high peak of the autocorrelation between 0.6 and 12 s (or half the set), in samples."""
    n = len(values)
    spectrum = np.abs(np.fft.rfft(values, 2 * n)) ** 2
    correlation = np.fft.irfft(spectrum)[:n] / np.arange(n, 0, -1)
    low, high = round(_PERIODS_S[0] * _RATE_HZ), min(round(_PERIODS_S[1] * _RATE_HZ), n // 2)
    looked_at = correlation[low:high]
    peaks = find_peaks(looked_at)[0]
    if not len(peaks) or looked_at[peaks].max() <= 0.0:
        return low + int(np.argmax(looked_at))
    # Twice the period correlates as well as the period itself.
    return low + int(peaks[looked_at[peaks] >= _HIGH * looked_at[peaks].max()][0])


def autocorrelation_period(stretch: Stretch) -> int:
    """Divide the length of the set by its period."""
    values = _main_component(stretch)
    return round(len(values) / _period(values))


def gated_peaks(stretch: Stretch) -> int:
    """Count the peaks of the main component that are most of a period apart (as RecoFit, CHI 2014, gates them)."""
    values = _main_component(stretch)
    return len(find_peaks(values, distance=max(1.0, 0.75 * _period(values)), prominence=0.5 * values.std())[0])


def gyroscope_threshold(stretch: Stretch) -> int:
    """Halve how often the angular speed rises above its mean, once on each way; 0 without a gyroscope."""
    if stretch.gyr is None:
        return 0
    speed = _low_pass(np.linalg.norm(stretch.gyr, axis=1), _MOVEMENT_HZ)
    above = speed > speed.mean()
    return round(int(np.count_nonzero(above[1:] & ~above[:-1])) / 2)


METHODS: Mapping[str, Callable[[Stretch], int]] = {
    "low pass and extrema": low_pass_extrema,
    "main component, autocorrelation-gated peaks": gated_peaks,
    "autocorrelation period alone": autocorrelation_period,
    "threshold on angular speed": gyroscope_threshold,
}
"""By name."""
