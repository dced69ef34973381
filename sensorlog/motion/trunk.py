"""How the trunk moved in one rep, from a sensor on it: lean, side bend, twist, speed, smoothness of each phase."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from sensorlog.events import CalibrationState, Rep, TrunkMeasures, TrunkPhase
from sensorlog.imu import FloatArray, StreamInfo
from sensorlog.motion.channels import Vector
from sensorlog.motion.history import History
from sensorlog.motion.holes import is_whole
from sensorlog.motion.jerkiness import EDGE, derivative, jerkiness
from sensorlog.motion.lean import Lean, leaning
from sensorlog.motion.params import Params
from sensorlog.motion.phase import moving
from sensorlog.motion.smoothness import MIN_RATE_HZ, ldlj, sparc
from sensorlog.motion.standing import Standing

__all__ = ["Trunk"]

_SLOW = 0.05
"""Part of the peak speed below which it rests: a usual threshold of movement analysis."""
_EARLIER_S = 0.8
"""A stall right after the start of a rep looks like its start: the trunk is looked at from this much earlier on."""
_LEAST_TURN_RAD = 0.1
"""A phase that turns the trunk by less than 6° is sway: it has no smoothness."""


class Trunk:
    """Measures reps on the history of one sensor with a gyroscope, at the trunk or at the pelvis.

    Pure but for what it has learnt of the clip.
    """

    def __init__(self, history: History, info: StreamInfo, params: Params) -> None:
        self._history = history
        self._is_quick = min(info.acc_rate_hz, info.gyr_rate_hz or 0.0) >= MIN_RATE_HZ
        self._p = params
        self._rate_hz = params.count_rate_hz
        self._clip_site = info.clip_site
        self._standing = Standing(params.count_rate_hz)
        self._lean, self._lean_of_others = Lean(), Lean()

    def push(self, up: Vector, turn: Vector) -> None:
        """Take one sample at the counting rate: up and turn rate (rad/s) in the sensor frame."""
        if self._standing.push(up, turn):
            self._lean, self._lean_of_others = Lean(), Lean()

    def calibrate(self) -> None:
        """Learn standing anew, because the person asked for it."""
        self._standing.calibrate()

    def calibrated(self) -> CalibrationState | None:
        """Say after each sample how a calibration ended with it; ``None``: it did not, or there is none."""
        return self._standing.outcome()

    def measure(self, rep: Rep, before: Rep | None = None) -> TrunkMeasures | None:
        """Measure what is known of ``rep``; ``None`` where samples of it are missing, or not there yet.

        ``before``: an earlier revision of it; what has the same times is not measured again.
        """
        if before is not None and before.trunk is not None and _times(before) == _times(rep):
            return before.trunk
        return self._measured(rep, self._lean)

    def measure_of_other(self, rep: Rep) -> TrunkMeasures | None:
        """Measure a rep that another sensor counts.

        What that shows of forward is kept apart: it is asked for at other times than the own reps are measured.
        """
        return self._measured(rep, self._lean_of_others)

    def leaning(self, start_s: float, end_s: float) -> tuple[FloatArray, FloatArray] | None:
        """Give times (s) and lean against standing (rad), each (n,), of one movement; forward is positive.

        ``None`` where standing is not known, samples are missing, or forward does not show.
        """
        first, last = self._index(start_s), self._index(end_s)
        if first is None or last is None or last - first < 2 or self._standing.up is None:
            return None
        lean_rad = leaning(self._poses(first, last), np.array(self._standing.up))
        return None if lean_rad is None else (np.array(self._history.t_s[first : last + 1]), lean_rad)

    def _measured(self, rep: Rep, lean: Lean) -> TrunkMeasures | None:
        first = self._index(rep.start_s)
        last = self._index(rep.turn_s if rep.end_s is None else rep.end_s)
        if first is None or last is None or last - first < 2 or not self._is_whole(first, last):
            return None
        turn = self._turning(first, last)
        out = None if rep.turn_s is None else self._phase(rep.start_s - _EARLIER_S, rep.turn_s)
        back = None if rep.turn_s is None or rep.end_s is None else self._phase(rep.turn_s, rep.end_s)
        # By their place in the rep: a way back without a way out would be taken for one.
        known = () if out is None else (out,) if back is None else (out, back)
        peak_rad = range_rad = aside_rad = None
        if self._standing.up is not None:
            poses = self._poses(first, last)
            peak_rad, range_rad, aside_rad = lean.measure(poses, np.array(self._standing.up))
        return TrunkMeasures(
            inclination_peak_rad=peak_rad,
            inclination_range_rad=range_rad,
            side_bend_rad=aside_rad,
            twist_range_rad=self._twist(turn),
            angular_speed_peak_rad_s=float(np.sqrt(np.max(np.sum(turn * turn, axis=1)))),
            smoothness_sparc=min((p.smoothness_sparc for p in known if p.smoothness_sparc is not None), default=None),
            smoothness_ldlj=min((p.smoothness_ldlj for p in known if p.smoothness_ldlj is not None), default=None),
            jerkiness=max((p.jerkiness for p in known if p.jerkiness is not None), default=None),
            phases=known,
            clip_site=self._clip_site,
        )

    def _index(self, t_s: float | None) -> int | None:
        times = self._history.t_s
        if t_s is None or not times or not times[0] <= t_s <= times[-1]:
            return None
        return bisect_left(times, t_s)

    def _is_whole(self, first: int, last: int) -> bool:
        begin = self._history.first
        return is_whole(first + begin, last + begin, self._history, self._p)

    def _poses(self, first: int, last: int) -> FloatArray:
        return self._history.poses(first + self._history.first, last + self._history.first + 1)

    def _turning(self, first: int, last: int) -> FloatArray:
        turn = self._history.turn_rates(first + self._history.first, last + self._history.first + 1)
        unbiased: FloatArray = turn - np.array(self._standing.bias)
        return unbiased

    def _phase(self, start_s: float, end_s: float) -> TrunkPhase | None:
        """Measure one phase by its turning about its own main axis (first principal direction of the turn rate)."""
        first, last = self._index(max(start_s, self._history.t_s[0])), self._index(end_s)
        if first is None or last is None or last - first < 2 * EDGE + 1:
            return None
        inside = self._turning(first, last)
        around = self._turning(first - EDGE, last + EDGE)
        before, behind = min(first, EDGE), len(around) - len(inside) - min(first, EDGE)
        around = np.pad(around, ((EDGE - before, EDGE - behind), (0, 0)), mode="edge")
        axis = np.linalg.eigh(inside.T @ inside)[1][:, -1]
        velocity = inside @ axis
        part = moving(velocity, _SLOW)
        velocity = velocity[part]
        if not len(velocity):
            return None
        speed = np.sqrt(np.sum(inside[part] ** 2, axis=1))
        range_rad = float(np.ptp(np.cumsum(velocity))) / self._rate_hz
        turns = self._is_quick and range_rad >= _LEAST_TURN_RAD
        acceleration = derivative(around @ axis, self._rate_hz)[part]
        return TrunkPhase(
            duration_s=len(velocity) / self._rate_hz,
            end_s=end_s,
            range_rad=range_rad,
            angular_speed_peak_rad_s=float(speed.max()),
            smoothness_sparc=sparc(speed, self._rate_hz) if turns else None,
            smoothness_ldlj=ldlj(velocity, self._rate_hz) if turns else None,
            jerkiness=jerkiness(velocity, acceleration, self._rate_hz) if turns else None,
        )

    def _twist(self, turn: FloatArray) -> float | None:
        """Range of the angle about the long axis of the trunk; within one rep the heading hardly drifts."""
        if self._standing.up is None:
            return None
        return float(np.ptp(np.cumsum(turn @ np.array(self._standing.up)))) / self._rate_hz


def _times(rep: Rep) -> tuple[float | None, ...]:
    return rep.start_s, rep.turn_s, rep.end_s
