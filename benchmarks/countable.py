"""What may be expected of a counter in a simulated set: from what its sensor could see, never from what was counted.

A set is asked for if its clip site moves enough, no missing samples hide a rep, and the person does not wait between
two reps for so long that they may as well have begun another set. Where the clip site goes to the turn of the reps once
more right behind the last one, as at the wrist of somebody who stands up from the weight, nothing in the data tells
that movement from a rep: either count is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import acos

import numpy as np
from numpy.typing import NDArray

from benchmarks.up import up
from sensorlog.imu import FloatArray, StreamInfo
from sensorlog.simulate.lifter import SensorSamples, SetTruth

__all__ = ["TrueSet", "true_set"]

_CARRIED_M = 0.10
_CARRIED_RAD = 0.40
"""A set in which the sensor travels or turns this far is carried by its clip site, …"""
_STILL_M = 0.05
_STILL_RAD = 0.2
"""… one in which it does less than this is not; what lies between is a matter of definition and is not judged."""
_HIDES_S = 0.6
"""A hole as long as a quick stroke hides reps: a set with one cannot be counted exactly."""
_PAUSE_S = 5.0
"""The longest pause that is promised to be within a set; it is drawn up to here, and grows with fatigue."""
_BEHIND_S = 10.0
"""People stand up from the weight, or from the seat, within this time; the next set is farther off."""
_NEAR_M = 0.03
_NEAR_RAD = 0.05
"""As near to the turns of the reps as they are to each other; people repeat them at least this well."""


@dataclass(frozen=True, slots=True)
class TrueSet:
    """One set as it was done, and what may be expected of a counter."""

    truth: SetTruth
    is_carried: bool
    """The clip site moves enough."""
    is_not_carried: bool
    """It hardly moves; both are false for what lies between."""
    is_whole: bool
    """No reps are hidden by missing samples."""
    is_one: bool
    """The person never waited for longer between two reps than people pause within a set."""
    goes_on: bool
    """The clip site went to the turn of the reps once more right behind them."""
    tempo: float
    """Median duration of its reps, s."""

    @property
    def is_countable(self) -> bool:
        """Whether the right answer is known."""
        return self.is_carried and self.is_whole and self.is_one

    @property
    def counts(self) -> tuple[int, ...]:
        """The right answers."""
        reps = len(self.truth.reps)
        return (reps, reps + 1) if self.goes_on else (reps,)


def true_set(one: SetTruth, samples: SensorSamples, kept: NDArray[np.intp], info: StreamInfo) -> TrueSet:
    """Judge a set by all that was measured, of which the samples ``kept`` arrived."""
    travelled = float(np.median([rep.measures[info.sensor].rom_m for rep in one.reps]))
    turned = float(np.median([_turned(rep.start_s, rep.turn_s, samples, info) for rep in one.reps]))
    t_s = samples.t_s[kept]
    before = max(int(np.searchsorted(t_s, one.start_s)) - 1, 0)
    during = t_s[before : int(np.searchsorted(t_s, one.end_s)) + 1]
    return TrueSet(
        truth=one,
        is_carried=travelled >= _CARRIED_M or turned >= _CARRIED_RAD,
        is_not_carried=travelled < _STILL_M and turned < _STILL_RAD,
        is_whole=len(during) > 1 and float(np.diff(during).max()) < _HIDES_S,
        is_one=all(later.start_s - earlier.end_s <= _PAUSE_S for earlier, later in pairwise(one.reps)),
        goes_on=_goes_on(one, samples),
        tempo=float(np.median([rep.end_s - rep.start_s for rep in one.reps])),
    )


def _goes_on(one: SetTruth, samples: SensorSamples) -> bool:
    """Tell whether tilt and height behind the set come as near to the turns of its reps as these are to each other."""
    at = np.searchsorted(samples.t_s, [rep.turn_s for rep in one.reps if not rep.half])
    begin, end = np.searchsorted(samples.t_s, (one.end_s, one.end_s + _BEHIND_S))
    behind = slice(int(begin), int(end))

    def comes_back(turns: FloatArray, then: FloatArray, floor: float) -> NDArray[np.bool_]:
        usual = np.median(turns, axis=0)
        spread = max(float(np.linalg.norm(turns - usual, axis=1).max()), floor)
        return np.asarray(np.linalg.norm(then - usual, axis=1) <= spread)

    orientation, height = samples.orientation, samples.position_m[:, 2:]
    tilts = comes_back(up(orientation[at]), up(orientation[behind]), _NEAR_RAD)
    return bool(np.any(tilts & comes_back(height[at], height[behind], _NEAR_M)))


def _turned(start_s: float, turn_s: float, samples: SensorSamples, info: StreamInfo) -> float:
    """Angle between the poses at two times; without a gyroscope only inclination can be seen."""
    one, other = (samples.orientation[np.searchsorted(samples.t_s, t_s)] for t_s in (start_s, turn_s))
    if info.gyr_rate_hz is not None:
        return 2.0 * acos(min(abs(float(one @ other)), 1.0))
    return acos(min(max(float(up(one) @ up(other)), -1.0), 1.0))
