"""Travel that is followed on from a look back; slow repetitions are looked back at with each of their turns.

While a set is followed, travel passes a high pass, ``f² / (f + i f₀)²``: with a corner of 0.06 Hz it takes a twelfth of
repetitions of 5 s and a quarter of those of 10 s, and lets their turns come 0.5 and 1.7 s too early. What lies a few
seconds back is known from both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from sensorlog.motion.channels import Travel
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.past import Past, look_back_since
from sensorlog.motion.search import Search
from sensorlog.motion.set_rest import SetRest
from sensorlog.motion.usual_stroke import UsualStroke
from sensorlog.motion.zigzag import Turn

__all__ = ["Realign", "Realigned", "Realigner", "found_again"]

_RECENT = 2
"""Reps whose force tells how much strokes of the set take."""


class Realigned(NamedTuple):
    """Travel over the recent past, up to now."""

    first: int
    """Index of its first sample."""
    travel: list[float]
    """Of each sample, m."""


Realign = Callable[[UsualStroke, int], Realigned]
"""Work the travel out anew, for the usual stroke and where the last one ended, and go on from there."""


class Realigner:
    """Puts travel that was looked back at where it was as it came, and lets it go on from there."""

    def __init__(self, history: History, travel: Travel, search: Search, params: Params) -> None:
        self._history = history
        self._travel = travel
        self._search = search
        self._p = params
        self._slow = replace(params, corner_hz=params.slow_corner_hz, past_corner_hz=params.slow_past_corner_hz)

    def take_over(self, first: int, travel: Sequence[float], past: Past) -> None:
        """Let travel, from sample ``first`` on, be what was found with hindsight."""
        begin = max(first, self._history.first)
        values = travel[begin - first :]
        at = begin - self._history.first
        self._history.travel[at : at + len(values)] = values
        if begin + len(values) == self._history.end:
            speed = (travel[-1] - travel[-2]) * self._p.count_rate_hz
            self._travel.take_over(past.gravity, past.home, speed, travel[-1])

    def realign(self, usual: UsualStroke, last_at: int) -> Realigned:
        """Look back as far as a set is looked for, and go on from there as slow repetitions need it.

        Where the sensor rested is put right in the history, too, for the looks back to come.
        """
        history, first = self._history, self._search.first
        begin = last_at - round(_RECENT * usual.period_s * self._p.count_rate_hz)
        rest = SetRest(history.verticals(begin, last_at), usual.size, usual.period_s, self._p)
        still = history.still[first - history.first :]
        history.still[first - history.first :] = rest.over(history.verticals(first, history.end), still)
        past = look_back_since(first, history, self._slow)
        self.take_over(first, past.travel, past)
        self._travel.set_corner(self._slow.corner_hz, rest)
        return Realigned(first, past.travel)

    def end(self) -> None:
        """Go on as before a set is known."""
        self._travel.set_corner(self._p.corner_hz)


def found_again(chain: Sequence[Turn], turn: Turn, past: Realigned, slack: int) -> list[Turn]:
    """Give the turns of ``chain``, which alternate, where they are with hindsight.

    ``turn`` follows them: what has become known last, and may still move. Travel comes too early, so each is looked
    for from ``slack`` samples before where it was up to the next one.
    """
    first, travel = past
    *older, last = chain
    is_high = last.value > turn.value
    last = _extreme(travel, first, last.at - slack, turn.at, high=is_high)
    if older and older[-1].at >= first:
        older[-1] = _extreme(travel, first, older[-1].at - slack, last.at, high=not is_high)
    return [*older, last]


def _extreme(travel: Sequence[float], first: int, start: int, end: int, *, high: bool) -> Turn:
    """Give the farthest point from sample ``start`` to ``end``, of those that are known."""
    start = max(start, first)
    way = travel[start - first : end - first + 1]
    value = max(way) if high else min(way)
    return Turn(start + way.index(value), value)
