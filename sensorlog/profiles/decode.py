"""Bytes → SI values: many packets at once, one numpy conversion per message and field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorlog.imu import FloatArray, Packet
from sensorlog.profiles.codecs import CODECS
from sensorlog.profiles.layout import Column, Layout, active_layouts
from sensorlog.profiles.message import Message
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.template import Number

__all__ = ["Batch", "Decoder"]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """All packets of one message in one call of :meth:`Decoder.decode`, in their order (m packets, n samples)."""

    message: Message
    packet: NDArray[np.intp]
    """Shape (m,): index of each packet in the list that was given; where a message took several, of its last one."""
    order: NDArray[np.intp]
    """Shape (m,): place of each among all messages of this call; a packet may complete several."""
    count: NDArray[np.intp]
    """Shape (m,): samples in each packet."""
    header: dict[str, NDArray[np.generic]]
    """Shape (m,): unscaled fields as on the wire (unsigned 64-bit counters stay exact), scaled ones in SI."""
    values: dict[str, FloatArray]
    """Shape (n, k): SI where the field has a scale, else the number on the wire."""


class Decoder:
    """Decodes what one connection sends; ``variables`` come from its set-up.

    Garbage is counted, never raised: ``unknown_packets`` fit no message, ``short_packets`` have the beginning of one
    but not its length. Values that are no finite number are left as they are: who uses them drops them.
    """

    def __init__(self, profile: Profile, variables: Mapping[str, Number]) -> None:
        """Compile the profile. Raises :class:`sensorlog.profiles.ProfileError` if a scale needs an unknown variable."""
        self.profile = profile
        self.short_packets = 0
        self._unknown = 0
        self._codecs = {profile.uuid(name): CODECS[codec]() for name, codec in profile.codec.items()}
        self.layouts = active_layouts(profile, variables)
        self._by_uuid: dict[str, list[tuple[int, dict[bytes, list[int]]]]] = {}
        for index, layout in enumerate(self.layouts):
            self._add(index, layout)

    @property
    def unknown_packets(self) -> int:
        """Packets, or pieces of them, that fit no message."""
        return self._unknown + sum(codec.refused for codec in self._codecs.values())

    def _add(self, index: int, layout: Layout) -> None:
        """Longest prefix first: ``03 04`` is asked before ``03``."""
        prefix = layout.message.prefix
        lengths = self._by_uuid.setdefault(self.profile.uuid(layout.message.characteristic), [])
        for length, by_prefix in lengths:
            if length == len(prefix):
                by_prefix.setdefault(prefix, []).append(index)
                return
        lengths.append((len(prefix), {prefix: [index]}))
        lengths.sort(key=lambda item: -item[0])

    def decode(self, packets: Sequence[Packet]) -> list[Batch]:
        """Group ``packets`` by message, in the order of the profile."""
        source = None
        if self._codecs:
            source, packets = self._messages(packets)
        chosen: dict[int, tuple[list[int], list[int]]] = {}
        for position, packet in enumerate(packets):
            index, count = self._recognise(packet)
            if index < 0:
                continue
            positions, counts = chosen.setdefault(index, ([], []))
            positions.append(position)
            counts.append(count)
        return [self._batch(self.layouts[index], packets, source, *chosen[index]) for index in sorted(chosen)]

    def _messages(self, packets: Sequence[Packet]) -> tuple[NDArray[np.intp], list[Packet]]:
        """Let the codecs make whole messages; return the index of the packet that completed each, and the messages."""
        source: list[int] = []
        messages: list[Packet] = []
        for position, packet in enumerate(packets):
            codec = self._codecs.get(packet.characteristic)
            whole = [packet.data] if codec is None else codec.push(packet.data)
            source += [position] * len(whole)
            messages += [Packet(packet.t_ns, packet.sensor, packet.characteristic, data) for data in whole]
        return np.array(source, dtype=np.intp), messages

    def _recognise(self, packet: Packet) -> tuple[int, int]:
        is_short = False
        for length, by_prefix in self._by_uuid.get(packet.characteristic, ()):
            for index in by_prefix.get(packet.data[:length], ()):
                count = self.layouts[index].count(packet.data)
                if count > 0:
                    return index, count
                is_short |= count == 0
        if is_short:
            self.short_packets += 1
        else:
            self._unknown += 1
        return -1, 0

    def _batch(
        self,
        layout: Layout,
        packets: Sequence[Packet],
        source: NDArray[np.intp] | None,
        positions: list[int],
        counts: list[int],
    ) -> Batch:
        start, body = layout.header_start, layout.sample_start
        samples = layout.join([(packets[i].data, count) for i, count in zip(positions, counts, strict=True)])
        order = np.array(positions, dtype=np.intp)
        header: dict[str, NDArray[np.generic]] = {}
        if layout.header_columns:
            raw = np.frombuffer(b"".join([packets[i].data[start:body] for i in positions]), dtype=layout.header)
            for column in layout.header_columns:
                values = raw[column.field.name]
                values = values[:, 0] if column.field.count == 1 else values
                header[column.field.name] = _si(values, column) if column.is_scaled else values
        return Batch(
            message=layout.message,
            packet=order if source is None else source[order],
            order=order,
            count=np.array(counts, dtype=np.intp),
            header=header,
            values={column.field.name: _si(samples[column.field.name], column) for column in layout.sample_columns},
        )


def _si(raw: NDArray[np.generic], column: Column) -> FloatArray:
    # Garbage may be any float: too large, or a signalling NaN, which even a cast complains about.
    with np.errstate(over="ignore", invalid="ignore"):
        values = raw.astype(np.float64)
        if column.is_scaled:
            values *= column.factor
            values += column.offset
    return values
