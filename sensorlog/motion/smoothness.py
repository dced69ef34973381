"""How smooth a movement is: two published measures of a speed profile.

Both are unitless, higher is smoother, and both want one movement from rest to rest: a second of rest in front, or two
movements taken as one, change them by more than people differ.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sensorlog.imu import FloatArray

__all__ = ["MIN_RATE_HZ", "ldlj", "sparc"]

MIN_RATE_HZ = 20.0
"""SPARC listens up to 10 Hz: a sensor that is slower cannot tell."""

_CUT_HZ = 10.0
_LEAST_MAGNITUDE = 0.05
_PAD_LEVEL = 4
_FEWEST = 5
"""Samples: fewer are no movement that could be smooth or not."""


def sparc(speed: FloatArray, rate_hz: float) -> float | None:
    """Spectral arc length of a speed profile, shape (n,), sampled at ``rate_hz``.

    Balasubramanian, Melendez-Calderon, Burdet, "A robust and sensitive metric for quantifying movement smoothness",
    IEEE Trans. Biomed. Eng. 59 (2012), and "On the analysis of movement smoothness", J. NeuroEng. Rehabil. 12 (2015):
    length of the normalised magnitude spectrum up to 10 Hz, between the first and the last bin above 0.05, frequency
    scaled to that band; negative. A minimum-jerk movement has −1.41. ``None``: nothing moved, or too few samples.
    """
    if len(speed) < _FEWEST:
        return None
    size = 1 << ((len(speed) - 1).bit_length() + _PAD_LEVEL)  # the next power of two, and some more
    magnitude = np.abs(np.fft.rfft(speed, size))
    highest = float(magnitude.max())
    if not 0.0 < highest < np.inf:
        return None
    magnitude /= highest
    hz = _heard_hz(size, rate_hz)
    (heard,) = (magnitude[: len(hz)] >= _LEAST_MAGNITUDE).nonzero()
    if len(heard) < 2:
        return None
    band = slice(int(heard[0]), int(heard[-1]) + 1)
    hz, magnitude = hz[band], magnitude[band]
    along = (hz[1:] - hz[:-1]) / (hz[-1] - hz[0])
    return -float(np.hypot(along, magnitude[1:] - magnitude[:-1]).sum())


@lru_cache(maxsize=32)
def _heard_hz(size: int, rate_hz: float) -> FloatArray:
    """Frequencies of a spectrum, as far as they are listened to: of few sizes, for one movement after the other."""
    hz = np.asarray(np.fft.rfftfreq(size, 1.0 / rate_hz), dtype=np.float64)
    return hz[hz <= _CUT_HZ]


def ldlj(velocity: FloatArray, rate_hz: float) -> float | None:
    """Log dimensionless jerk of a velocity profile, shape (n,), sampled at ``rate_hz``.

    −ln(T³ ÷ v_peak² · ∫ jerk² dt), from velocity (LDLJ-V in Melendez-Calderon, Shirota, Balasubramanian, "Estimating
    movement smoothness from inertial measurement units", Front. Bioeng. Biotechnol. 8 (2021)). A minimum-jerk movement
    has −ln(204.8) = −5.322. ``None``: nothing moved, or too few samples.
    """
    if len(velocity) < _FEWEST:
        return None
    dt = 1.0 / rate_hz
    peak = float(np.max(np.abs(velocity)))
    jerk = np.diff(velocity, 2) / (dt * dt)
    total = float(np.sum(jerk * jerk)) * dt
    if not (0.0 < peak < np.inf and 0.0 < total < np.inf):
        return None
    duration_s = (len(velocity) - 1) * dt
    return -float(np.log(duration_s**3 / peak**2 * total))
