"""The recent past at the counting rate: what a set is looked for in, and what its reps are measured on."""

from __future__ import annotations

from sensorlog.motion.channels import Vector

__all__ = ["History"]


class History:
    """Samples by running index. Old ones are dropped in large steps, so that memory stays bounded."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self.first = 0
        self.t_s: list[float] = []
        self.travel: list[float] = []
        self.vertical: list[float] = []
        self.still: list[bool] = []
        self.turn: list[Vector] = []
        self.up: list[Vector] = []

    @property
    def end(self) -> int:
        """Index behind the last sample."""
        return self.first + len(self.t_s)

    def append(self, t_s: float, travel: float, vertical: float, still: bool, turn: Vector, up: Vector) -> None:
        """Add one sample."""
        self.t_s.append(t_s)
        self.travel.append(travel)
        self.vertical.append(vertical)
        self.still.append(still)
        self.turn.append(turn)
        self.up.append(up)
        if len(self.t_s) > 2 * self._keep:
            for column in (self.t_s, self.travel, self.vertical, self.still, self.turn, self.up):
                del column[: self._keep]
            self.first += self._keep

    def time(self, index: int) -> float:
        """Sample time; of the oldest known sample if it is older than that."""
        return self.t_s[max(index - self.first, 0)]

    def pose(self, index: int) -> Vector:
        """Up in the sensor frame."""
        return self.up[max(index - self.first, 0)]

    def still_samples(self, start: int, end: int) -> int:
        """How many of the samples from ``start`` up to ``end`` were at rest."""
        return sum(self.still[max(start - self.first, 0) : max(end - self.first, 0)])

    def turns_between(self, start: int, end: int) -> list[Vector]:
        """Turn rates of the samples from ``start`` up to ``end``, as far as they are known."""
        return self.turn[max(start - self.first, 0) : max(end - self.first, 0)]
