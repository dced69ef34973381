"""How much fits into a notification. A sensor that sends more than that is cut off, silently, or sends nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from bleak import BleakClient

from sensorlog.ble.errors import BleError
from sensorlog.profiles import Number, Profile, evaluate

__all__ = ["require_room"]

_ATT_HEADER_BYTES = 3
_LEAST_BYTES = 20
"""An ATT MTU of 23, with which every link begins."""
_MOST_BYTES = 512
"""No attribute is longer."""
_PATIENCE_S = 2.0
"""Windows learns of a larger MTU only some time after it has connected."""


async def require_room(client: BleakClient, profile: Profile, variables: Mapping[str, Number], what: str) -> None:
    """Wait until a whole message of this sensor fits into a notification.

    Raises :class:`BleError` where the link will not carry it. Where the computer does not tell, it is not judged.
    """
    needed = round(evaluate(profile.link.min_payload_bytes, variables))
    room = _room(client, profile)
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE_S):
            while room < needed:
                await asyncio.sleep(0.1)
                room = _room(client, profile)
    if room < needed:
        raise BleError(
            f"{what}: the link carries {room} bytes at once (ATT MTU {room + _ATT_HEADER_BYTES}), its messages need "
            f"{needed} (ATT MTU {needed + _ATT_HEADER_BYTES}) and would be cut off; update the sensor's firmware and "
            "this computer's Bluetooth (on Linux BlueZ), or use another Bluetooth adapter"
        )


def _room(client: BleakClient, profile: Profile) -> int:
    for uuid in profile.characteristics.values():
        characteristic = client.services.get_characteristic(uuid)
        if characteristic is None:
            continue
        room = characteristic.max_write_without_response_size
        # Before 5.62 BlueZ did not tell, and bleak puts the least there is in its place.
        told = characteristic.obj[1] if isinstance(characteristic.obj, tuple) else {"MTU": room}
        return room if room > _LEAST_BYTES or "MTU" in told else _MOST_BYTES
    return _MOST_BYTES
