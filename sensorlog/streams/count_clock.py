"""Sample time of a sensor that sends no time: samples are counted, arrivals hold the count in place.

A packet that is lost leaves no trace in the count, but a lasting one in the arrivals: from then on even the promptest
packet is late by one packet. A packet that only waited is followed by prompt ones. So whenever no packet of the last
eighth of a second was prompt, as many packets are taken to be missing as the least late one is late by.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from sensorlog.streams.arrival import ArrivalMap, MapParams
from sensorlog.streams.slots import Hole, Slot, is_hole

__all__ = ["CountClock"]

_MAP = MapParams(max_drift=0.25, window_s=1.0)
"""A data rate may be off by a lot: boards that say 104 and do 119 Hz exist; chips are good to 1 or 2 %."""

STALL_S = 0.15
"""A packet so much later than it should be did not just wait for a connection event: either the link stalls, or many
packets are missing."""
HOLD_S = 0.3
"""Packets behind a stall are held back until they have caught up, or have not come closer for so long: a queue catches
up, missing packets never come."""
_CLOSER_S = 0.02
"""Less than this is jitter, and no catching up."""
_MAX_HELD = 8192
"""Of a program that was stopped, minutes wait."""

_PROMPT_S = 0.12
"""Of packets of so long, and of ``_PROMPT_PACKETS`` at least, one travelled without waiting: links have 20 to 133
connection events a second, and a few of them fail."""
_PROMPT_PACKETS = 3
_MISSING = 0.6
"""Late by so much of a packet is late by a packet."""
_NOISE_S = 0.004
"""Lateness below this means nothing, however short a packet is."""
_SQUEEZED = 0.3
"""Where the time turns out to be too far ahead, samples follow each other at this part of their distance."""


class CountClock:
    """Gives every packet its :class:`Slot`, in order; sometimes a few packets later, when it is clear what happened."""

    def __init__(self, rate_hz: float, after_s: float | None) -> None:
        """``after_s``: the last sample before this link; ``None`` for the first link."""
        self.last_s = after_s
        """Time of the latest sample that has a slot."""
        self._step_s = 1.0 / rate_hz
        self._packet_s = 0.0
        """What the samples of the latest packet cover, by the sensor's clock."""
        self._map: ArrivalMap | None = None
        self._recent: deque[tuple[float, float]] = deque()
        """Arrival and lateness of the packets that tell whether one is missing."""
        self._held: list[tuple[float, int]] = []
        self._least = (float("inf"), 0.0)
        """Least lateness of the held packets, and when it was last seen to shrink."""

    @property
    def lost_packets(self) -> int:
        """How many packets seem to be missing; fewer again once it is clear that the sensor is just slow."""
        return 0 if self._map is None else max(0, round(self._map.jumped_s / self._packet_s))

    def push(self, arrival_s: float, count: int) -> Sequence[Slot]:
        """Take a packet of ``count`` samples."""
        self._packet_s = count * self._step_s
        if self._map is None:
            return [self._begin(arrival_s, count)]
        late_s = self._lateness(arrival_s, count + sum(held for _, held in self._held))
        if not self._held and late_s <= STALL_S:
            self._look_for_missing(arrival_s, late_s)
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
        self.last_s = start_s + (count - 1) * self._step_s
        self._map = ArrivalMap(self.last_s, _MAP)
        return Slot(start_s, self._step_s, hole)

    def _lateness(self, arrival_s: float, count: int) -> float:
        assert self._map is not None
        return arrival_s - self._map.predict(count * self._step_s)

    def _missing_s(self) -> float:
        """Return by how much even the promptest of the held packets is late."""
        total, least = 0, float("inf")
        for arrival_s, count in self._held:
            total += count
            least = min(least, self._lateness(arrival_s, total))
        return max(least, 0.0)

    def _release(self, missing_s: float) -> list[Slot]:
        assert self._map is not None
        assert self.last_s is not None
        hole = None
        if missing_s > STALL_S / 2:
            before_s = self._map.t_s
            self._jump(missing_s)
            step_s = self._step_s * self._map.rate
            until_s = self.last_s + (self._map.t_s - before_s) + step_s
            if is_hole(until_s - self.last_s, step_s):
                hole = Hole(self.last_s, until_s, None)
        slots = [
            # They waited, or came before it was clear what is missing: they tell nothing of the clock.
            self._place(None, count, hole if i == 0 else None)
            for i, (_, count) in enumerate(self._held)
        ]
        self._held, self._least = [], (float("inf"), 0.0)
        self._recent.clear()
        return slots

    def _place(self, arrival_s: float | None, count: int, hole: Hole | None) -> Slot:
        assert self._map is not None
        assert self.last_s is not None
        step_s = self._step_s * self._map.rate
        end_s = self._map.advance(count * self._step_s, arrival_s)
        start_s = end_s - (count - 1) * step_s
        if start_s < self.last_s + _SQUEEZED * step_s:
            step_s = max((end_s - self.last_s) / count, _SQUEEZED * step_s)
            start_s = self.last_s + step_s
        self.last_s = start_s + (count - 1) * step_s
        return Slot(start_s, step_s, hole)

    def _look_for_missing(self, arrival_s: float, late_s: float) -> None:
        """Jump if no packet has been prompt for a while, and back if one came before it can have been sent."""
        assert self._map is not None
        recent = self._recent
        recent.append((arrival_s, late_s))
        while len(recent) > _PROMPT_PACKETS and recent[1][0] < arrival_s - _PROMPT_S:
            recent.popleft()
        limit_s = max(_MISSING * self._packet_s * self._map.rate, _NOISE_S)
        if late_s < -limit_s:
            self._jump(late_s)
        elif len(recent) >= _PROMPT_PACKETS and arrival_s - recent[0][0] >= _PROMPT_S:
            least_s = min(late for _, late in recent)
            if least_s > limit_s:
                self._jump(least_s)

    def _jump(self, late_s: float) -> None:
        """Leave out the time of as many packets as explain the lateness, or take as many back; one at least."""
        assert self._map is not None
        packets = round(late_s / (self._packet_s * self._map.rate)) or (1 if late_s > 0 else -1)
        self._map.jump(packets * self._packet_s)
        self._recent.clear()
