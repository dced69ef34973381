"""Polar's control point: lists of settings → a table of (setting, value).

Source: polarofficial/polar-ble-sdk, technical_documentation/online_measurement.pdf. A list is
``[setting][count][values]``; the size of a value depends on the setting. Answers are ``F0 op type status more``, a
start is ``02 type``.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

__all__ = ["PolarControl"]

_ANSWER = 0xF0
_ANSWERS_WITH_SETTINGS = (1, 2, 4)
"""Get settings, start, get settings of SDK mode."""
_START = 0x02
_ANSWER_HEAD, _START_HEAD = 5, 2
_VALUES = {0: "<H", 1: "<H", 2: "<H", 3: "<I", 4: "<B", 5: "<f"}
"""Rate (Hz), resolution (bits), range, range in thousandths, channels, factor."""
_MARK = b"\xff"
_RECORD = struct.Struct("<Bd")


class PolarControl:
    """``FF``, the head unchanged, and a uint8 setting with a float64 value each ↔ the list. All else is left alone."""

    def __init__(self) -> None:
        self.refused = 0

    def push(self, data: bytes) -> list[bytes]:
        """See :meth:`Codec.push`."""
        size = _head_bytes(data)
        settings = list(_settings(data[size:])) if size else []
        if not settings or None in settings:
            return [data]
        return [_MARK + data[:size] + b"".join(_RECORD.pack(*setting) for setting in settings if setting)]

    @staticmethod
    def pack(message: bytes, payload_bytes: int) -> list[bytes]:
        """Write every value as a list of one, as a start command does."""
        if message[:1] != _MARK:
            return [message]
        size = _head_bytes(message[1:])
        out = [message[1 : 1 + size]]
        for setting, value in _RECORD.iter_unpack(message[1 + size :]):
            kind = _VALUES[setting]
            out.append(bytes([setting, 1]) + struct.pack(kind, value if kind == "<f" else int(value)))
        return [b"".join(out)]


def _head_bytes(data: bytes) -> int:
    """Return where a list of settings may begin; 0: nowhere."""
    if data[:1] == bytes([_ANSWER]) and len(data) > _ANSWER_HEAD and data[1] in _ANSWERS_WITH_SETTINGS:
        return _ANSWER_HEAD
    return _START_HEAD if data[:1] == bytes([_START]) and len(data) > _START_HEAD else 0


def _settings(data: bytes) -> Iterator[tuple[int, float] | None]:
    """Yield setting and value; at last ``None`` if the list is not well formed."""
    at = 0
    while at < len(data):
        kind = _VALUES.get(data[at])
        count = data[at + 1] if at + 1 < len(data) else 0
        size = struct.calcsize(kind) * count if kind else 0
        values = data[at + 2 : at + 2 + size]
        if kind is None or not count or len(values) < size:
            yield None
            return
        for (value,) in struct.iter_unpack(kind, values):
            yield data[at], value
        at += 2 + size
