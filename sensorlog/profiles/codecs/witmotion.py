"""WitMotion BLE 5.0: frames without checksum in a stream of bytes; a notification may hold several, or end in one.

A frame is 20 bytes: ``55 61`` (motion) or ``55 71`` (answer), and 18 more. Newer devices append 8 bytes of date and
time: year, month, day, hour, minute, second, milliseconds. These can never hold a header (no second is 55 hex, no
millisecond has the high byte 55), so frames are found whatever their length. The 8 bytes are left out: no published
packet shows what they look like.
"""

from __future__ import annotations

__all__ = ["WitFrames"]

_HEADERS = (b"\x55\x61", b"\x55\x71")
_FRAME_BYTES = 20
_TIME_BYTES = 8


class WitFrames:
    """Bytes → frames of 20.

    Out of step, at the beginning and behind garbage, a header proves nothing: its bytes may be part of a value. Then a
    frame counts only if another header follows where it must, or if it fills its notification exactly.
    """

    def __init__(self) -> None:
        self.refused = 0
        self._bytes = b""
        self._is_in_step = False
        """The bytes begin where a frame ends: with the next one, or with the time of the last."""

    def push(self, data: bytes) -> list[bytes]:
        """See :meth:`Codec.push`."""
        self._bytes += data
        frames = self._frames()
        if not self._is_in_step and len(data) in (_FRAME_BYTES, _FRAME_BYTES + _TIME_BYTES) and _is_header(data, 0):
            self._bytes, self._is_in_step = data, True
            frames += self._frames()
        return frames

    def _frames(self) -> list[bytes]:
        frames = []
        while self._advance():
            if self._is_in_step and _is_header(self._bytes, 0):
                frames.append(self._bytes[:_FRAME_BYTES])
                self._bytes = self._bytes[_FRAME_BYTES:]
        return frames

    def _advance(self) -> bool:
        """Take one step towards a whole frame at the beginning of the bytes; ``False``: more bytes are needed."""
        here = self._bytes
        if not self._is_in_step:
            return self._seek()
        if _is_header(here, 0):
            return len(here) >= _FRAME_BYTES
        if len(here) < _TIME_BYTES + 2:
            return False
        if _is_header(here, _TIME_BYTES):
            self._bytes = here[_TIME_BYTES:]
            return len(self._bytes) >= _FRAME_BYTES
        self._is_in_step = False
        self.refused += 1
        return True

    def _seek(self) -> bool:
        found = [at for at in map(self._bytes.find, _HEADERS) if at >= 0]
        if not found:
            self._bytes = self._bytes[-1:] if self._bytes.endswith(b"\x55") else b""
            return False
        here = self._bytes = self._bytes[min(found) :]
        if _is_header(here, _FRAME_BYTES) or _is_header(here, _FRAME_BYTES + _TIME_BYTES):
            self._is_in_step = True
            return True
        if len(here) < _FRAME_BYTES + _TIME_BYTES + 2:
            return False
        self._bytes = here[1:]
        return True

    @staticmethod
    def pack(message: bytes, payload_bytes: int) -> list[bytes]:
        """See :meth:`Codec.pack`."""
        return [message]


def _is_header(data: bytes, at: int) -> bool:
    return data[at : at + 2] in _HEADERS
