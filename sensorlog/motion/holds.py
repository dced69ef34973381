"""Isometric holds: in a set that the person started and in which nothing was repeated, the longest quiet stretch.

Only there: from the movement alone, holding a plank and lying down to rest are the same.
"""

from __future__ import annotations

from math import sqrt

from sensorlog.events import Hold
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.poses import chord, mean_pose

__all__ = ["find_hold"]


def find_hold(history: History, sensor: str, start_s: float, end_s: float, params: Params) -> Hold | None:
    """Give the hold between two times; ``None`` if the sensor was never quiet for long enough.

    Sway is the RMS angle between up and its mean direction during the hold, seen from the sensor.
    """
    longest = (0, 0)
    begin: int | None = None
    moved = 0
    patience = round(params.hold_slip_s * params.count_rate_hz)
    for index, (t_s, turn) in enumerate(zip(history.t_s, history.turn, strict=True)):
        if t_s < start_s or t_s > end_s:
            continue
        quiet = sqrt(sum(part * part for part in turn)) < params.hold_turn_rad_s
        moved = 0 if quiet else moved + 1
        if quiet and begin is None:
            begin = index
        elif begin is not None and moved > patience:
            begin = None
        if begin is not None and quiet and index - begin > longest[1] - longest[0]:
            longest = (begin, index)
    first, last = longest
    if last == first or history.t_s[last] - history.t_s[first] < params.hold_s:
        return None
    poses = history.up[first : last + 1]
    usual = mean_pose(poses)
    sway_rad = sqrt(sum(chord(pose, usual) ** 2 for pose in poses) / len(poses))
    return Hold(sensor, history.t_s[-1], history.t_s[first], history.t_s[last], sway_rad)
