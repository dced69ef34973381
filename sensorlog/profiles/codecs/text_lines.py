r"""Lines of text such as ``I,1234,-12,8190,33`` over a serial port, cut anywhere into notifications.

A line is one capital letter and whole numbers, ended by ``\n`` (a ``\r`` before it is fine). It becomes the letter, how
many numbers there are, and each of them as a signed 32-bit integer, little-endian. Prompts and echoes of a console,
which share the port, are no such lines and are passed over.
"""

from __future__ import annotations

import re
import struct

__all__ = ["TextLines"]

_LINE = re.compile(rb"[A-Z](?:,-?\d{1,10}){1,24}")
_PROMPT = b">"
_MAX_LINE_BYTES = 300
_INT32 = range(-(1 << 31), 1 << 31)


class TextLines:
    """Text ↔ ``letter, count, count × int32``."""

    def __init__(self) -> None:
        self.refused = 0
        self._begun = b""
        self._is_too_long = False

    def push(self, data: bytes) -> list[bytes]:
        """See :meth:`Codec.push`."""
        *lines, self._begun = (self._begun + data).split(b"\n")
        messages = []
        for line in lines:
            message = None if self._is_too_long else _read(line.removesuffix(b"\r").lstrip(_PROMPT))
            self._is_too_long = False
            if message is not None:
                messages.append(message)
            elif line.strip(b"\r" + _PROMPT):
                self.refused += 1
        if len(self._begun) > _MAX_LINE_BYTES:
            self._begun, self._is_too_long = b"!", True
        return messages

    @staticmethod
    def pack(message: bytes, payload_bytes: int) -> list[bytes]:
        """See :meth:`Codec.pack`."""
        numbers = struct.unpack(f"<{message[1]}i", message[2:])
        line = b",".join([message[:1], *(b"%d" % number for number in numbers)]) + b"\r\n"
        return [line[i : i + payload_bytes] for i in range(0, len(line), payload_bytes)]


def _read(line: bytes) -> bytes | None:
    if not _LINE.fullmatch(line):
        return None
    numbers = [int(part) for part in line[2:].split(b",")]
    if any(number not in _INT32 for number in numbers):
        return None
    return line[:1] + bytes([len(numbers)]) + struct.pack(f"<{len(numbers)}i", *numbers)
