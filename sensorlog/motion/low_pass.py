"""The filter before a fast stream is thinned out, and the loading of what takes long to load."""

from __future__ import annotations

from copy import copy

import numpy as np

from sensorlog.imu import FloatArray

__all__ = ["LowPass", "preload"]


def preload() -> None:
    """Load scipy, which takes a good part of a second: in a thread, before samples come.

    It is not loaded with this room, so that a screen is there before anybody lifts.
    """
    import scipy.linalg
    import scipy.signal  # noqa: F401


class LowPass:
    """Second-order Butterworth, from the first sample on as if that had been there for ever."""

    def __init__(self, corner_hz: float, rate_hz: float) -> None:
        from scipy.signal import butter

        self._sos: FloatArray = butter(2, corner_hz, fs=rate_hz, output="sos")
        self._state: FloatArray | None = None

    def part(self, columns: slice) -> LowPass:
        """Give a filter that goes on with some of the columns alone."""
        part = copy(self)
        part._state = None if self._state is None else self._state[:, :, columns]
        return part

    def push(self, values: FloatArray) -> FloatArray:
        """Filter samples of shape (n, k), the next ones in order."""
        from scipy.signal import sosfilt, sosfilt_zi

        if self._state is None:
            self._state = sosfilt_zi(self._sos)[:, :, None] * values[0]
        filtered, self._state = sosfilt(self._sos, values, axis=0, zi=self._state)
        return np.asarray(filtered, dtype=np.float64)
