"""What a codec is: the step between notifications and the messages of a profile's tables."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Codec"]


class Codec(Protocol):
    """Follows one characteristic over one connection. Bytes come from outside: none raise, none make it grow."""

    refused: int
    """Pieces that are no message: garbage, parts whose other half never came, sums that do not come out."""

    def push(self, data: bytes) -> list[bytes]:
        """Take one notification, in order; return the messages that it completes, in the form the tables describe."""

    @staticmethod
    def pack(message: bytes, payload_bytes: int) -> list[bytes]:
        """Do the reverse, as the sensor does: a message → notifications of at most ``payload_bytes``."""
