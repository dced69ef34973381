"""What many sensors offer beside their motion: who they are, their battery, a heart rate. All of it may be missing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic

from sensorlog.ble.gatt import REFUSALS, in_time
from sensorlog.profiles import BATTERY_LEVEL, DEVICE_INFORMATION, HEART_RATE, Profile

__all__ = ["read_device_information", "use_standard_services"]

_MAX_TEXT_BYTES = 64


async def read_device_information(client: BleakClient) -> dict[str, str]:
    """Ask who it is: manufacturer, model, serial, firmware … A sensor that does not say is as good as any other."""
    said: dict[str, str] = {}
    for uuid, name in DEVICE_INFORMATION.items():
        if client.services.get_characteristic(uuid) is None:
            continue
        try:
            value = await in_time(client.read_gatt_char(uuid))
        except REFUSALS:
            continue
        except TimeoutError:
            break  # Whoever does not answer one of these will not answer the next.
        said[name] = _text(bytes(value))
    return said


async def use_standard_services(client: BleakClient, profile: Profile, arrived: Callable[[str, bytes], None]) -> None:
    """Take heart rate and battery of the standard services, where the profile has no way of its own.

    ``arrived`` is called with the characteristic and what came: now for the battery, at each beat for the heart.
    """
    services = client.services

    def on_heart_rate(_characteristic: BleakGATTCharacteristic, data: bytearray) -> None:
        arrived(HEART_RATE, bytes(data))

    if services.get_characteristic(HEART_RATE) and HEART_RATE not in profile.characteristics.values():
        with suppress(*REFUSALS):
            await in_time(client.start_notify(HEART_RATE, on_heart_rate))
    answers = {poll.answer for poll in profile.poll}
    has_own_battery = any(m.kind == "battery" and m.name in answers for m in profile.message)
    if services.get_characteristic(BATTERY_LEVEL) and not has_own_battery:
        with suppress(*REFUSALS):
            arrived(BATTERY_LEVEL, bytes(await in_time(client.read_gatt_char(BATTERY_LEVEL))))


def _text(value: bytes) -> str:
    """Return what can be shown of a text that a device wrote: bounded, without control characters."""
    text = value[:_MAX_TEXT_BYTES].decode("utf-8", "replace").strip("\0 ")
    return "".join(char if char.isprintable() else "?" for char in text)
