"""Looks back over the recent past for a run of repetitions, and decides which channel carries it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from sensorlog.events import Channel
from sensorlog.motion.beginning import trim, within_posture
from sensorlog.motion.channels import Vector, angles
from sensorlog.motion.convincing import bounces, convinces
from sensorlog.motion.earlier import Earlier
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.past import Past, look_back_since
from sensorlog.motion.pattern import Run, find_run, travel_error_m
from sensorlog.motion.recurrence import find_recurrence
from sensorlog.motion.reps import Way
from sensorlog.motion.resting import from_rest
from sensorlog.motion.spread import irregularity
from sensorlog.motion.turning_twice import turns_twice
from sensorlog.motion.zigzag import turns_of

__all__ = ["Search"]

_LONG_S = 10.0
"""Over this long a person comes back from any turn, or has turned round once or twice."""
_AS_REGULAR = 0.1
"""Two channels of the same movement differ by so much in how irregular they are."""

_BACK = 2
"""Strokes there and back."""
_MIDDLE = 0.41
"""Part of a half period that a sine takes from one fifth to four fifths of its way: 2 asin(0.6) / π."""
_TWICE = 0.5
"""An error of force that comes twice in each cycle, as with a sensor that turns twice, makes a quarter of the error of
travel; a half, since some of it comes once."""


class Search:
    """Finds runs in the history since :meth:`begin`."""

    def __init__(self, history: History, angle_channel: Channel, params: Params) -> None:
        self._history = history
        self._angle_channel = angle_channel
        self._p = params
        self._whole = replace(params, reversal_ratio=params.whole_ratio)
        self._begin = 0
        self._earlier: tuple[Earlier, ...] = ()

    def begin(self, index: int) -> None:
        """Look no further back than this sample from now on."""
        self._begin = index
        self._earlier = ()

    def begin_behind_hole(self, silent_s: tuple[float, float]) -> None:
        """Look no further back than a hole behind the newest sample, between two times."""
        before = Earlier(self.first, self._history.end, silent_s)
        is_short = silent_s[1] - silent_s[0] <= self._p.end_s
        self._earlier = (*self.earlier, before) if is_short else ()
        self._begin = self._history.end

    @property
    def earlier(self) -> tuple[Earlier, ...]:
        """What lies before holes, as far back as a set is looked for."""
        oldest = max(self._history.first, self._history.end - round(self._p.search_s * self._p.count_rate_hz))
        known = (one._replace(first=max(one.first, oldest)) for one in self._earlier)
        return tuple(one for one in known if one.first < one.end)

    @property
    def first(self) -> int:
        """First sample that is looked back at."""
        history, p = self._history, self._p
        return max(self._begin, history.first, history.end - round(p.search_s * p.count_rate_hz))

    def find(self, axis: Vector) -> tuple[Run | None, bool]:
        """Give the run that goes on now, in the channel that carries it, and whether it convinces."""
        history, params = self._history, self._p
        first = self.first
        if first >= history.end:
            return None, False
        past = look_back_since(first, history, params)
        angle = angles(history.turn_rates(first, history.end), axis, 1.0 / params.count_rate_hz)
        vertical = self._run(Channel.VERTICAL, past.travel, first, params.travel_floor_m, axis, past)
        turning = self._run(self._angle_channel, angle, first, params.angle_floor_rad, axis, past)
        if (turning is None or turning.strokes < 2 * params.min_reps - 1) and self._turns_for_ever(first):
            turning = self._leaning(first, past)
        runs: list[Run] = []
        if vertical is not None:
            # Without a gyroscope the angle lags behind, and says nothing of single ways.
            twice = self._angle_channel is Channel.ROTATION and turns_twice(angle, vertical)
            judged = vertical.since(max(len(vertical.turns) - 2 * params.min_reps, 0)) if twice else vertical
            turned = self._spread(angle, judged, first)
            error_m = travel_error_m(self._uncertain_s(vertical, turning, turned), turned, params)
            if twice:
                error_m = min(error_m, travel_error_m(self._unrested_s(judged), _TWICE * turned, params))
            if judged.amplitude <= params.travel_limit_m and judged.amplitude > 2 * error_m:
                runs.append(vertical.with_size(judged.amplitude - error_m))
                turning = None if twice else turning
        if turning is not None:
            runs.append(turning.with_size(turning.amplitude * params.lever_m))
        run, convinces = self._largest(runs)
        several = self._of_several_parts(first, past, run if convinces else None)
        run = run if several is None else several
        if several is None and convinces and run is not None and run.channel is not Channel.VERTICAL:
            run = from_rest(run, history, params)
        if convinces and run is not None:
            run = within_posture(run, history.pose, params)
        return run, convinces or several is not None

    def _largest(self, runs: list[Run]) -> tuple[Run | None, bool]:
        """Give the run of the largest movement, and whether it convinces.

        Without a gyroscope one movement there and back yields to a smaller run of a rep more than are needed, if that
        convinces: up lags behind, and it may be drift.
        """
        if not runs:
            return None, False
        run, *others = sorted(runs, key=lambda run: run.size_m, reverse=True)
        run = trim(run, self._history.pose, self._p)
        for other in others if self._angle_channel is Channel.INCLINATION else ():
            if run.strokes <= _BACK and other.strokes > 2 * self._p.min_reps:
                other = trim(other, self._history.pose, self._p)
                if other.strokes > 2 * self._p.min_reps and self._convinces(other):
                    return other, True
        return run, self._convinces(run)

    def _convinces(self, run: Run) -> bool:
        return convinces(run, self._history, self._p, has_gyroscope=self._angle_channel is Channel.ROTATION)

    def _of_several_parts(self, first: int, past: Past, convincing: Run | None) -> Run | None:
        """Look for reps that are alike as a whole and have strokes that are not, such as burpees."""
        p = self._p
        up = self._history.poses(first, self._history.end)
        recurrence = find_recurrence(up, self._history.turn_rates(first, self._history.end), p)
        if recurrence is None:
            return None
        if convincing is not None and convincing.period_s > p.several * recurrence.period_s:
            return None
        x, y, z = recurrence.axis
        values: list[float] = (up @ np.array((x, y, z))).tolist()
        run = self._run(Channel.INCLINATION, values, first, p.angle_floor_rad, recurrence.axis, past, self._whole)
        if run is None or run.strokes < 2 * p.min_reps - 1:
            return None
        if not 1 / p.several < run.period_s / recurrence.period_s < p.several:
            return None
        apart = round(recurrence.period_s * p.count_rate_hz / 2)
        run = replace(run, by_pose=True, reversal_ratio=p.whole_ratio, outward=1, apart=apart)
        run = run.with_size(run.amplitude * p.lever_m)
        return None if bounces(run, self._history, p) else trim(run, self._history.pose, p)

    def _turns_for_ever(self, first: int) -> bool:
        """Tell whether the gyroscope has a bias that nobody could move like, larger than VQF takes off."""
        turns = self._history.turn_rates(first, self._history.end)
        if len(turns) < _LONG_S * self._p.count_rate_hz:
            return False
        mean = turns.mean(axis=0)
        return bool(mean @ mean > self._p.spin_rad_s**2)

    def _leaning(self, first: int, past: Past) -> Run | None:
        """Look for a run in how the sensor leans, where its turn rate cannot be integrated."""
        history = self._history
        poses = history.poses(first, history.end)
        centred = poses - poses.mean(axis=0)
        scatter = centred.T @ centred
        x, y, z = np.linalg.eigh(scatter)[1][:, -1].tolist()
        values: list[float] = (poses @ np.array((x, y, z))).tolist()
        run = self._run(Channel.INCLINATION, values, first, self._p.angle_floor_rad, (x, y, z), past)
        return None if run is None else replace(run, by_pose=True)

    def _run(
        self,
        channel: Channel,
        values: list[float],
        first: int,
        floor: float,
        axis: Vector,
        past: Past,
        params: Params | None = None,
    ) -> Run | None:
        turns = turns_of(values, first, 0.5 * floor)
        found = find_run(channel, turns, values, self._history, floor, params or self._p)
        if found is None:
            return None
        kept, amplitude, period_s = found
        return Run(channel, tuple(kept), amplitude, period_s, axis, first, values, past, self._p.reversal_ratio)

    def _uncertain_s(self, vertical: Run, turning: Run | None, turned_rad: float) -> float:
        """Time in which an error of force grows into one of travel, for each period.

        Where little turns, the sensor rests in pauses, and they need not be held against travel; unless what little
        turning there is recurs more regularly: then travel is drift.
        """
        if turning is not None:
            newest = -2 * self._p.min_reps
            drifts = irregularity(vertical.turns[newest:]) > irregularity(turning.turns[newest:]) + _AS_REGULAR
            if drifts or turned_rad > self._p.little_turn_rad:
                return vertical.period_s
        return self._moving_s(vertical)

    def _moving_s(self, run: Run) -> float:
        """Period of a run without its pauses: an error of force grows into one of travel while the sensor moves."""
        ways = [Way.between(start, end, run.values, run.first).lasted for start, end in pairwise(run.turns)]
        return min(run.period_s, 2.0 * median(ways) / (_MIDDLE * self._p.count_rate_hz))

    def _unrested_s(self, run: Run) -> float:
        """Period of a run without rests, in which velocity is known."""
        cycles = zip(run.turns, run.turns[2:], strict=False)
        moving = [later.at - start.at - self._history.still_samples(start.at, later.at) for start, later in cycles]
        return median(moving) / self._p.count_rate_hz if moving else run.period_s

    def _spread(self, values: list[float], run: Run, first: int) -> float:
        """Usual span of an angle over a cycle: it may turn before or after it travels."""
        spreads = []
        for start, end in zip(run.turns, run.turns[2:] or run.turns[1:], strict=False):
            part = values[start.at - first : end.at - first + 1]
            spreads.append(max(part) - min(part))
        return median(spreads)
