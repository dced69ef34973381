"""FIT, the bytes: messages with their definitions, a header, and the checksum.

Source: Garmin, Flexible and Interoperable Data Transfer (FIT) Protocol, public documentation, protocol version 2.0.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from sensorlog.exchange.errors import ExchangeError

__all__ = ["Base", "Field", "FitFile", "fit_time"]

_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_HEADER_BYTES = 14
_PROTOCOL = 0x20
"""2.0."""
_PROFILE = 21158
"""21.158: the profile whose message numbers are used here."""
_LONGEST_TEXT = 60
_CRC = (
    *(0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401),
    *(0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400),
)
"""Of each half byte: CRC-16 with the polynomial 0x8005, reflected."""


class Base(Enum):
    """Type of a field: its number in a definition, and how it is packed (little-endian)."""

    ENUM = (0x00, "B")
    UINT8 = (0x02, "B")
    UINT16 = (0x84, "H")
    UINT32 = (0x86, "I")
    STRING = (0x07, "s")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a message. ``None`` leaves it out: unknown."""

    number: int
    base: Base
    value: int | str | None

    def packed(self) -> bytes:
        """Return its bytes; a number that is too large is the largest that can be said."""
        if isinstance(self.value, str):
            text = self.value.encode()[:_LONGEST_TEXT].decode(errors="ignore")
            return text.encode() + b"\0"
        size = struct.calcsize(self.base.value[1])
        most = 256**size - 2  # one more means: invalid
        return struct.pack(f"<{self.base.value[1]}", min(max(self.value or 0, 0), most))


class FitFile:
    """A file that grows message by message."""

    def __init__(self) -> None:
        self._body = bytearray()
        self._layout: tuple[int, tuple[tuple[int, int, int], ...]] | None = None

    def add(self, message: int, fields: Sequence[Field]) -> None:
        """Add a message with those of its fields that are known."""
        known = [(each, each.packed()) for each in fields if each.value is not None]
        layout = (message, tuple((each.number, len(data), each.base.value[0]) for each, data in known))
        if layout != self._layout:
            self._layout = layout
            self._body += struct.pack("<BBBHB", 0x40, 0, 0, message, len(known))
            for triple in layout[1]:
                self._body += bytes(triple)
        self._body += b"\0" + b"".join(data for _, data in known)

    def content(self) -> bytes:
        """Return the whole file."""
        head = struct.pack("<BBHI4s", _HEADER_BYTES, _PROTOCOL, _PROFILE, len(self._body), b".FIT")
        head += struct.pack("<H", _checksum(head))
        whole = head + bytes(self._body)
        return whole + struct.pack("<H", _checksum(whole))


def fit_time(moment: datetime) -> int:
    """Return seconds since the last day of 1989, UTC. Raises :class:`ExchangeError` for a day before."""
    seconds = round((moment - _EPOCH).total_seconds())
    if not 0x10000000 <= seconds < 0xFFFFFFFF:  # below, FIT takes it for seconds since power on
        raise ExchangeError(
            f"{moment.date().isoformat()} cannot be said in FIT: correct the clock of the session first"
        )
    return seconds


def _checksum(data: bytes) -> int:
    crc = 0
    for byte in data:
        for half in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) ^ _CRC[(crc ^ half) & 0xF]
    return crc
