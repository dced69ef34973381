"""A large JSON document from outside, taken apart without being parsed: piece by piece, each of bounded size.

A parser makes twenty and more bytes of memory of each byte, and calls itself for each level. So the document is first
walked along its strings and brackets: depth and size are judged before any of it is parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from sensorlog.exchange.errors import ExchangeError

__all__ = ["MAX_DEPTH", "MAX_PIECE_BYTES", "Piece", "pieces"]

MAX_DEPTH = 40
"""Objects and lists in each other. A log has ten; what people enter as free values has a few more."""
MAX_PIECE_BYTES = 3 * 2**20
"""Of one session; one of two hundred reps has a twentieth of it. Parsing takes up to some thirty times as much."""
_MAX_FIELDS = 1000
_CHUNK_BYTES = 2**18

# A string is one token, so that brackets in it do not count. Possessive: a string without end is given up at once, and
# its quotation mark is found alone.
_STRING = rb'"(?:[^"\\]++|\\.)*+"'
_NESTED = re.compile(_STRING + rb'|[\[\]{}"]', re.DOTALL)
_WHOLE_STRING = re.compile(_STRING, re.DOTALL)
_SCALAR_END = re.compile(rb"[\s\[\]{},:]")
_BLANKS = re.compile(rb"[ \t\r\n]*+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One value of the document."""

    key: str
    """Of the outermost object."""
    index: int | None
    """From 0, in the list under ``key``; ``None``: the whole value."""
    data: bytes
    at_byte: int


def pieces(
    read: Callable[[int], bytes], lists: Collection[str], where: str, max_bytes: int, what: str = "session log"
) -> Iterator[Piece]:
    """Yield the values of the outermost object; lists named in ``lists`` element by element.

    ``read(n)`` gives up to n bytes more, and none at the end; ``what`` the document should be. Raises
    :class:`ExchangeError` with ``where`` and the byte for what is no such document, ends early, or is too deep or
    large.
    """
    scan = _Scan(read, where, max_bytes, what)
    scan.expect(b"{", f"is no {what}: a JSON object is expected")
    seen: set[str] = set()
    while not scan.take(b"}"):
        if seen:
            scan.expect(b",", "a comma is missing")
        at = scan.at_byte
        key = _text(scan.value(), where, at)
        if key in seen or len(seen) >= _MAX_FIELDS:
            raise ExchangeError(f"{where}: byte {at}: field {key[:40]!r} is there twice, or there are too many")
        seen.add(key)
        scan.expect(b":", "a colon is missing")
        if key in lists:
            yield from _elements(scan, key)
        else:
            at = scan.at_byte
            yield Piece(key, None, scan.value(), at)
    scan.expect_end()


def _elements(scan: _Scan, key: str) -> Iterator[Piece]:
    scan.expect(b"[", f"{key}: a list is expected")
    index = 0
    while not scan.take(b"]"):
        if index:
            scan.expect(b",", f"{key}: a comma is missing")
        at = scan.at_byte
        yield Piece(key, index, scan.value(), at)
        index += 1


def _text(data: bytes, where: str, at_byte: int) -> str:
    if len(data) > 1000 or data[:1] != b'"':
        raise ExchangeError(f"{where}: byte {at_byte}: the name of a field is expected")
    try:
        text = str(json.loads(data))
        text.encode()  # half a letter is none
    except ValueError:
        raise ExchangeError(f"{where}: byte {at_byte}: the name of a field is damaged") from None
    return text


class _Scan:
    """The document as far as it was read and not yet given away."""

    def __init__(self, read: Callable[[int], bytes], where: str, max_bytes: int, what: str) -> None:
        self._read = read
        self._where = where
        self._max_bytes = max_bytes
        self._what = what
        self._buffer = b""
        self._at = 0
        """Of the buffer's first byte not given away."""
        self._before = 0
        """Bytes of the document before the buffer."""
        self._ended = False

    @property
    def at_byte(self) -> int:
        """Where the next value begins."""
        self._skip_blanks()
        return self._before + self._at

    def _fail(self, reason: str) -> ExchangeError:
        return ExchangeError(f"{self._where}: byte {self._before + self._at}: {reason}")

    def _more(self) -> bool:
        """Read on, and forget what was given away; false at the end."""
        if self._ended:
            return False
        chunk = self._read(_CHUNK_BYTES)
        self._ended = not chunk
        self._before += self._at
        self._buffer = self._buffer[self._at :] + chunk
        self._at = 0
        if self._before + len(self._buffer) > self._max_bytes:
            raise self._fail(f"is larger than {self._max_bytes // 2**20} MB: no {self._what}")
        return not self._ended

    def _skip_blanks(self) -> None:
        while True:
            blanks = _BLANKS.match(self._buffer, self._at)
            self._at = blanks.end() if blanks else self._at
            if self._at < len(self._buffer) or not self._more():
                return

    def take(self, byte: bytes) -> bool:
        """Step over ``byte`` if it is next."""
        self._skip_blanks()
        if self._buffer[self._at : self._at + 1] != byte:
            return False
        self._at += 1
        return True

    def expect(self, byte: bytes, reason: str) -> None:
        """Step over ``byte``. Raises :class:`ExchangeError` where something else is next."""
        if not self.take(byte):
            raise self._fail("ends early: it was cut off" if self._at >= len(self._buffer) else reason)

    def expect_end(self) -> None:
        """Raise :class:`ExchangeError` where something follows."""
        self._skip_blanks()
        if self._at < len(self._buffer):
            raise self._fail(f"something follows the end of the {self._what}")

    def value(self) -> bytes:
        """Give away one value: an object or a list as a whole, a string, or what else stands up to the next comma."""
        self._skip_blanks()
        first = self._buffer[self._at : self._at + 1]
        if first and first in b"[{":
            return self._nested()
        if first == b'"':
            while (text := _WHOLE_STRING.match(self._buffer, self._at)) is None:
                self._read_on()
            return self._give(text.end())
        while (end := _SCALAR_END.search(self._buffer, self._at)) is None:
            self._read_on()
        return self._give(end.start())

    def _nested(self) -> bytes:
        depth, position = 0, self._at
        while True:
            for token in _NESTED.finditer(self._buffer, position):
                found = token[0]
                if found in b"[{":
                    depth += 1
                    if depth > MAX_DEPTH:
                        raise self._fail(f"is nested more than {MAX_DEPTH} deep: no {self._what}")
                elif found in b"]}":
                    depth -= 1
                    if depth == 0:
                        return self._give(token.end())
                elif found == b'"':
                    break  # a string that goes on beyond what was read
                position = token.end()
            position -= self._at
            self._read_on()

    def _read_on(self) -> None:
        """Read more of a value; what was given away is forgotten, so that the value begins the buffer."""
        if len(self._buffer) - self._at > MAX_PIECE_BYTES:
            raise self._fail(f"one part is larger than {MAX_PIECE_BYTES // 2**20} MB: no {self._what}")
        if not self._more():
            raise self._fail("ends early: it was cut off")

    def _give(self, end: int) -> bytes:
        given = bytes(self._buffer[self._at : end]).strip()
        if not given:
            raise self._fail("a value is missing")
        if len(given) > MAX_PIECE_BYTES:
            raise self._fail(f"one part is larger than {MAX_PIECE_BYTES // 2**20} MB: no {self._what}")
        self._at = end
        return given
