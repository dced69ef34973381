"""Turning points of a signal: highs and lows between which it moves by more than a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

__all__ = ["Turn", "Zigzag", "arrived", "left", "passed", "simplify", "turns_of"]

_NEAR = 0.3
"""Within this part of a stroke from its turn, the signal may sway without being on its way."""
_SLOW = 0.12
"""Part of a stroke's quickest step: slower is standing still, or creep."""


class Turn(NamedTuple):
    """A high (``up`` before it) or a low of a signal."""

    at: int
    """Sample index."""
    value: float


class Zigzag:
    """Streaming search for turning points. A turn is certain once the signal has come back from it by ``threshold``."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        self.direction = 0
        """+1 while it rises towards a high, −1 while it falls towards a low, 0 before the first movement."""
        self._high = self._low = 0.0
        self._high_at = self._low_at = 0
        self._begun = False

    @property
    def open(self) -> Turn | None:
        """The farthest point of the movement that is going on; not yet certain to be a turn."""
        if self.direction == 0:
            return None
        return Turn(self._high_at, self._high) if self.direction > 0 else Turn(self._low_at, self._low)

    def push(self, index: int, value: float) -> Turn | None:
        """Take a sample; give the turn that it made certain."""
        if not self._begun:
            self._begun = True
            self._high = self._low = value
            self._high_at = self._low_at = index
            return None
        if self.direction >= 0:
            if value > self._high:
                self._high, self._high_at = value, index
            elif value <= self._high - self.threshold:
                self.direction = -1
                self._low, self._low_at = value, index
                return Turn(self._high_at, self._high)
        if self.direction <= 0:
            if value < self._low:
                self._low, self._low_at = value, index
            elif value >= self._low + self.threshold:
                self.direction = 1
                self._high, self._high_at = value, index
                return Turn(self._low_at, self._low)
        return None


def turns_of(values: Sequence[float], first: int, threshold: float) -> list[Turn]:
    """All turns of ``values``, which begin at sample ``first``; the last one is still open.

    The same as feeding a :class:`Zigzag`, in one loop over local names: looking back costs more than anything else.
    Where the signal turned is only looked up at the turn.
    """
    turns: list[Turn] = []
    certain, direction = _first_turn(values, threshold)
    if not direction:
        return turns
    high, low, at = max(values[:certain]), min(values[:certain]), 0
    for value in islice(values, certain, None):
        if direction > 0:
            if value > high:
                high = value
            elif value <= high - threshold:
                at = values.index(high, at)
                turns.append(Turn(first + at, high))
                direction, low = -1, value
        elif value < low:
            low = value
        elif value >= low + threshold:
            at = values.index(low, at)
            turns.append(Turn(first + at, low))
            direction, high = 1, value
    farthest = high if direction > 0 else low
    turns.append(Turn(first + values.index(farthest, at), farthest))
    return turns


def _first_turn(values: Sequence[float], threshold: float) -> tuple[int, int]:
    """At which of ``values`` their first turn is certain, and +1: it is a high; −1: it is a low; 0: there is none."""
    high = low = values[0] if values else 0.0
    back_down, back_up = high - threshold, low + threshold
    for index, value in enumerate(values):
        if value <= back_down:
            return index, 1
        if value >= back_up:
            return index, -1
        if value > high:
            high, back_down = value, value - threshold
        elif value < low:
            low, back_up = value, value + threshold
    return len(values), 0


def simplify(turns: Sequence[Turn], threshold: float) -> list[Turn]:
    """Of alternating turns, those that remain if movements below ``threshold`` are not counted (the ends remain)."""
    zigzag = Zigzag(threshold)
    kept = [turn for item in turns if (turn := zigzag.push(item.at, item.value)) is not None]
    if zigzag.open is not None:
        kept.append(zigzag.open)
    return kept


def left(values: Sequence[float], first: int, start: Turn, end: Turn) -> int:
    """Index at which the signal left ``start`` for ``end``: a turn may last. ``values`` begin at sample ``first``."""
    near = start.value + _NEAR * (end.value - start.value)
    begin = start.at - first
    index = end.at - first
    before = values[index]
    step = quickest = 0.0
    rises = end.value > start.value
    # The most called of all loops: no call within it.
    while index > begin and ((before > near if rises else before < near) or step > _SLOW * quickest):
        index -= 1
        value = values[index]
        step = before - value if rises else value - before
        if step > quickest:
            quickest = step
        before = value
    return first + index


def arrived(values: Sequence[float], first: int, start: Turn, end: Turn) -> int:
    """Index at which the signal, coming from ``start``, was at ``end``."""
    near = end.value - _NEAR * (end.value - start.value)
    sign = 1.0 if end.value > start.value else -1.0
    index = start.at
    step = quickest = 0.0
    before = values[index - first]
    while index < end.at and (sign * (near - before) > 0 or step > _SLOW * quickest):
        index += 1
        value = values[index - first]
        step = sign * (value - before)
        quickest = max(quickest, step)
        before = value
    return index


def passed(values: Sequence[float], first: int, start: Turn, end: Turn, share: float = 0.5) -> int:
    """Index at which the signal, on its way from ``start`` to ``end``, had come this share of the way for good."""
    level = start.value + share * (end.value - start.value)
    begin, index = start.at - first, end.at - first
    if end.value > start.value:
        while index > begin and values[index] > level:
            index -= 1
    else:
        while index > begin and values[index] < level:
            index -= 1
    return first + index
