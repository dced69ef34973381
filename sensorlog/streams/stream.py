"""Packets of one sensor → samples in SI with their times, readings and gaps."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from sensorlog.imu import Gap, ImuBlock, Packet, Placement, Reading, StreamInfo
from sensorlog.profiles import (
    BATTERY_LEVEL,
    HEART_RATE,
    Batch,
    Decoder,
    Message,
    Number,
    Profile,
    ProfileError,
    evaluate,
    resolve,
    standard_readings,
)
from sensorlog.streams.count_clock import CountClock
from sensorlog.streams.slots import GAP_S, Hole, Slot
from sensorlog.streams.track import Track
from sensorlog.streams.wire_clock import WireClock

__all__ = ["SensorStream"]

_MOTION = ("acc", "gyr", "imu")
_GYROSCOPE_WITHIN_S = 3.0
"""A gyroscope that is switched on sends after some 50 ms; from one that has sent nothing for so long nothing comes."""
_SLICE = 1024
"""Packets that are decoded at once: keeps blocks of separately timed channels near each other, and memory bounded."""

Output = ImuBlock | Reading | Gap


class SensorStream:
    """Turns what one sensor sends into what it means; call :meth:`push` with packets in order of arrival.

    However the packets are cut into calls, the samples are bit for bit the same. Garbage is counted, never raised.
    Sample times never fall. A first sample may lie a little below 0: it was taken before its packet arrived.
    """

    def __init__(
        self,
        sensor: str,
        profile: Profile,
        options: Mapping[str, Number],
        variables: Mapping[str, Number],
        t0_ns: int,
    ) -> None:
        """``t0_ns``: arrival of the session's first packet, the zero of all times.

        Raises :class:`sensorlog.profiles.ProfileError` if options or variables do not fit the profile.
        """
        self.sensor = sensor
        self.profile = profile
        self._options = dict(options)
        self._t0_ns = t0_ns
        self._arrival_s = -float("inf")
        self._lost_before = 0
        self._unknown_before = 0
        self._marked_s = -float("inf")
        self._tracks: list[Track] = []
        self._without_gyroscope_s = 0.0
        """Time of the accelerometer samples that came while none of a gyroscope did."""
        self.has_gyroscope: bool | None = None
        """Whether one sends, whatever was announced; ``None``: not clear yet, or no samples."""
        self._link(variables)

    @property
    def lost_packets(self) -> int:
        """Packets that did not arrive: by the sensor's counter where there is one, else by the time left empty."""
        return self._lost_before + sum(track.clock.lost_packets for track in self._tracks)

    @property
    def unknown_packets(self) -> int:
        """Packets that fit nothing in the profile, or are cut off."""
        return self._unknown_before + self._decoder.unknown_packets + self._decoder.short_packets

    def info(self, placement: Placement) -> StreamInfo:
        """Return what the sensor was set up to send, but for a gyroscope that is silent.

        Raises :class:`ProfileError` if it has no accelerometer.
        """
        acc_rate_hz = self._rate_hz("acc")
        if acc_rate_hz is None:
            raise ProfileError(f"{self.profile.id}: it is set up to send no acceleration: nothing can be counted")
        gyr_rate_hz = None if self.has_gyroscope is False else self._rate_hz("gyr")
        return StreamInfo(self.sensor, placement, acc_rate_hz, gyr_rate_hz)

    def push(self, packets: Sequence[Packet]) -> list[Output]:
        """Take packets of this sensor; return what became known, blocks and gaps in order of time."""
        out: list[Output] = []
        for start in range(0, len(packets), _SLICE):
            out += self._push_slice(packets[start : start + _SLICE])
        return out

    def relink(self, variables: Mapping[str, Number]) -> list[Output]:
        """Begin a new link: the sensor's clock and counters start anew; the time in between becomes a gap.

        Returns what was still held back. ``variables`` are those of the new set-up.
        """
        out = self.finish()
        self._lost_before = self.lost_packets
        self._unknown_before = self.unknown_packets
        self._link(variables)
        return out

    def finish(self) -> list[Output]:
        """Return what was held back to see whether more would come."""
        out: list[Output] = []
        for track in self._tracks:
            for slot in track.clock.finish():
                self._add_slot(track, slot, out)
        return out + self._take()

    def _link(self, variables: Mapping[str, Number]) -> None:
        variables = resolve(self.profile, self._options, variables)
        after_s = max((t.clock.last_s for t in self._tracks if t.clock.last_s is not None), default=None)
        self._decoder = Decoder(self.profile, variables)
        self._motion: dict[str, Track] = {}
        self._rates: dict[str, float] = {}
        self._tracks = []
        groups: list[tuple[Message, Track]] = []
        for layout in self._decoder.layouts:
            message = layout.message
            if message.kind not in _MOTION:
                continue
            assert message.rate_hz is not None
            rate_hz = evaluate(message.rate_hz, variables)
            if not 0.1 <= rate_hz <= 10_000:
                raise ProfileError(f"{self.profile.id}: {message.name} cannot have {rate_hz:g} samples a second")
            track = next((track for other, track in groups if _share_clock(message, other)), None)
            if track is None:
                track = Track(self.sensor, self._clock(rate_hz, after_s, variables))
                self._tracks.append(track)
            groups.append((message, track))
            self._motion[message.name] = track
            self._rates[message.name] = rate_hz

    def _clock(self, rate_hz: float, after_s: float | None, variables: Mapping[str, Number]) -> CountClock | WireClock:
        time = self.profile.time
        if time.source == "count":
            return CountClock(rate_hz, after_s)
        ticks_per_s = 1.0 / time.tick_s if time.tick_s is not None else evaluate(time.ticks_per_s or 0, variables)
        if not 1e-3 <= ticks_per_s <= 1e12:
            raise ProfileError(f"{self.profile.id}: a clock of {ticks_per_s:g} ticks a second cannot be")
        return WireClock(
            rate_hz,
            after_s,
            tick_s=1.0 / ticks_per_s,
            bits=time.bits,
            stamps_last=time.stamps == "last",
            sequence_bits=self.profile.sequence.bits if self.profile.sequence else None,
        )

    def _rate_hz(self, channel: str) -> float | None:
        for name, rate_hz in self._rates.items():
            if self.profile.layout(name).field(channel) is not None:
                return rate_hz
        return None

    def _push_slice(self, packets: Sequence[Packet]) -> list[Output]:
        out: list[Output] = []
        packets = self._without_standard_services(packets, out)
        order: list[tuple[int, int, str, int, int | None, int | None]] = []
        for batch in self._decoder.decode(packets):
            name = batch.message.name
            if name in self._motion:
                self._motion[name].add_values(name, batch.values.get("acc"), batch.values.get("gyr"))
                ticks = _column(batch, self.profile.time.field)
                sequence = _column(batch, self.profile.sequence.field if self.profile.sequence else None)
                names = [name] * len(ticks)
                order += zip(
                    batch.order.tolist(),
                    batch.packet.tolist(),
                    names,
                    batch.count.tolist(),
                    ticks,
                    sequence,
                    strict=True,
                )
            elif batch.message.kind in ("battery", "reading"):
                out += self._readings(batch, packets)
        for _, position, name, count, ticks_now, number in sorted(order):
            self._arrival_s = max(self._arrival_s, self._seconds(packets[position]))
            if self.has_gyroscope is None:
                self._look_for_gyroscope(name, count)
            track = self._motion[name]
            for slot in track.add_packet(name, count, self._arrival_s, ticks_now, number):
                self._add_slot(track, slot, out)
        return out + self._take()

    def _look_for_gyroscope(self, message: str, count: int) -> None:
        if self.profile.layout(message).field("gyr") is not None:
            self.has_gyroscope = True
            return
        self._without_gyroscope_s += count / self._rates[message]
        if self._without_gyroscope_s >= _GYROSCOPE_WITHIN_S:
            self.has_gyroscope = False

    def _add_slot(self, track: Track, slot: Slot, out: list[Output]) -> None:
        """Let a gap stand between the blocks before and behind it."""
        gap = self._gap(slot.hole) if slot.hole is not None else None
        if gap is not None:
            out += self._take()
            out.append(gap)
        track.add_slot(slot)

    def _gap(self, hole: Hole) -> Gap | None:
        """Mark a hole, or what sticks out of the one that another track has marked already."""
        start_s = max(hole.start_s, self._marked_s)
        if hole.end_s <= start_s or (start_s > hole.start_s and hole.end_s - start_s <= GAP_S):
            return None
        self._marked_s = hole.end_s
        return Gap(self.sensor, start_s, hole.end_s, hole.lost_packets)

    def _take(self) -> list[Output]:
        return [block for track in self._tracks for block in track.take()]

    def _seconds(self, packet: Packet) -> float:
        return (packet.t_ns - self._t0_ns) / 1e9

    def _without_standard_services(self, packets: Sequence[Packet], out: list[Output]) -> Sequence[Packet]:
        """Read battery and heart rate of every sensor, unless its profile does so itself; return the other packets."""
        standard = {BATTERY_LEVEL, HEART_RATE}.difference(self.profile.characteristics.values())
        if not standard:
            return packets
        out += [
            Reading(self.sensor, self._seconds(packet), kind, value)
            for packet in packets
            if packet.characteristic in standard
            for kind, value in standard_readings(packet.characteristic, packet.data)
        ]
        return [packet for packet in packets if packet.characteristic not in standard]

    def _readings(self, batch: Batch, packets: Sequence[Packet]) -> list[Output]:
        """Every field of a reading is one: its name says what it is and in which unit."""
        times = [self._seconds(packets[i]) for i in np.repeat(batch.packet, batch.count).tolist()]
        return [
            Reading(self.sensor, t_s, name, value)
            for name, values in batch.values.items()
            for t_s, value in zip(times, values[:, 0].tolist(), strict=True)
            if math.isfinite(value)
        ]


def _share_clock(one: Message, other: Message) -> bool:
    """Tell whether two messages are one sequence of samples: variants of a layout, or two ways to send the same."""
    return one.kind == other.kind or (one.characteristic == other.characteristic and one.prefix == other.prefix)


def _column(batch: Batch, name: str | None) -> Sequence[int | None]:
    if name is None:
        return [None] * len(batch.count)
    column: list[int | None] = batch.header[name].tolist()
    return column
