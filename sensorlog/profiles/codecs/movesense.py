"""Movesense GATT SensorData protocol: data that is longer than one notification comes in two.

Source: GATTSensorDataClient.cpp of the vendor's sample application. A notification is ``[type][reference][payload]``;
type 2 holds data, and if its payload is 150 bytes long the rest follows as type 3 with the same reference.
"""

from __future__ import annotations

__all__ = ["TwoParts"]

_DATA, _SECOND_PART = 2, 3
_HEAD_BYTES = 2
_FIRST_PART_BYTES = _HEAD_BYTES + 150


class TwoParts:
    """Two parts → one message of type 2. Whole messages and answers pass unchanged."""

    def __init__(self) -> None:
        self.refused = 0
        self._begun: dict[int, bytes] = {}

    def push(self, data: bytes) -> list[bytes]:
        """See :meth:`Codec.push`."""
        if len(data) < _HEAD_BYTES or data[0] not in (_DATA, _SECOND_PART):
            return [data]
        begun = self._begun.pop(data[1], None)
        if data[0] == _SECOND_PART:
            if begun is None:
                self.refused += 1
                return []
            return [begun + data[_HEAD_BYTES:]]
        if begun is not None:
            self.refused += 1
        if len(data) == _FIRST_PART_BYTES:
            self._begun[data[1]] = data
            return []
        return [data]

    @staticmethod
    def pack(message: bytes, payload_bytes: int) -> list[bytes]:
        """See :meth:`Codec.pack`."""
        if len(message) <= _FIRST_PART_BYTES or message[0] != _DATA:
            return [message]
        return [message[:_FIRST_PART_BYTES], bytes([_SECOND_PART, message[1]]) + message[_FIRST_PART_BYTES:]]
