"""The words of a profile: names, UUIDs, bytes, numbers, conditions. All bounded; a refusal says what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator
from pydantic import Field as Limits

from sensorlog.profiles.template import Number, Template

__all__ = [
    "HexBytes",
    "Id",
    "Line",
    "Name",
    "Pattern",
    "Quantity",
    "Text",
    "Uuid",
    "Value",
    "Variables",
    "When",
    "as_list",
    "holds",
    "number",
    "quantity",
]

BASE_UUID_TAIL = "-0000-1000-8000-00805f9b34fb"
"""Bluetooth Core, Vol 3, Part B, 2.5.1: a 16-bit UUID stands for 0000xxxx + this."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


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


def number(value: object) -> Number:
    """Accept an int or float that is finite; ``ValueError`` for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 2.0**64:
        raise ValueError(f"{value!r} is no number that a sensor could mean")
    return value


def quantity(value: object) -> Number | str:
    """Accept a number or the name of a variable."""
    if isinstance(value, str):
        if not _NAME.fullmatch(value):
            raise ValueError(f"{value!r} is no name of a variable (small letters, digits, _)")
        return value
    return number(value)


def as_list(value: object) -> object:
    """Let one item stand for a list of it."""
    return value if isinstance(value, list) else [value]


Name = Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Id = Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=40)]
Line = Annotated[str, Limits(max_length=200)]
Text = Annotated[str, Limits(max_length=2000)]
Uuid = Annotated[str, PlainValidator(_uuid)]
HexBytes = Annotated[bytes, PlainValidator(_hex)]
Pattern = Annotated[Template, PlainValidator(Template.of)]
Value = Annotated[Number, PlainValidator(number)]
Quantity = Annotated[Number | str, PlainValidator(quantity)]
"""A constant, or the name of a variable."""
Variables = Annotated[dict[Name, Value], Limits(max_length=64)]
When = Annotated[
    dict[Name, Annotated[list[Value], BeforeValidator(as_list), Limits(min_length=1, max_length=16)]],
    Limits(max_length=8),
]
"""All of these variables have one of these values."""


def holds(when: When, variables: Mapping[str, Number]) -> bool:
    """Whether every condition is met."""
    return all(variables.get(name) in values for name, values in when.items())
