"""The channel that is followed, over the recent past of its set, by running index."""

from __future__ import annotations

from collections.abc import Sequence

from sensorlog.motion.reps import Way
from sensorlog.motion.zigzag import Turn, arrived, left

__all__ = ["Recent"]


class Recent:
    """Values from sample ``first`` on. Old ones are dropped in large steps, so that memory stays bounded."""

    def __init__(self, first: int, keep: int) -> None:
        self.first = first
        self._keep = keep
        self._values: list[float] = []

    def append(self, value: float) -> None:
        """Add one sample."""
        self._values.append(value)
        if len(self._values) > 2 * self._keep:
            del self._values[: self._keep]
            self.first += self._keep

    def rewrite(self, first: int, values: Sequence[float]) -> None:
        """Let the values from sample ``first`` up to the newest be these."""
        known = max(first, self.first)
        self._values[known - self.first :] = values[known - first :]

    def at(self, index: int) -> float:
        """Value of a sample; of the oldest known one if it is older than that."""
        return self._values[max(index - self.first, 0)]

    def way(self, start: Turn, end: Turn) -> Way:
        """Look at a stroke."""
        return Way.between(start, end, self._values, self.first)

    def leaves(self, start: Turn, end: Turn) -> int:
        """Give where the signal left ``start`` for ``end``; ``start`` itself where that is forgotten."""
        return start.at if start.at < self.first else left(self._values, self.first, start, end)

    def without_turns(self, start: Turn, end: Turn) -> tuple[Turn, Turn]:
        """Give a stroke without the time spent at its two ends, if there is a way between them."""
        if start.at < self.first:
            return start, end
        leaves, arrives = self.leaves(start, end), arrived(self._values, self.first, start, end)
        if leaves >= arrives:  # it crept and jumped, and no part of it is the way
            return start, end
        return Turn(leaves, start.value), Turn(arrives, end.value)

    def passes(self, start: Turn, end: Turn, level: float) -> Turn:
        """Give where the signal, on its way from ``start``, first was at ``level``; ``end`` if it was not."""
        if start.at < self.first:
            return end
        rises = end.value > start.value
        way = enumerate(self._values[start.at - self.first : end.at - self.first], start.at)
        return next((Turn(at, value) for at, value in way if (value >= level if rises else value <= level)), end)
