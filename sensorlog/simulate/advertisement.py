"""What an advertisement says: its data structures (Core Specification Supplement, part A) as plain values."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from bumble.core import UUID, AdvertisingData

__all__ = ["Advertised", "read_advertisement", "uuid_text"]

_UUID_LISTS = {
    AdvertisingData.INCOMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS: 2,
    AdvertisingData.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS: 2,
    AdvertisingData.INCOMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS: 16,
    AdvertisingData.COMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS: 16,
}


@dataclass(frozen=True, slots=True)
class Advertised:
    """The fields that a scanner passes on."""

    name: str | None = None
    service_uuids: tuple[str, ...] = ()
    """128-bit, lower case."""
    manufacturer_data: dict[int, bytes] = field(default_factory=dict)
    """Company id → bytes."""
    service_data: dict[str, bytes] = field(default_factory=dict)
    """Service UUID, 128-bit → bytes."""


def read_advertisement(structures: Iterable[tuple[int, bytes]]) -> Advertised:
    """Read ``(type, bytes)`` pairs as bumble hands them over; types that nobody here asks for are passed by."""
    name: str | None = None
    uuids: list[str] = []
    manufacturer: dict[int, bytes] = {}
    service_data: dict[str, bytes] = {}
    for kind, data in structures:
        if kind in (AdvertisingData.COMPLETE_LOCAL_NAME, AdvertisingData.SHORTENED_LOCAL_NAME):
            name = data.decode("utf-8", "replace")
        elif kind == AdvertisingData.MANUFACTURER_SPECIFIC_DATA:
            manufacturer[int.from_bytes(data[:2], "little")] = bytes(data[2:])
        elif kind == AdvertisingData.SERVICE_DATA_16_BIT_UUID:
            service_data[uuid_text(UUID.from_bytes(data[:2]))] = bytes(data[2:])
        elif size := _UUID_LISTS.get(AdvertisingData.Type(kind)):
            uuids += [uuid_text(UUID.from_bytes(data[i : i + size])) for i in range(0, len(data), size)]
    return Advertised(name, tuple(dict.fromkeys(uuids)), manufacturer, service_data)


def uuid_text(value: UUID) -> str:
    """Write a UUID of any length as 128 bits, lower case."""
    return str(uuid.UUID(bytes=bytes(reversed(value.to_bytes(force_128=True)))))
