"""Messages with a checksum byte at their end that makes the sum of all bytes 0 modulo 256."""

from __future__ import annotations

__all__ = ["SumZero"]


class SumZero:
    """``id, length, data …, checksum`` ↔ the same without the checksum; a wrong sum or length is refused."""

    def __init__(self) -> None:
        self.refused = 0

    def push(self, data: bytes) -> list[bytes]:
        """See :meth:`Codec.push`."""
        if len(data) < 3 or data[1] != len(data) - 3 or sum(data) % 256:
            self.refused += 1
            return []
        return [data[:-1]]

    @staticmethod
    def pack(message: bytes, payload_bytes: int) -> list[bytes]:
        """See :meth:`Codec.pack`."""
        return [message + bytes([-sum(message) % 256])]
