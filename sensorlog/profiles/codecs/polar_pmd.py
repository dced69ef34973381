"""Polar measurement data: raw and compressed frames → samples of fixed size.

Source: polarofficial/polar-ble-sdk, technical_documentation/online_measurement.pdf. A frame is the measurement type,
the device time of the last sample (uint64, ns), the frame type (bit 7: compressed), and the samples. Compressed: a
first sample in full, then blocks of ``[bits][samples][differences]``, each difference two's complement of so many bits,
least significant bit first. Here every channel becomes 32 bits wide: a signed integer, or a float where the bits on the
wire are one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["PolarPmd"]

_HEAD_BYTES = 10
_TYPE_MASK = 0x3F
_COMPRESSED = 0x80
_MAX_SAMPLES = 4096
"""Blocks without a difference cost two bytes for 255 samples: what garbage says of them is not believed."""


@dataclass(frozen=True, slots=True)
class _Shape:
    channels: int
    channel_bytes: int


_SHAPES = {
    (0, 0x00): _Shape(1, 3),  # ECG
    (2, 0x00): _Shape(3, 1),  # acceleration
    (2, 0x01): _Shape(3, 2),
    (2, 0x02): _Shape(3, 3),
    (2, 0x80): _Shape(3, 2),
    (2, 0x81): _Shape(3, 2),
    (5, 0x80): _Shape(3, 2),  # gyroscope
    (5, 0x81): _Shape(3, 4),
    (6, 0x80): _Shape(3, 2),  # magnetometer
    (6, 0x81): _Shape(4, 2),
}
"""(measurement type, frame type) → samples on the wire. Frames of other types pass unchanged."""


class PolarPmd:
    """Data frames ↔ the same ten bytes in front, then 4 bytes a channel. Bits 6 and 7 of the type are cleared."""

    def __init__(self) -> None:
        self.refused = 0

    def push(self, data: bytes) -> list[bytes]:
        """See :meth:`Codec.push`."""
        if len(data) <= _HEAD_BYTES:
            self.refused += 1
            return []
        head = bytes([data[0] & _TYPE_MASK]) + data[1:_HEAD_BYTES]
        shape = _SHAPES.get((head[0], data[9]))
        if shape is None:
            return [head + data[_HEAD_BYTES:]]
        body = data[_HEAD_BYTES:]
        samples = _expand(body, shape) if data[9] & _COMPRESSED else _widen(body, shape)
        if samples is None:
            self.refused += 1
            return []
        return [head + samples.astype("<i4").tobytes()]

    @staticmethod
    def pack(message: bytes, payload_bytes: int) -> list[bytes]:
        """Bits per difference are as few as this frame's largest difference needs."""
        shape = _SHAPES.get((message[0], message[9]))
        if shape is None:
            return [message]
        samples = np.frombuffer(message[_HEAD_BYTES:], "<i4").reshape(-1, shape.channels).astype(np.int64)
        limit = 1 << (8 * shape.channel_bytes - 1)
        samples = np.clip(samples, -limit, limit - 1)
        body = _compress(samples, shape) if message[9] & _COMPRESSED else _narrow(samples, shape)
        return [message[:_HEAD_BYTES] + body]


def _widen(body: bytes, shape: _Shape) -> NDArray[np.int64] | None:
    """Signed little-endian integers of 1 to 4 bytes, shape (n, channels)."""
    size = shape.channels * shape.channel_bytes
    if not body or len(body) % size:
        return None
    raw = np.frombuffer(body, np.uint8).reshape(-1, shape.channels, shape.channel_bytes).astype(np.int64)
    values = raw @ (1 << 8 * np.arange(shape.channel_bytes, dtype=np.int64))
    return _signed(values, 8 * shape.channel_bytes)


def _narrow(samples: NDArray[np.int64], shape: _Shape) -> bytes:
    return np.ascontiguousarray(samples).astype("<i8").view(np.uint8).reshape(-1, 8)[:, : shape.channel_bytes].tobytes()


def _expand(body: bytes, shape: _Shape) -> NDArray[np.int64] | None:
    at = shape.channels * shape.channel_bytes
    first = _widen(body[:at], shape)
    if first is None:
        return None
    steps = [first]
    count = 1
    while at < len(body):
        bits, samples = (body[at], body[at + 1]) if at + 2 <= len(body) else (255, 0)
        size = -(-samples * shape.channels * bits // 8)
        block = body[at + 2 : at + 2 + size]
        count += samples
        if bits > 32 or len(block) < size or count > _MAX_SAMPLES:
            return None
        steps.append(_differences(block, bits, samples, shape.channels))
        at += 2 + size
    # Differences of 32 bits are added modulo 2^32, as the vendor's software does.
    return _signed(np.cumsum(np.concatenate(steps), axis=0), 32)


def _differences(block: bytes, bits: int, samples: int, channels: int) -> NDArray[np.int64]:
    if not bits:
        return np.zeros((samples, channels), dtype=np.int64)
    stream = np.unpackbits(np.frombuffer(block, np.uint8), bitorder="little")[: samples * channels * bits]
    values = stream.reshape(samples, channels, bits).astype(np.int64) @ (1 << np.arange(bits, dtype=np.int64))
    return _signed(values, bits)


def _compress(samples: NDArray[np.int64], shape: _Shape) -> bytes:
    steps = _signed(np.diff(samples, axis=0), 32)
    out = [_narrow(samples[:1], shape)]
    largest = max(int(steps.max()), -int(steps.min()) - 1, 0) if steps.size else 0
    bits = largest.bit_length() + 1
    for start in range(0, len(steps), 255):
        block = steps[start : start + 255]
        stream = (block[:, :, None] >> np.arange(bits, dtype=np.int64) & 1).astype(np.uint8)
        out += [bytes([bits, len(block)]), np.packbits(stream.reshape(-1), bitorder="little").tobytes()]
    return b"".join(out)


def _signed(values: NDArray[np.int64], bits: int) -> NDArray[np.int64]:
    """Two's complement of so many bits."""
    half = 1 << (bits - 1)
    return ((values + half) & ((1 << bits) - 1)) - half
