"""What a firmware profile may say: the TOML as frozen pydantic models, every size bounded."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, PlainValidator, PrivateAttr, model_validator
from pydantic import Field as Limits

from sensorlog.profiles.message import Message
from sensorlog.profiles.scalars import (
    HexBytes,
    Id,
    Line,
    Name,
    Quantity,
    Text,
    Uuid,
    Value,
    Variables,
    When,
    as_list,
    number,
)
from sensorlog.profiles.steps import Poll, Step
from sensorlog.profiles.template import Number
from sensorlog.toml_models import Table

__all__ = ["Choice", "Example", "Link", "Match", "Option", "Profile", "Sequence", "Time"]


class Match(Table):
    """How an advertisement is recognised: any of its criteria, or every kind of them with ``require = "all"``."""

    names: Annotated[tuple[Line, ...], Limits(max_length=32)] = ()
    """Shell patterns, case does not matter: ``"MetaWear*"``."""
    services: Annotated[tuple[Uuid, ...], Limits(max_length=16)] = ()
    manufacturers: Annotated[tuple[Annotated[int, Limits(ge=0, le=0xFFFF)], ...], Limits(max_length=16)] = ()
    require: Literal["any", "all"] = "any"


class Link(Table):
    """What the link has to look like."""

    silence_s: Annotated[float, Limits(gt=0, le=600)] = 5.0
    """Without a packet for so long, the link counts as dead."""
    acquire_notify: bool = False
    """BlueZ: AcquireNotify instead of StartNotify, for sensors that need it."""
    payload_bytes: Annotated[int, Limits(ge=20, le=512)] = 20
    """Largest notification; more than 20 needs an ATT MTU of that + 3."""
    min_payload_bytes: Quantity = 20
    """Smallest room for a notification with which the sensor works; sensors that send less at once need no more."""


class Choice(Table):
    """One value of an option, and the variables that it sets (only ``when`` holds, where given)."""

    value: Value
    set: Variables = Limits(default_factory=dict)
    when: When = Limits(default_factory=dict)


class Option(Table):
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


class Time(Table):
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


class Sequence(Table):
    """A header field that counts packets, for telling how many were lost."""

    field: Name
    bits: Annotated[int, Limits(ge=4, le=64)] = 16


def _expected(value: object) -> list[list[Number]]:
    """One number, one sample, or a list of samples of equal length: always a list of samples."""
    rows = value if isinstance(value, list) and value and isinstance(value[0], list) else [value]
    table = [[number(item) for item in (row if isinstance(row, list) else [row])] for row in rows]
    if len(table) > 512 or len({len(row) for row in table}) != 1 or not 1 <= len(table[0]) <= 64:
        raise ValueError("expected a number, a list of numbers, or a list of samples of equal length")
    return table


class Example(Table):
    """A fact that ``sensorlog profiles check`` proves: bytes and their meaning, or options and what set-up writes."""

    note: Line = ""
    variables: Variables = Limits(default_factory=dict)
    message: Name | None = None
    hex: Annotated[tuple[HexBytes, ...], BeforeValidator(as_list), Limits(max_length=32)] = ()
    """One notification; several, in order, where the characteristic has a codec."""
    expect: Annotated[dict[Name, Annotated[list[list[Number]], PlainValidator(_expected)]], Limits(max_length=16)] = (
        Limits(default_factory=dict)
    )
    """Values in the unit of their scale."""
    tolerance: Annotated[float, Limits(ge=0, allow_inf_nan=False)] = 0.0
    options: Variables = Limits(default_factory=dict)
    writes: Annotated[tuple[HexBytes, ...], Limits(max_length=32)] = ()
    """What set-up writes with these options, in this order (other writes may stand between)."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        decodes = self.message is not None and bool(self.hex) and bool(self.expect)
        if decodes == bool(self.writes):
            raise ValueError("needs either message, hex and expect, or writes")
        return self


class Profile(Table):
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
    codec: Annotated[dict[Name, Name], Limits(max_length=8)] = Limits(default_factory=dict)
    """Characteristic → what makes messages of its notifications; see :mod:`sensorlog.profiles.codecs`."""
    variables: Variables = Limits(default_factory=dict)
    """Defaults: what a typical sensor would answer."""
    option: Annotated[dict[Name, Option], Limits(max_length=16)] = Limits(default_factory=dict)
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
