"""A message compiled for one connection: offsets, numpy dtypes and factors to SI, for decoding and encoding alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.message import Field, Message, struct_dtype
from sensorlog.profiles.scalars import holds
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.template import Number
from sensorlog.profiles.units import SI_FACTOR
from sensorlog.profiles.variables import evaluate

__all__ = ["Column", "Layout", "active_layouts", "layout_of"]


@dataclass(frozen=True, slots=True)
class Column:
    """One field: SI value = raw × ``factor`` + ``offset``."""

    field: Field
    factor: float
    offset: float
    is_scaled: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A message with everything that depends on variables filled in."""

    message: Message
    header_start: int
    header: np.dtype[np.void]
    sample_start: int
    sample: np.dtype[np.void]
    repeat: int | None
    """Samples in a packet, where it is fixed."""
    header_columns: tuple[Column, ...]
    sample_columns: tuple[Column, ...]
    repeat_at: tuple[int, int, bool] | None
    """Offset, size and big-endian of the header field that says how many samples follow."""
    bits_at: tuple[tuple[int, int, bool, int, int], ...]
    """Offset, size, big-endian, mask, value."""

    def join(self, packets: Iterable[tuple[bytes, int]]) -> NDArray[np.void]:
        """All samples of these packets (with their sample counts), in order."""
        start = self.sample_start
        if not self.message.planar:
            return np.frombuffer(b"".join([data[start:] for data, _ in packets]), dtype=self.sample)
        blocks = [np.empty(0, dtype=self.sample)]
        for data, count in packets:
            block = np.empty(count, dtype=self.sample)
            at = start
            for field in self.message.fields:
                plane = np.frombuffer(data, dtype=field.dtype, count=count * field.count, offset=at)
                block[field.name] = plane.reshape(count, field.count)
                at += plane.nbytes
            blocks.append(block)
        return np.concatenate(blocks)

    def split(self, samples: NDArray[np.void]) -> bytes:
        """Return the samples of one packet as they stand on the wire: the inverse of :meth:`join`."""
        if not self.message.planar:
            return samples.tobytes()
        return b"".join([np.ascontiguousarray(samples[field.name]).tobytes() for field in self.message.fields])

    def count(self, data: bytes) -> int:
        """Count the samples in a packet: 0 if its length cannot be, −1 if its bits say that it is another message."""
        for offset, size, big, mask, value in self.bits_at:
            piece = data[offset : offset + size]
            if len(piece) < size:
                return 0
            if int.from_bytes(piece, "big" if big else "little") & mask != value:
                return -1
        room = len(data) - self.sample_start
        if room < self.sample.itemsize:
            return 0
        if self.repeat is not None:
            expected = self.repeat
        elif self.repeat_at is not None:
            offset, size, big = self.repeat_at
            expected = int.from_bytes(data[offset : offset + size], "big" if big else "little")
        else:
            expected = room // self.sample.itemsize
        return expected if expected * self.sample.itemsize == room else 0


def layout_of(message: Message, variables: Mapping[str, Number]) -> Layout:
    """Compile a message. Raises :class:`ProfileError` if a scale needs a variable that is unknown or 0."""
    header_start = len(message.prefix)
    header = struct_dtype(message.header)
    sample_start = header_start + header.itemsize
    offsets: dict[str, tuple[int, int, bool]] = {}
    position = header_start
    for field in message.header:
        size = np.dtype(field.dtype).itemsize
        offsets[field.name] = (position, size, field.dtype.startswith(">"))
        position += size * field.count
    counted = isinstance(message.repeat, str) and message.repeat != "rest"
    return Layout(
        message=message,
        header_start=header_start,
        header=header,
        sample_start=sample_start,
        sample=struct_dtype(message.fields),
        repeat=message.repeat if isinstance(message.repeat, int) else None,
        header_columns=tuple(_columns(message, message.header, variables)),
        sample_columns=tuple(_columns(message, message.fields, variables)),
        repeat_at=offsets[str(message.repeat)] if counted else None,
        bits_at=tuple((*offsets[name], mask, value) for name, mask, value in message.bits),
    )


def active_layouts(profile: Profile, variables: Mapping[str, Number]) -> list[Layout]:
    """Return the messages that a sensor with these variables can send, in the order of the file.

    A sensor that answers 0 for a scale has no such quantity (a board without gyroscope): its messages are left out.
    Raises :class:`ProfileError` if a scale needs a variable that is unknown.
    """
    return [
        layout_of(message, variables)
        for message in profile.message
        if holds(message.when, variables) and all(evaluate(s.divide, variables) for s in message.scale.values())
    ]


def _columns(message: Message, fields: tuple[Field, ...], variables: Mapping[str, Number]) -> Iterator[Column]:
    for field in fields:
        if field.is_padding:
            continue
        scale = message.scale.get(field.name)
        if scale is None:
            yield Column(field, 1.0, 0.0, is_scaled=False)
            continue
        multiply, divide = evaluate(scale.multiply, variables), evaluate(scale.divide, variables)
        if multiply == 0 or divide == 0:
            raise ProfileError(
                f"the scale of {message.name}.{field.name} is 0: the sensor answered 0 for {scale.divide!r}"
            )
        si = SI_FACTOR[scale.unit]
        yield Column(field, multiply / divide * si, scale.offset * si, is_scaled=True)
