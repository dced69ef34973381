"""What the strokes of a set usually are: their size, their time, and how the sensor is tilted at their ends."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from sensorlog.motion.channels import Vector
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.poses import chord, mean_pose, pose_tolerance_rad
from sensorlog.motion.zigzag import Turn

__all__ = ["UsualStroke"]

_REMEMBERED = 9
"""Strokes of which the usual one is the median: about four reps, so that fatigue is followed."""
_CYCLES = 5
"""The same for the time from one stroke to the next in its direction."""


class UsualStroke:
    """Begins with the strokes of a run and learns from each that is accepted."""

    def __init__(self, run: Run, history: History, params: Params) -> None:
        self._p = params
        self._history = history
        self._channel = run.channel
        self._has_parts = run.outward != 0
        self.size = run.amplitude
        """In the unit of the channel."""
        self.period_s = run.period_s
        """Two strokes with their pauses."""
        self._sizes: list[float] = []
        self._ends_s: dict[int, list[float]] = {1: [], -1: []}
        """When the last strokes up, or in the positive sense, ended, and the last ones down."""
        side = 1 if run.turns[-1].value > run.turns[-2].value else -1
        recent = [history.pose(at) for at in _farthest(run, 2 * params.min_reps)]
        self._poses: dict[int, Vector] = {side: mean_pose(recent[::-2]), -side: mean_pose(recent[-2::-2])}

    def turns_there(self, side: int, index: int) -> bool:
        """Tell whether the sensor is tilted at a sample as at the turns on that side (+1: the high one)."""
        allowed = pose_tolerance_rad(self._channel, self.size, self._p, has_parts=self._has_parts)
        return chord(self._history.pose(index), self._poses[side]) <= allowed

    def learn(self, start: Turn, end: Turn) -> None:
        """Take an accepted stroke."""
        side = 1 if end.value > start.value else -1
        self._sizes = [*self._sizes[1 - _REMEMBERED :], abs(end.value - start.value)]
        # From end to end: with hindsight a stroke may begin where a pause ends, and the pause is of neither.
        self._ends_s[side] = [*self._ends_s[side][-_CYCLES:], self._history.time(end.at)]
        if len(self._sizes) >= 3:
            self.size = median(self._sizes)
            self.period_s = median(later - end for ends in self._ends_s.values() for end, later in pairwise(ends))
        for which, index in ((side, end.at), (-side, start.at)):
            if self.turns_there(which, index):
                usual, pose = self._poses[which], self._history.pose(index)
                self._poses[which] = mean_pose((usual, usual, usual, pose))


def _farthest(run: Run, number: int) -> list[int]:
    """Give where the last turns of a run came farthest: it knows when each was left, which may be much later."""
    recent = run.turns[-number - 1 :]
    found = [] if len(recent) > number else [recent[0].at]
    for before, turn in pairwise(recent):
        way = range(before.at, turn.at + 1)
        sign = 1.0 if turn.value > before.value else -1.0
        found.append(max(way, key=lambda at: sign * run.values[at - run.first]))
    return found
