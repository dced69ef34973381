"""Turning points of a signal: highs and lows between which it moves by more than a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Turn", "Zigzag", "arrived", "left", "simplify"]

_NEAR = 0.12
"""Within this part of a stroke from its turn, the signal may sway without being on its way."""
_SLOW = 0.0015
"""Part of a stroke per sample: slower is standing still."""


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
        self._high = self._low = Turn(0, 0.0)
        self._begun = False

    @property
    def open(self) -> Turn | None:
        """The farthest point of the movement that is going on; not yet certain to be a turn."""
        if self.direction == 0:
            return None
        return self._high if self.direction > 0 else self._low

    def push(self, index: int, value: float) -> Turn | None:
        """Take a sample; give the turn that it made certain."""
        if not self._begun:
            self._begun = True
            self._high = self._low = Turn(index, value)
            return None
        if self.direction >= 0 and value > self._high.value:
            self._high = Turn(index, value)
        if self.direction <= 0 and value < self._low.value:
            self._low = Turn(index, value)
        if self.direction >= 0 and value <= self._high.value - self.threshold:
            self.direction = -1
            self._low = Turn(index, value)
            return self._high
        if self.direction <= 0 and value >= self._low.value + self.threshold:
            self.direction = 1
            self._high = Turn(index, value)
            return self._low
        return None


def simplify(turns: Sequence[Turn], threshold: float) -> list[Turn]:
    """Of alternating turns, those that remain if movements below ``threshold`` are not counted (the ends remain)."""
    zigzag = Zigzag(threshold)
    kept = [turn for item in turns if (turn := zigzag.push(item.at, item.value)) is not None]
    if zigzag.open is not None:
        kept.append(zigzag.open)
    return kept


def left(values: Sequence[float], first: int, start: Turn, end: Turn) -> int:
    """Index at which the signal left ``start`` for ``end``: a turn may last. ``values`` begin at sample ``first``."""
    size = abs(end.value - start.value)
    sign = 1.0 if end.value > start.value else -1.0
    index = end.at
    while index > start.at and sign * (values[index - first] - start.value) > _NEAR * size:
        index -= 1
    while index > start.at and sign * (values[index - first] - values[index - first - 1]) > _SLOW * size:
        index -= 1
    return index


def arrived(values: Sequence[float], first: int, start: Turn, end: Turn) -> int:
    """Index at which the signal, coming from ``start``, was at ``end``."""
    size = abs(end.value - start.value)
    sign = 1.0 if end.value > start.value else -1.0
    index = start.at
    while index < end.at and sign * (end.value - values[index - first]) > _NEAR * size:
        index += 1
    while index < end.at and sign * (values[index - first + 1] - values[index - first]) > _SLOW * size:
        index += 1
    return index
