"""What ``[[message]]`` may say: a layout of bytes."""

from __future__ import annotations

import re
from typing import Annotated, Literal

import numpy as np
from pydantic import BeforeValidator, PlainValidator
from pydantic import Field as Limits

from sensorlog.profiles.scalars import HexBytes, Line, Name, Quantity, Value, When, quantity
from sensorlog.profiles.units import Unit
from sensorlog.toml_models import Table

__all__ = ["Field", "Message", "Scale", "struct_dtype"]

MessageKind = Literal["acc", "gyr", "imu", "mag", "orientation", "battery", "reading", "reply", "command", "other"]

_DTYPE = re.compile(r"(?:[<>][iuf][248]|[iu]1|V[1-9]\d{0,2})")


class Field(Table):
    """A piece of a message: written ``["acc", "<i2", 3]``, in numpy's dtype notation."""

    name: Name
    dtype: str
    count: Annotated[int, Limits(ge=1, le=64)] = 1

    @property
    def is_padding(self) -> bool:
        """Bytes that are skipped (``"V3"``)."""
        return self.dtype.startswith("V")


def _field(value: object) -> object:
    if not isinstance(value, list) or not 2 <= len(value) <= 3:
        raise ValueError('a field is written ["name", "dtype"] or ["name", "dtype", count], such as ["acc", "<i2", 3]')
    dtype = value[1]
    if not isinstance(dtype, str) or not _DTYPE.fullmatch(dtype):
        hint = (
            f'; write "<{dtype}" or ">{dtype}"' if isinstance(dtype, str) and re.fullmatch(r"[iuf][248]", dtype) else ""
        )
        raise ValueError(
            f"field {value[0]!r}: {dtype!r} is no dtype of the wire (u1 i1 <u2 <i2 <u4 <i4 <u8 <i8 <f2 <f4 <f8, "
            f"> for big-endian, V3 for 3 bytes to skip){hint}"
        )
    return {"name": value[0], "dtype": dtype} | ({"count": value[2]} if len(value) == 3 else {})


Fields = Annotated[tuple[Annotated[Field, BeforeValidator(_field)], ...], Limits(max_length=32)]


class Scale(Table):
    """value in ``unit`` = raw × multiply ÷ divide + offset."""

    multiply: Quantity = 1
    divide: Quantity = 1
    offset: Value = 0
    unit: Unit


def _repeat(value: object) -> int | str:
    if isinstance(value, str):
        return str(quantity(value))
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 512:
        raise ValueError(f'{value!r} is no number of samples; write 1 to 512, "rest", or the name of a header field')
    return value


class Message(Table):
    """One layout of bytes on one characteristic: prefix, header fields, then ``fields`` ``repeat`` times."""

    name: Name
    note: Line = ""
    characteristic: Name
    kind: MessageKind
    prefix: HexBytes = b""
    when: When = Limits(default_factory=dict)
    bits: Annotated[
        tuple[tuple[Name, Annotated[int, Limits(ge=1)], Annotated[int, Limits(ge=0)]], ...], Limits(max_length=4)
    ] = ()
    """``[header field, mask, value]``: the message is this one only if ``field & mask == value``."""
    header: Fields = ()
    fields: Annotated[Fields, Limits(min_length=1)]
    repeat: Annotated[int | str, PlainValidator(_repeat)] = 1
    """A number, the name of a header field, or ``"rest"``: as many as the packet holds."""
    planar: bool = False
    """First one field of all samples, then the next field of all samples."""
    scale: Annotated[dict[Name, Scale], Limits(max_length=32)] = Limits(default_factory=dict)
    rate_hz: Quantity | None = None
    """Samples a second; needed by messages with motion."""

    def field(self, name: str) -> Field | None:
        """Return the header or sample field of that name."""
        return next((field for field in (*self.header, *self.fields) if field.name == name), None)


def struct_dtype(fields: tuple[Field, ...]) -> np.dtype[np.void]:
    """Make the packed numpy dtype of these fields, in their order."""
    return np.dtype([(field.name, field.dtype, (field.count,)) for field in fields])
