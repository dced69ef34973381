"""Listen for sensors."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from bleak import BleakScanner
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData

from sensorlog.ble.errors import RADIO_ERRORS, explain
from sensorlog.profiles import Profile, Registry

__all__ = ["Found", "scan"]

_REPEAT_S = 1.0
_BATTERY_SERVICE = "0000180f-0000-1000-8000-00805f9b34fb"
"""Its service data in an advertisement is the Battery Level: one byte, per cent (Battery Service 1.1)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A device that advertises."""

    address: str
    """MAC address; on macOS a UUID that only this computer knows."""
    name: str | None
    rssi_dbm: int
    profile: Profile | None
    """The profile whose ``[match]`` fits; ``None``: no known sensor."""
    device: BLEDevice
    """What bleak connects to without looking for it again."""
    battery_percent: int | None = None
    """Where it advertises its battery level as the Battery Service lays down; few do."""


async def scan(registry: Registry, seconds: float | None) -> AsyncGenerator[Found, None]:
    """Yield what is heard within ``seconds`` (``None``: until the caller stops).

    Each device comes as soon as it is heard, again when its name, its profile or its signal changes, and at least once
    a second for as long as it is heard. Close the iterator (``contextlib.aclosing``) to stop early.

    Raises :class:`~sensorlog.ble.errors.BleError` with advice when Bluetooth cannot be used.
    """
    heard: asyncio.Queue[Found] = asyncio.Queue()
    last: dict[str, tuple[float, Found]] = {}
    loop = asyncio.get_running_loop()
    deadline = None if seconds is None else loop.time() + seconds

    def on_advertisement(device: BLEDevice, data: AdvertisementData) -> None:
        if deadline is not None and loop.time() > deadline:
            return  # the caller takes its time with what came before
        name = data.local_name or device.name
        profile = registry.match(name, tuple(data.service_uuids), dict(data.manufacturer_data))
        found = Found(device.address, name, data.rssi, profile, device, _battery_percent(data))
        told_s, told = last.get(device.address, (0.0, None))
        if told is None or _differ(told, found) or loop.time() >= told_s + _REPEAT_S:
            last[device.address] = loop.time(), found
            heard.put_nowait(found)

    try:
        async with BleakScanner(on_advertisement):
            while (found := await _next(heard, deadline)) is not None:
                yield found
    except RADIO_ERRORS as error:
        raise explain(error, "searching for sensors") from error


def _differ(told: Found, found: Found) -> bool:
    return (told.name, told.rssi_dbm, told.battery_percent) != (found.name, found.rssi_dbm, found.battery_percent) or (
        told.profile is not found.profile
    )


def _battery_percent(data: AdvertisementData) -> int | None:
    level = data.service_data.get(_BATTERY_SERVICE, b"")
    return level[0] if len(level) == 1 and level[0] <= 100 else None


async def _next(heard: asyncio.Queue[Found], deadline: float | None) -> Found | None:
    # Not around the whole loop: a time-out there would strike whatever the caller awaits between two results.
    try:
        async with asyncio.timeout_at(deadline):
            return await heard.get()
    except TimeoutError:
        return None
