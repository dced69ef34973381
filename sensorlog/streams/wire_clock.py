"""Sample time of a sensor that sends its clock: unwrapped, checked, and held in place by arrivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sensorlog.streams.arrival import ArrivalMap, MapParams
from sensorlog.streams.slots import Hole, Slot, is_hole

__all__ = ["WireClock"]

_MAP = MapParams(max_drift=0.02)
"""Crystals are good to 100 ppm, RC oscillators of sensor chips to 1 or 2 %."""

_JUMP_AHEAD_S = 1.0
"""A packet that claims to be so much later than it arrived comes from a clock that was set anew."""
_JUMP_BEHIND_S = 10.0
"""Longer than links hold packets back (their supervision timeout is mostly below 6 s): the clock was set anew."""
_WAITED_S = 1.0
"""A packet that comes so late waited for a computer that took nothing, or its clock stood still."""
_CATCHES_UP = 0.1
"""What waited comes in faster than it was sent: its lateness falls by more than so much of the time that passes."""
_CATCHES_UP_WITHIN_S = 0.3
"""So long packets are held back to see which it is, and looked at again and again while they catch up."""
_MAX_HELD = 4096
_MAX_REFUSED = 8
"""So many packets in a row from the past are no repeats: the clock was set anew."""
_STEP_MEMORY = 64


@dataclass(frozen=True, slots=True)
class _Packet:
    arrival_s: float
    count: int
    ticks: int
    sequence: int | None


class WireClock:
    """Gives every packet its :class:`Slot`, in order and at once, but where many may have waited."""

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
        self._last = _Packet(0.0, 0, 0, None)
        self._refused = 0
        self._held: list[_Packet] = []
        self._late_since: tuple[float, float] | None = None
        """While packets that waited come in: arrival and lateness from which it is seen whether they catch up."""

    def push(self, arrival_s: float, count: int, ticks: int, sequence: int | None) -> Sequence[Slot]:
        """Take a packet of ``count`` samples with its clock and its number."""
        packet = _Packet(arrival_s, count, ticks, sequence)
        if self._map is None:
            return [self._anchor(packet)]
        late_s, delta = self._lateness(packet)
        if not self._held and (delta <= 0 or late_s <= _WAITED_S or self._late_since is not None):
            return [self._slot(packet)]
        self._held.append(packet)
        passed_s = arrival_s - self._held[0].arrival_s
        if passed_s < _CATCHES_UP_WITHIN_S and late_s > _WAITED_S and len(self._held) < _MAX_HELD:
            return []
        return self.finish()

    def finish(self) -> Sequence[Slot]:
        """Return what was held back to see whether it catches up."""
        if not self._held:
            return []
        first, last = self._held[0], self._held[-1]
        late_s = self._lateness(first)[0]
        if self._catches_up(late_s - self._lateness(last)[0], last.arrival_s - first.arrival_s):
            self._late_since = first.arrival_s, late_s
        held, self._held = self._held, []
        return [self._slot(packet) for packet in held]

    def _slot(self, packet: _Packet) -> Slot:
        assert self._map is not None
        late_s, delta = self._lateness(packet)
        waited = delta > 0 and self._waited(packet.arrival_s, late_s)
        is_far = late_s < -_JUMP_AHEAD_S or (late_s > _JUMP_BEHIND_S and not waited)
        if is_far or (delta <= 0 and self._refused >= _MAX_REFUSED):
            return self._anchor(packet)
        if delta <= 0:
            self._refused += 1
            return Slot(0.0, 0.0)
        return self._place(packet, delta, waited=waited)

    def _lateness(self, packet: _Packet) -> tuple[float, float]:
        """Return by how much a packet is late, and the seconds since the last stamp that has a slot.

        Of all that the wire could mean, the stamp is what fits the arrival best.
        """
        assert self._map is not None
        delta = (packet.ticks - self._last.ticks) % self._modulus
        elapsed = (packet.arrival_s - self._last.arrival_s) / self._tick_s
        ahead_s = (delta + round((elapsed - delta) / self._modulus) * self._modulus) * self._tick_s
        return packet.arrival_s - self._lead_s(packet.count) - self._map.predict(ahead_s), ahead_s

    def _waited(self, arrival_s: float, late_s: float) -> bool:
        """Tell whether a packet is one of those that waited while this computer took nothing: they come in a burst."""
        if self._late_since is None or late_s <= _WAITED_S:
            self._late_since = None
            return False
        since_s, late_then_s = self._late_since
        if arrival_s - since_s >= _CATCHES_UP_WITHIN_S:
            catches_up = self._catches_up(late_then_s - late_s, arrival_s - since_s)
            self._late_since = (arrival_s, late_s) if catches_up else None
        return self._late_since is not None

    @staticmethod
    def _catches_up(fallen_s: float, passed_s: float) -> bool:
        return fallen_s > _CATCHES_UP * passed_s

    def _lead_s(self, count: int) -> float:
        """Return the time from the stamped sample to the packet's last one."""
        return 0.0 if self._stamps_last else (count - 1) * self._step_s

    def _anchor(self, packet: _Packet) -> Slot:
        """Begin: the first packet of a link, or of a clock that was set anew."""
        start_s = packet.arrival_s - (packet.count - 1) * self._step_s
        hole = None
        if self.last_s is not None:
            start_s = max(start_s, self.last_s + self._step_s)
            hole = Hole(self.last_s, start_s, None)
        self.last_s = start_s + (packet.count - 1) * self._step_s
        self._map = ArrivalMap(self.last_s - self._lead_s(packet.count), _MAP)
        self._last, self._refused = packet, 0
        return Slot(start_s, self._step_s, hole)

    def _place(self, packet: _Packet, delta: float, *, waited: bool) -> Slot:
        assert self._map is not None
        assert self.last_s is not None
        count = packet.count
        lost = self._lost(packet, delta)
        if lost == 0:
            # First stamps are the previous packet's samples apart; last stamps are this packet's.
            self._learn_step(delta / (count if self._stamps_last else self._last.count))
        # When it arrived tells nothing of the clock where it waited for us.
        stamp_s = self._map.advance(delta, None if waited else packet.arrival_s - self._lead_s(count))
        step_s = self._step_s * self._map.rate
        start_s = stamp_s - (count - 1) * step_s if self._stamps_last else stamp_s
        # A sensor's stamps jitter: its samples still come one after the other.
        start_s = max(start_s, self.last_s + 0.1 * step_s)
        hole = None
        if is_hole(start_s - self.last_s, step_s):
            hole = Hole(self.last_s, start_s, lost if self._sequence_modulus is not None else None)
        self.lost_packets += lost
        self.last_s = start_s + (count - 1) * step_s
        self._last, self._refused = packet, 0
        return Slot(start_s, step_s, hole)

    def _lost(self, packet: _Packet, delta: float) -> int:
        """Return how many packets are missing: by their numbers if these make sense, else by the time they covered."""
        covered = delta / self._step_s / (packet.count if self._stamps_last else self._last.count)
        if packet.sequence is not None and self._sequence_modulus is not None:
            ahead = (packet.sequence - (self._last.sequence or 0)) % self._sequence_modulus
            if 0 < ahead <= self._sequence_modulus // 2:
                return ahead - 1
        return max(0, round(covered) - 1)

    def _learn_step(self, observed_s: float) -> None:
        """Average the true time between samples; sensors are seldom exactly as fast as they say."""
        if not 0.5 * self._nominal_s < observed_s < 2.0 * self._nominal_s:
            return
        self._steps_seen = min(self._steps_seen + 1, _STEP_MEMORY)
        self._step_s += (observed_s - self._step_s) / self._steps_seen
