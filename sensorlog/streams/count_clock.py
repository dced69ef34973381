"""Sample time of a sensor that sends no time: samples are counted, arrivals hold the count in place."""

from __future__ import annotations

from collections.abc import Sequence

from sensorlog.streams.arrival import ArrivalMap, MapParams
from sensorlog.streams.slots import Hole, Slot, is_hole

__all__ = ["CountClock"]

_MAP = MapParams(max_drift=0.25)
"""A data rate may be off by a lot: boards that say 104 and do 119 Hz exist; chips are good to 1 or 2 %."""

STALL_S = 0.15
"""A packet so much later than its predecessor did not just wait for a connection event: either the link stalls, or
packets are missing. A rate that is slower than it should be makes packets late too, but little by little."""
HOLD_S = 0.3
"""Packets behind a stall are held back until they have caught up, or have not come closer for so long: a queue catches
up, missing packets never come."""
_CLOSER_S = 0.02
"""Less than this is jitter, and no catching up."""
_MAX_HELD = 512


class CountClock:
    """Gives every packet its :class:`Slot`, in order; sometimes a few packets later, when it is clear what happened."""

    def __init__(self, rate_hz: float, after_s: float | None) -> None:
        """``after_s``: the last sample before this link; ``None`` for the first link."""
        self.lost_packets = 0
        self.last_s = after_s
        """Time of the latest sample that has a slot."""
        self._step_s = 1.0 / rate_hz
        self._count = 0
        self._map: ArrivalMap | None = None
        self._held: list[tuple[float, int]] = []
        self._least = (float("inf"), 0.0)
        """Least lateness of the held packets, and when it was last seen to shrink."""
        self._late_s = 0.0
        """Lateness of the latest packet that has a slot."""

    def push(self, arrival_s: float, count: int) -> Sequence[Slot]:
        """Take a packet of ``count`` samples."""
        if self._map is None:
            return [self._begin(arrival_s, count)]
        late_s = self._lateness(arrival_s, count + sum(held for _, held in self._held)) - self._late_s
        if not self._held and late_s <= STALL_S:
            return [self._place(arrival_s, count, None)]
        self._held.append((arrival_s, count))
        if late_s < self._least[0] - _CLOSER_S:
            self._least = (late_s, arrival_s)
        if late_s <= STALL_S / 2:
            return self._release(0.0)
        if arrival_s - self._least[1] >= HOLD_S or len(self._held) >= _MAX_HELD:
            return self._release(self._missing_s())
        return []

    def finish(self) -> Sequence[Slot]:
        """Nothing more will come on this link."""
        return self._release(self._missing_s()) if self._held else []

    def _begin(self, arrival_s: float, count: int) -> Slot:
        start_s = arrival_s - (count - 1) * self._step_s
        hole = None
        if self.last_s is not None:
            start_s = max(start_s, self.last_s + self._step_s)
            hole = Hole(self.last_s, start_s, None)
        self._count = count
        self.last_s = start_s + (count - 1) * self._step_s
        self._map = ArrivalMap(count * self._step_s, self.last_s, _MAP)
        return Slot(start_s, self._step_s, hole)

    def _lateness(self, arrival_s: float, count: int) -> float:
        assert self._map is not None
        return arrival_s - self._map.predict((self._count + count) * self._step_s)

    def _missing_s(self) -> float:
        """Return by how much even the promptest of the held packets is late."""
        total, least = 0, float("inf")
        for arrival_s, count in self._held:
            total += count
            least = min(least, self._lateness(arrival_s, total) - self._late_s)
        return max(least, 0.0)

    def _release(self, missing_s: float) -> list[Slot]:
        assert self._map is not None
        assert self.last_s is not None
        hole = None
        step_s = self._step_s * self._map.rate
        if missing_s > STALL_S / 2:
            self.lost_packets += max(1, round(missing_s / (step_s * self._held[0][1])))
            if is_hole(missing_s + step_s, step_s):
                hole = Hole(self.last_s, self.last_s + missing_s + step_s, None)
            self._map.skip(missing_s)
        slots = [
            self._place(arrival_s, count, hole if i == 0 else None) for i, (arrival_s, count) in enumerate(self._held)
        ]
        self._held, self._least = [], (float("inf"), 0.0)
        return slots

    def _place(self, arrival_s: float, count: int, hole: Hole | None) -> Slot:
        assert self._map is not None
        step_s = self._step_s * self._map.rate
        self._late_s = self._lateness(arrival_s, count)
        self._count += count
        end_s = self._map.advance(self._count * self._step_s, arrival_s)
        self.last_s = end_s
        return Slot(end_s - (count - 1) * step_s, step_s, hole)
