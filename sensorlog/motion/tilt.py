"""Which way is up without a gyroscope: a low pass of the force that looks ahead as far as back, and so does not lag.

Up moves with the sensor, and force is gravity along up and the acceleration of every stroke: a mean over about a second
keeps the one and most of the other out. A causal low pass does so half a second late, so that up and force do not
belong together, and quick reps are too small at first.
"""

from __future__ import annotations

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.grid import Epoch
from sensorlog.motion.orientation import CountSamples, Thinning
from sensorlog.motion.params import Params

__all__ = ["Tilt"]

_BEHIND = 3.0
"""Standard deviations that are looked back on; what lies beyond weighs 0.1 %."""
_TINY = 1e-9


class Tilt:
    """Turns grid samples of an accelerometer into vertical force and up, by a Gaussian mean of the force."""

    def __init__(self, grid_rate_hz: float, params: Params) -> None:
        spread = params.tilt_spread_s * params.count_rate_hz
        self._ahead = round(params.tilt_ahead_s * params.count_rate_hz)
        self._behind = round(_BEHIND * spread)
        self._weights: list[float] = np.exp(-0.5 * (np.arange(-self._behind, self._ahead + 1) / spread) ** 2).tolist()
        self._thinning = Thinning(round(grid_rate_hz / params.count_rate_hz))
        self._begin()

    def _begin(self) -> None:
        self._thinning.begin()
        self._times: FloatArray = np.empty(0)
        """Of the samples whose up is not known yet."""
        self._force: FloatArray = np.zeros((self._behind, 3))
        """Of these, and before them of those that their up depends on; nothing before the first sample."""

    def push(self, epoch: Epoch) -> CountSamples:
        """Take the samples of ``epoch``; give those that lie far enough back."""
        if epoch.begins:
            self._begin()
        columns = self._thinning.push(np.column_stack((epoch.t_s, epoch.acc)))
        self._times = np.concatenate((self._times, columns[:, 0]))
        self._force = np.concatenate((self._force, columns[:, 1:]))
        return self._give(epoch.begins, max(len(self._times) - self._ahead, 0), self._force)

    def rest(self) -> CountSamples:
        """Give all that is left, as if nothing more came."""
        return self._give(False, len(self._times), np.concatenate((self._force, np.zeros((self._ahead, 3)))))

    def _give(self, begins: bool, count: int, force: FloatArray) -> CountSamples:
        mean = np.zeros((count, 3))
        for offset, weight in enumerate(self._weights):  # element by element: bit-equal for any cut
            mean = mean + weight * force[offset : offset + count]
        x, y, z = mean[:, 0], mean[:, 1], mean[:, 2]
        up = mean / np.maximum(np.sqrt(x * x + y * y + z * z), _TINY)[:, None]
        felt = force[self._behind : self._behind + count]
        vertical = up[:, 0] * felt[:, 0] + up[:, 1] * felt[:, 1] + up[:, 2] * felt[:, 2]
        samples = CountSamples(begins, self._times[:count], vertical, up, np.zeros((count, 3)))
        self._times, self._force = self._times[count:], self._force[count:]
        return samples
