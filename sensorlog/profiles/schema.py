"""What a firmware profile may say: the TOML as frozen pydantic models, every size bounded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, PrivateAttr, model_validator
from pydantic import Field as Limits

from sensorlog.profiles.template import Number, Template
from sensorlog.profiles.units import Unit

__all__ = [
    "Choice",
    "Example",
    "Field",
    "Link",
    "Match",
    "Message",
    "MessageKind",
    "Option",
    "Poll",
    "Profile",
    "Quantity",
    "Reply",
    "Scale",
    "Sequence",
    "Step",
    "Time",
    "holds",
    "struct_dtype",
]

BASE_UUID_TAIL = "-0000-1000-8000-00805f9b34fb"
"""Bluetooth Core, Vol 3, Part B, 2.5.1: a 16-bit UUID stands for 0000xxxx + this."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DTYPE = re.compile(r"(?:[<>][iuf][248]|[iu]1|V[1-9]\d{0,2})")


def _uuid(value: object) -> str:
    text = value.lower() if isinstance(value, str) else ""
    if re.fullmatch(r"[0-9a-f]{4}", text):
        return f"0000{text}{BASE_UUID_TAIL}"
    if not _UUID.fullmatch(text):
        raise ValueError(
            f'{value!r} is no UUID; write 16 bits ("2a19") or all 128 ("326a9006-85cb-9195-d9dd-464cfbbae75a")'
        )
    return text


def _hex(value: object) -> bytes:
    try:
        data = bytes.fromhex(value) if isinstance(value, str) else None
    except ValueError:
        data = None
    if data is None or len(data) > 512:
        raise ValueError(f'{value!r} are no bytes; write hex such as "03 1c", at most 512 bytes')
    return data


def _number(value: object) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 2.0**64:
        raise ValueError(f"{value!r} is no number that a sensor could mean")
    return value


def _quantity(value: object) -> Number | str:
    if isinstance(value, str):
        if not _NAME.fullmatch(value):
            raise ValueError(f"{value!r} is no name of a variable (small letters, digits, _)")
        return value
    return _number(value)


def _repeat(value: object) -> int | str:
    if isinstance(value, str):
        return str(_quantity(value))
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 512:
        raise ValueError(f'{value!r} is no number of samples; write 1 to 512, "rest", or the name of a header field')
    return value


def _expected(value: object) -> list[list[Number]]:
    """One number, one sample, or a list of samples of equal length: always a list of samples."""
    rows = value if isinstance(value, list) and value and isinstance(value[0], list) else [value]
    table = [[_number(item) for item in (row if isinstance(row, list) else [row])] for row in rows]
    if len(table) > 512 or len({len(row) for row in table}) != 1 or not 1 <= len(table[0]) <= 64:
        raise ValueError("expected a number, a list of numbers, or a list of samples of equal length")
    return table


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


Name = Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Id = Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=40)]
Line = Annotated[str, Limits(max_length=200)]
Text = Annotated[str, Limits(max_length=2000)]
Uuid = Annotated[str, PlainValidator(_uuid)]
HexBytes = Annotated[bytes, PlainValidator(_hex)]
Pattern = Annotated[Template, PlainValidator(Template.of)]
Value = Annotated[Number, PlainValidator(_number)]
Quantity = Annotated[Number | str, PlainValidator(_quantity)]
"""A constant, or the name of a variable."""
Variables = Annotated[dict[Name, Value], Limits(max_length=64)]
When = Annotated[
    dict[Name, Annotated[list[Value], BeforeValidator(_as_list), Limits(min_length=1, max_length=16)]],
    Limits(max_length=8),
]
"""All of these variables have one of these values."""
MessageKind = Literal["acc", "gyr", "imu", "mag", "orientation", "battery", "reading", "reply", "command", "other"]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Match(_Table):
    """How an advertisement is recognised: any of its criteria, or every kind of them with ``require = "all"``."""

    names: Annotated[tuple[Line, ...], Limits(max_length=32)] = ()
    """Shell patterns, case does not matter: ``"MetaWear*"``."""
    services: Annotated[tuple[Uuid, ...], Limits(max_length=16)] = ()
    manufacturers: Annotated[tuple[Annotated[int, Limits(ge=0, le=0xFFFF)], ...], Limits(max_length=16)] = ()
    require: Literal["any", "all"] = "any"


class Link(_Table):
    """What the link has to look like."""

    silence_s: Annotated[float, Limits(gt=0, le=600)] = 5.0
    """Without a packet for so long, the link counts as dead."""
    acquire_notify: bool = False
    """BlueZ: AcquireNotify instead of StartNotify, for sensors that need it."""
    payload_bytes: Annotated[int, Limits(ge=20, le=512)] = 20
    """Largest notification; more than 20 needs an ATT MTU of that + 3."""


class Choice(_Table):
    """One value of an option, and the variables that it sets (only ``when`` holds, where given)."""

    value: Value
    set: Variables = {}
    when: When = {}


class Option(_Table):
    """Something the person may choose: ``rate_hz``, ``acc_range_g``, ``gyr_range_dps``."""

    default: Value
    note: Line = ""
    choice: Annotated[tuple[Choice, ...], Limits(min_length=1, max_length=128)]

    @property
    def values(self) -> tuple[Number, ...]:
        """What may be chosen, in the order of the file, each once."""
        return tuple(dict.fromkeys(choice.value for choice in self.choice))

    @model_validator(mode="after")
    def _default_is_offered(self) -> Self:
        if self.default not in self.values:
            raise ValueError(f"default {self.default:g} is none of its choices")
        return self


class Field(_Table):
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


class Scale(_Table):
    """value in ``unit`` = raw × multiply ÷ divide + offset."""

    multiply: Quantity = 1
    divide: Quantity = 1
    offset: Value = 0
    unit: Unit


class Message(_Table):
    """One layout of bytes on one characteristic: prefix, header fields, then ``fields`` ``repeat`` times."""

    name: Name
    note: Line = ""
    characteristic: Name
    kind: MessageKind
    prefix: HexBytes = b""
    when: When = {}
    bits: Annotated[
        tuple[tuple[Name, Annotated[int, Limits(ge=1)], Annotated[int, Limits(ge=0)]], ...], Limits(max_length=4)
    ] = ()
    """``[header field, mask, value]``: the message is this one only if ``field & mask == value``."""
    header: Fields = ()
    fields: Annotated[Fields, Limits(min_length=1)]
    repeat: Annotated[int | str, PlainValidator(_repeat)] = 1
    """A number, the name of a header field, or ``"rest"``: as many as the packet holds."""
    scale: Annotated[dict[Name, Scale], Limits(max_length=32)] = {}
    rate_hz: Quantity | None = None
    """Samples a second; needed by messages with motion."""

    def field(self, name: str) -> Field | None:
        """Return the header or sample field of that name."""
        return next((field for field in (*self.header, *self.fields) if field.name == name), None)


class Time(_Table):
    """Where sample time comes from: a clock on the wire, or counting samples."""

    source: Literal["wire", "count"]
    field: Name | None = None
    bits: Annotated[int, Limits(ge=8, le=64)] = 32
    """The clock wraps around after so many bits."""
    tick_s: Annotated[float, Limits(gt=0, le=10)] | None = None
    ticks_per_s: Quantity | None = None
    stamps: Literal["first", "last"] = "first"
    """Which sample of a packet the clock belongs to."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = (self.tick_s is not None) + (self.ticks_per_s is not None)
        if self.source == "wire" and (self.field is None or given != 1):
            raise ValueError("a wire clock needs field, and one of tick_s and ticks_per_s")
        if self.source == "count" and (self.field is not None or given):
            raise ValueError('source = "count" takes no field and no tick')
        return self


class Sequence(_Table):
    """A header field that counts packets, for telling how many were lost."""

    field: Name
    bits: Annotated[int, Limits(ge=4, le=64)] = 16


class Reply(_Table):
    """One answer that a sensor may give: written as its pattern alone, or as a table with what it means."""

    pattern: Pattern
    set: Variables = {}
    """Variables that this answer says without a hole for them (``gyr_chip = -1``: there is none)."""


def _replies(value: object) -> object:
    return [
        {"pattern": item} if isinstance(item, str) else item for item in (value if isinstance(value, list) else [value])
    ]


class Step(_Table):
    """One step of the set-up or of the stop: exactly one of subscribe, unsubscribe, write, read, wait_s."""

    note: Line = ""
    when: When = {}
    subscribe: Name | None = None
    unsubscribe: Name | None = None
    write: Pattern | None = None
    to: Name | None = None
    """Characteristic that is written to."""
    response: bool = True
    """Write with response."""
    read: Name | None = None
    wait_s: Annotated[float, Limits(gt=0, le=60)] | None = None
    reply: Annotated[tuple[Reply, ...], BeforeValidator(_replies), Limits(max_length=8)] = ()
    """What the sensor answers: a pattern, or several that are tried in order; their holes become variables."""
    reply_from: Name | None = None
    """Characteristic on which the answer is notified."""
    timeout_s: Annotated[float, Limits(gt=0, le=60)] = 2.0
    attempts: Annotated[int, Limits(ge=1, le=10)] = 2
    accept: When = {}
    """After the answer these variables must have one of these values; else this sensor is not supported."""
    optional: bool = False
    """A sensor without this characteristic, or without an answer, is fine."""

    @model_validator(mode="after")
    def _one_action(self) -> Self:
        given = [
            key for key in ("subscribe", "unsubscribe", "write", "read", "wait_s") if getattr(self, key) is not None
        ]
        if len(given) != 1:
            raise ValueError(
                f"needs exactly one of subscribe, unsubscribe, write, read, wait_s; has {', '.join(given) or 'none'}"
            )
        if (self.write is None) != (self.to is None):
            raise ValueError("write and to belong together")
        if self.reply_from is not None and not (self.write is not None and self.reply):
            raise ValueError("reply_from belongs to a write with a reply")
        if self.write is not None and self.reply and self.reply_from is None:
            raise ValueError("reply needs reply_from: the characteristic that notifies it")
        if self.reply and self.write is None and self.read is None:
            raise ValueError("only a write or a read has a reply")
        if self.write is not None and self.write.open_ended:
            raise ValueError("what is written cannot end with *")
        return self


class Poll(_Table):
    """Asked as soon as the sensor is set up and then each ``every_s`` seconds: battery level, keep-alive."""

    answer: Name | None = None
    """The message that the sensor sends back."""
    every_s: Annotated[float, Limits(ge=1, le=3600)]
    write: Pattern | None = None
    to: Name | None = None
    response: bool = True
    read: Name | None = None
    when: When = {}

    @model_validator(mode="after")
    def _one_action(self) -> Self:
        if (self.write is None) == (self.read is None) or (self.write is None) != (self.to is None):
            raise ValueError("needs either read, or write with to")
        return self


class Example(_Table):
    """A fact that ``sensorlog profiles check`` proves: bytes and their meaning, or options and what set-up writes."""

    note: Line = ""
    variables: Variables = {}
    message: Name | None = None
    hex: HexBytes | None = None
    expect: Annotated[dict[Name, Annotated[list[list[Number]], PlainValidator(_expected)]], Limits(max_length=16)] = {}
    """Values in the unit of their scale."""
    tolerance: Annotated[float, Limits(ge=0, allow_inf_nan=False)] = 0.0
    options: Variables = {}
    writes: Annotated[tuple[HexBytes, ...], Limits(max_length=32)] = ()
    """What set-up writes with these options, in this order (other writes may stand between)."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        decodes = self.message is not None and self.hex is not None and bool(self.expect)
        if decodes == bool(self.writes):
            raise ValueError("needs either message, hex and expect, or writes")
        return self


class Profile(_Table):
    """A firmware profile: one kind of sensor, as data. Load it with :func:`sensorlog.profiles.load_profile`."""

    schema_version: Literal[1] = Limits(alias="schema")
    id: Id
    name: Line
    confidence: Literal["high", "medium", "low"]
    """How well the facts are proved: by published tests or captures, by a specification, or by hearsay."""
    note: Text = ""
    sources: Annotated[tuple[Line, ...], Limits(max_length=32)] = ()
    match: Match
    link: Link = Link()
    characteristics: Annotated[dict[Name, Uuid], Limits(min_length=1, max_length=32)]
    variables: Variables = {}
    """Defaults: what a typical sensor would answer."""
    option: Annotated[dict[Name, Option], Limits(max_length=16)] = {}
    time: Time
    sequence: Sequence | None = None
    message: Annotated[tuple[Message, ...], Limits(min_length=1, max_length=64)]
    setup: Annotated[tuple[Step, ...], Limits(max_length=64)] = ()
    stop: Annotated[tuple[Step, ...], Limits(max_length=32)] = ()
    poll: Annotated[tuple[Poll, ...], Limits(max_length=8)] = ()
    example: Annotated[tuple[Example, ...], Limits(max_length=128)] = ()

    _text: str = PrivateAttr(default="")
    _source: str = PrivateAttr(default="")

    @property
    def text(self) -> str:
        """The TOML itself, as it was read."""
        return self._text

    @property
    def source(self) -> str:
        """The file it came from, for messages."""
        return self._source

    @property
    def sha256(self) -> str:
        """Hash of the TOML, hexadecimal."""
        return hashlib.sha256(self._text.encode()).hexdigest()

    def uuid(self, characteristic: str) -> str:
        """128-bit UUID of a characteristic named in this profile."""
        return self.characteristics[characteristic]

    def layout(self, name: str) -> Message:
        """Return the message of that name; ``KeyError`` if there is none."""
        for message in self.message:
            if message.name == name:
                return message
        raise KeyError(name)


def holds(when: When, variables: Mapping[str, Number]) -> bool:
    """Whether every condition is met."""
    return all(variables.get(name) in values for name, values in when.items())


def struct_dtype(fields: tuple[Field, ...]) -> np.dtype[np.void]:
    """Make the packed numpy dtype of these fields, in their order."""
    return np.dtype([(field.name, field.dtype, (field.count,)) for field in fields])
