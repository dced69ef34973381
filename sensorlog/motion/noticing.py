"""When a search for a set is worth its time: something turned, and the last search was a while ago."""

from __future__ import annotations

from sensorlog.motion.params import Params
from sensorlog.motion.zigzag import Zigzag

__all__ = ["Noticing"]

_SEARCH_EVERY_S = 0.4


class Noticing:
    """Waits for a turn of travel or of the angle: between two of them a search finds what it found before."""

    def __init__(self, params: Params) -> None:
        self._travel = Zigzag(params.travel_floor_m)
        self._angle = Zigzag(params.angle_floor_rad)
        self._wait = round(_SEARCH_EVERY_S * params.count_rate_hz)
        self._is_due = False
        self._next = 0

    def push(self, index: int, travel: float, angle: float, *, has_something: bool) -> bool:
        """Take a sample (m, rad), and whether there is something else to look at; tell whether to search now."""
        moved = self._travel.push(index, travel)
        turned = self._angle.push(index, angle)
        if moved is not None or turned is not None or has_something:
            self._is_due = True
        if not self._is_due or index < self._next:
            return False
        self._is_due = False
        self._next = index + self._wait
        return True
