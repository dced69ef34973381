"""Which way is up, sample by sample, and the same for any cut: the VQF filter and decimation to the counting rate.

VQF: D. Laidig, T. Seel, "VQF: Highly accurate IMU orientation estimation with bias estimation and magnetic disturbance
rejection", Information Fusion 91 (2023). ``updateBatch`` is bit-equal across cuts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from vqf import VQF

from sensorlog.imu import FloatArray
from sensorlog.motion.grid import Epoch
from sensorlog.motion.params import Params

__all__ = ["CountSamples", "Orientation"]

_LEFT, _RIGHT = np.array((1, 2, 1, 0, 0, 2)), np.array((3, 3, 1, 2, 1, 2))
"""Products of the quaternion (w, x, y, z) that up is made of: xz, yz, xx, wy, wx, yy."""
_SECOND, _TIMES, _PLUS = np.array((-1.0, 1.0, 1.0)), np.array((2.0, 2.0, -2.0)), np.array((0.0, 0.0, 1.0))
"""Up, the third row of the rotation matrix, is ``2 (xz − wy), 2 (yz + wx), 1 − 2 (xx + yy)``."""


class CountSamples(NamedTuple):
    """Samples at the counting rate, each the mean over the grid samples up to its time.

    ``t_s`` (m,); ``vertical`` (m,): specific force along up, m/s², gravity still in it; ``up`` (m, 3): unit vector
    that points up, in the sensor frame; ``turn`` (m, 3): angular velocity without bias, rad/s, sensor frame, zeros
    without a gyroscope.
    """

    begins: bool
    t_s: FloatArray
    vertical: FloatArray
    up: FloatArray
    turn: FloatArray


class Thinning:
    """Means over as many grid samples as make one at the counting rate."""

    def __init__(self, factor: int) -> None:
        self._factor = factor
        self._left: FloatArray | None = None

    def begin(self) -> None:
        """Forget the samples that did not make a whole one."""
        self._left = None

    def push(self, columns: FloatArray) -> FloatArray:
        """Take the next samples, (n, k); give means, (m, k)."""
        if self._left is not None:
            columns = np.concatenate((self._left, columns))
        whole = len(columns) // self._factor * self._factor
        self._left = columns[whole:]
        groups = columns[:whole].reshape(-1, self._factor, columns.shape[1])
        # Along an axis that is not the last one numpy adds one after the other: bit-equal for any cut.
        return np.asarray(groups.sum(axis=1) / self._factor, dtype=np.float64)


class Orientation:
    """Turns grid samples of one sensor into vertical force, up and turn rate."""

    def __init__(self, grid_rate_hz: float, params: Params) -> None:
        self._grid_rate_hz = grid_rate_hz
        self._tau_s = params.tau_acc_s
        self._vqf = self._new_filter()
        self._thinning = Thinning(round(grid_rate_hz / params.count_rate_hz))

    def _new_filter(self) -> VQF:
        return VQF(1.0 / self._grid_rate_hz, tauAcc=self._tau_s)

    def push(self, epoch: Epoch) -> CountSamples:
        """Filter the samples of ``epoch``; give what fills whole samples at the counting rate."""
        if epoch.begins:
            bias = self._vqf.getBiasEstimate()
            self._vqf = self._new_filter()
            self._vqf.setBiasEstimate(*bias)  # the sensor is still the same one
            self._thinning.begin()
        acc = np.ascontiguousarray(epoch.acc)
        gyr = np.zeros_like(acc) if epoch.gyr is None else np.ascontiguousarray(epoch.gyr)
        result = self._vqf.updateBatch(gyr, acc)
        quat = result["quat6D"]
        products = quat.take(_LEFT, axis=1) * quat.take(_RIGHT, axis=1)
        up = (products[:, :3] + products[:, 3:] * _SECOND) * _TIMES + _PLUS
        columns = np.empty((len(acc), 8))
        columns[:, 0] = epoch.t_s
        x, y, z = (up * acc).T  # no sum over an axis, which could come in another order for another cut
        columns[:, 1] = x + y + z
        columns[:, 2:5] = up
        columns[:, 5:8] = gyr - result["bias"]
        mean = self._thinning.push(columns)
        return CountSamples(epoch.begins, mean[:, 0], mean[:, 1], mean[:, 2:5], mean[:, 5:8])

    def rest(self) -> None:
        """Nothing waits here: up is known as soon as a sample is."""
