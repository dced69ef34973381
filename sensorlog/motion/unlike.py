"""How unlike the others of its set a rep is, part by part: the units are spreads of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf, log, sqrt
from statistics import median

from sensorlog.motion.channels import Vector
from sensorlog.motion.history import History
from sensorlog.motion.poses import chord, mean_pose
from sensorlog.motion.reps import RepDraft, Way
from sensorlog.motion.spread import spread

__all__ = [
    "POSE_SPREAD_RAD",
    "SIZE_SPREAD",
    "TIME_SPREAD",
    "Unlike",
    "pose_apart",
    "room_among",
    "unlike",
    "way_apart",
]

SIZE_SPREAD = 0.1
TIME_SPREAD = 0.15
POSE_SPREAD_RAD = 0.05
"""People repeat a stroke's size within about 10 %, the time of its middle within 15 % and its ends within 3°; sets that
are more alike than that are no reason to be stricter."""

_FEW = 3.0
"""A spread of n reps is taken for 1 + this ÷ n times as wide."""


def room_among(others: int) -> float:
    """By how much a spread of so many reps is taken for wider: few vary too little to tell."""
    return 1.0 + _FEW / max(others, 1)


@dataclass(frozen=True, slots=True)
class Unlike:
    """Distances from the usual in spreads, 0 where unknown; sizes and times have a sign, + is larger and slower."""

    out_size: float = 0.0
    out_time: float = 0.0
    back_size: float = 0.0
    back_time: float = 0.0
    start_pose: float = 0.0
    turn_pose: float = 0.0
    end_pose: float = 0.0
    """On its way back the nearest that it came to where the others end: it may have gone on from there."""

    @property
    def out(self) -> float:
        """What differs most on its way out: size, time, or where it turned.

        That it was slow is nothing: travel that creeps while the sensor rests makes a way of any length.
        """
        return max(abs(self.out_size), -self.out_time, self.turn_pose)

    @property
    def ways(self) -> float:
        """Both ways together, by size and time."""
        return hypot(self.out_size, self.out_time, self.back_size, self.back_time)


def unlike(draft: RepDraft, others: Sequence[RepDraft], history: History) -> Unlike:
    """Compare ``draft`` with ``others``."""
    out_size, out_time = way_apart(draft.way_out, [other.way_out for other in others])
    back_size, back_time = way_apart(draft.way_back, [other.way_back for other in others])
    pose = history.pose
    end_pose = 0.0
    if draft.end is not None and draft.way_back is not None:
        passed = [pose(index) for index in range(draft.way_back.half, draft.end + 1)]
        end_pose = pose_apart(passed, [pose(other.end) for other in others if other.end is not None])
    turn_pose = 0.0
    if draft.turn is not None:
        turn_pose = pose_apart([pose(draft.turn)], [pose(other.turn) for other in others if other.turn is not None])
    start_pose = pose_apart([pose(draft.start)], [pose(other.start) for other in others])
    if draft.turn is not None and out_size < 0.0 and max(start_pose, end_pose) < 1.0:
        turn_pose = min(turn_pose, _off_the_way(draft.turn, others[-1], history))
    return Unlike(out_size, out_time, back_size, back_time, start_pose, turn_pose, end_pose)


def _off_the_way(turn: int, other: RepDraft, history: History) -> float:
    """How far a turn lies beside the way out of another rep: half a rep turns on it."""
    if other.turn is None:
        return inf
    return history.nearest(history.pose(turn), other.start, other.turn + 1) / POSE_SPREAD_RAD


def way_apart(way: Way | None, others: Sequence[Way | None]) -> tuple[float, float]:
    """Distance of a way from others in size and time; 0 where too little is known."""
    known = [other for other in others if other is not None]
    if way is None or len(known) < 2:
        return 0.0, 0.0
    size = _spreads(way.size, [other.size for other in known], SIZE_SPREAD)
    return size, _spreads(way.lasted, [other.lasted for other in known], TIME_SPREAD)


def _spreads(value: float, others: Sequence[float], floor: float) -> float:
    logs = [log(max(other, 1e-6)) for other in others]
    return (log(max(value, 1e-6)) - median(logs)) / max(spread(logs), floor)


def pose_apart(passed: Sequence[Vector], others: Sequence[Vector]) -> float:
    """Distance of the nearest of some poses from others; 0 where too little is known."""
    if len(others) < 2 or not passed:
        return 0.0
    usual = mean_pose(others)
    spread = sqrt(sum(chord(other, usual) ** 2 for other in others) / len(others))
    return min(chord(pose, usual) for pose in passed) / max(spread, POSE_SPREAD_RAD)
