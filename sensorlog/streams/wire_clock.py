"""Sample time of a sensor that sends its clock: unwrapped, checked, and held in place by arrivals."""

from __future__ import annotations

from collections.abc import Sequence

from sensorlog.streams.arrival import ArrivalMap, MapParams
from sensorlog.streams.slots import Hole, Slot, is_hole

__all__ = ["WireClock"]

_MAP = MapParams(max_drift=0.02)
"""Crystals are good to 100 ppm, RC oscillators of sensor chips to 1 or 2 %."""

_JUMP_AHEAD_S = 1.0
"""A packet that claims to be so much later than it arrived comes from a clock that was set anew."""
_JUMP_BEHIND_S = 10.0
"""Longer than links hold packets back (their supervision timeout is mostly below 6 s): the clock was set anew."""
_MAX_REFUSED = 8
"""So many packets in a row from the past are no repeats: the clock was set anew."""
_STEP_MEMORY = 64


class WireClock:
    """Gives every packet its :class:`Slot` at once."""

    def __init__(
        self,
        rate_hz: float,
        after_s: float | None,
        *,
        tick_s: float,
        bits: int,
        stamps_last: bool,
        sequence_bits: int | None,
    ) -> None:
        """``after_s``: the last sample before this link; ``None`` for the first link."""
        self.lost_packets = 0
        self.last_s = after_s
        """Time of the latest sample that has a slot."""
        self._nominal_s = self._step_s = 1.0 / rate_hz
        self._steps_seen = 0
        self._tick_s = tick_s
        self._modulus = 1 << bits
        self._stamps_last = stamps_last
        self._sequence_modulus = None if sequence_bits is None else 1 << sequence_bits
        self._map: ArrivalMap | None = None
        self._ticks = 0
        self._sequence = 0
        self._count = 0
        self._arrival_s = 0.0
        self._refused = 0

    def push(self, arrival_s: float, count: int, ticks: int, sequence: int | None) -> Sequence[Slot]:
        """Take a packet of ``count`` samples with its clock and its number."""
        if self._map is None:
            return [self._anchor(arrival_s, count, ticks, sequence)]
        delta = self._unwrapped(ticks, arrival_s)
        late_s = arrival_s - self._lead_s(count) - self._map.predict(delta)
        if not -_JUMP_AHEAD_S <= late_s <= _JUMP_BEHIND_S or (delta <= 0 and self._refused >= _MAX_REFUSED):
            return [self._anchor(arrival_s, count, ticks, sequence)]
        if delta <= 0:
            self._refused += 1
            return [Slot(0.0, 0.0)]
        return [self._place(arrival_s, count, ticks, sequence, delta)]

    def finish(self) -> Sequence[Slot]:
        """Nothing is ever held back."""
        return []

    def _unwrapped(self, ticks: int, arrival_s: float) -> float:
        """Return the seconds since the last stamp: of all that the wire could mean, what fits the arrival best."""
        delta = (ticks - self._ticks) % self._modulus
        elapsed = (arrival_s - self._arrival_s) / self._tick_s
        return (delta + round((elapsed - delta) / self._modulus) * self._modulus) * self._tick_s

    def _lead_s(self, count: int) -> float:
        """Return the time from the stamped sample to the packet's last one."""
        return 0.0 if self._stamps_last else (count - 1) * self._step_s

    def _anchor(self, arrival_s: float, count: int, ticks: int, sequence: int | None) -> Slot:
        """Begin: the first packet of a link, or of a clock that was set anew."""
        start_s = arrival_s - (count - 1) * self._step_s
        hole = None
        if self.last_s is not None:
            start_s = max(start_s, self.last_s + self._step_s)
            hole = Hole(self.last_s, start_s, None)
        self.last_s = start_s + (count - 1) * self._step_s
        self._map = ArrivalMap(self.last_s - self._lead_s(count), _MAP)
        self._remember(arrival_s, count, ticks, sequence)
        return Slot(start_s, self._step_s, hole)

    def _place(self, arrival_s: float, count: int, ticks: int, sequence: int | None, delta: float) -> Slot:
        assert self._map is not None
        assert self.last_s is not None
        lost = self._lost(sequence, delta, count)
        if lost == 0:
            # First stamps are the previous packet's samples apart; last stamps are this packet's.
            self._learn_step(delta / (count if self._stamps_last else self._count))
        stamp_s = self._map.advance(delta, arrival_s - self._lead_s(count))
        step_s = self._step_s * self._map.rate
        start_s = stamp_s - (count - 1) * step_s if self._stamps_last else stamp_s
        # A sensor's stamps jitter: its samples still come one after the other.
        start_s = max(start_s, self.last_s + 0.1 * step_s)
        hole = None
        if is_hole(start_s - self.last_s, step_s):
            hole = Hole(self.last_s, start_s, lost if self._sequence_modulus is not None else None)
        self.lost_packets += lost
        self.last_s = start_s + (count - 1) * step_s
        self._remember(arrival_s, count, ticks, sequence)
        return Slot(start_s, step_s, hole)

    def _lost(self, sequence: int | None, delta: float, count: int) -> int:
        """Return how many packets are missing: by their numbers if these make sense, else by the time they covered."""
        covered = delta / self._step_s / (count if self._stamps_last else self._count)
        if sequence is not None and self._sequence_modulus is not None:
            ahead = (sequence - self._sequence) % self._sequence_modulus
            if 0 < ahead <= self._sequence_modulus // 2:
                return ahead - 1
        return max(0, round(covered) - 1)

    def _learn_step(self, observed_s: float) -> None:
        """Average the true time between samples; sensors are seldom exactly as fast as they say."""
        if not 0.5 * self._nominal_s < observed_s < 2.0 * self._nominal_s:
            return
        self._steps_seen = min(self._steps_seen + 1, _STEP_MEMORY)
        self._step_s += (observed_s - self._step_s) / self._steps_seen

    def _remember(self, arrival_s: float, count: int, ticks: int, sequence: int | None) -> None:
        self._arrival_s, self._count, self._ticks = arrival_s, count, ticks
        self._sequence = sequence if sequence is not None else 0
        self._refused = 0
