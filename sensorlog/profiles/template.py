"""Bytes with named holes: ``"03 03 {acc_conf:u1} {acc_range:u1}"``. Written one way, read the other."""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from sensorlog.profiles.errors import ProfileError

__all__ = ["Number", "Template"]

Number = int | float

MAX_BYTES = 512
"""No GATT attribute is longer (Bluetooth Core, Vol 3, Part F, 3.2.9)."""

_TOKEN = re.compile(
    r"\s*(?:(?P<hex>[0-9a-fA-F]{2})|\{(?P<name>[a-z][a-z0-9_]*):(?P<dtype>[<>]?[iuf][1248])\}|(?P<rest>\*$))"
)
_STRUCT = {"u1": "B", "i1": "b", "u2": "H", "i2": "h", "u4": "I", "i4": "i", "u8": "Q", "i8": "q", "f4": "f", "f8": "d"}


@dataclass(frozen=True, slots=True)
class _Hole:
    name: str
    packer: struct.Struct
    integer: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A byte pattern. Tokens: hex bytes, ``{name:dtype}`` (numpy notation), and a last ``*`` for "anything more"."""

    text: str
    parts: tuple[bytes | _Hole, ...]
    open_ended: bool

    @classmethod
    def of(cls, text: object) -> Template:
        """Read the notation; ``ValueError`` says what is wrong where."""
        if not isinstance(text, str):
            raise ValueError('bytes are written as a string of hex, such as "03 01 {name:u1}"')  # noqa: TRY004
        parts: list[bytes | _Hole] = []
        open_ended = False
        position, size = 0, 0
        stripped = text.rstrip()
        while position < len(stripped):
            found = _TOKEN.match(stripped, position)
            if found is None:
                raise ValueError(
                    f"cannot read {stripped[position:].split()[0]!r} in {text!r}: expected two hex digits, "
                    "{name:dtype} such as {rate:<u2}, or a last *"
                )
            position = found.end()
            if found["rest"]:
                open_ended = True
            elif found["hex"]:
                parts.append(bytes.fromhex(found["hex"]))
                size += 1
            else:
                hole = _hole(found["name"], found["dtype"])
                parts.append(hole)
                size += hole.packer.size
        if size > MAX_BYTES:
            raise ValueError(f"{size} bytes; a characteristic holds at most {MAX_BYTES}")
        return cls(text.strip(), tuple(parts), open_ended)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the holes in order."""
        return tuple(part.name for part in self.parts if isinstance(part, _Hole))

    def parse(self, data: bytes) -> dict[str, Number] | None:
        """Variables read from ``data``; ``None`` where it does not fit (a NaN in a float hole does not fit either)."""
        values: dict[str, Number] = {}
        position = 0
        for part in self.parts:
            size = len(part) if isinstance(part, bytes) else part.packer.size
            piece = data[position : position + size]
            position += size
            if len(piece) < size:
                return None
            if isinstance(part, bytes):
                if piece != part:
                    return None
                continue
            value: Number = part.packer.unpack(piece)[0]
            if not math.isfinite(value) or values.setdefault(part.name, value) != value:
                return None
        return values if self.open_ended or position == len(data) else None

    def format(self, variables: Mapping[str, Number]) -> bytes:
        """Fill the holes. Raises :class:`ProfileError` for a missing variable or one that does not fit its hole."""
        out = bytearray()
        for part in self.parts:
            if isinstance(part, bytes):
                out += part
                continue
            if part.name not in variables:
                raise ProfileError(f'"{self.text}" needs the variable {part.name}, which nothing has set')
            value = variables[part.name]
            try:
                out += part.packer.pack(round(value) if part.integer else value)
            except (struct.error, OverflowError, ValueError) as error:
                raise ProfileError(f'{part.name} = {value} does not fit its place in "{self.text}"') from error
        return bytes(out)


def _hole(name: str, dtype: str) -> _Hole:
    kind = dtype.lstrip("<>")
    if kind not in _STRUCT:
        raise ValueError(f"{dtype!r} is no type a hole can have; use one of {', '.join(_STRUCT)}")
    if kind[1] != "1" and dtype == kind:
        raise ValueError(f'{dtype!r} has no byte order; write "<{kind}" (little-endian) or ">{kind}"')
    order = ">" if dtype.startswith(">") else "<"
    return _Hole(name, struct.Struct(order + _STRUCT[kind]), kind[0] != "f")
