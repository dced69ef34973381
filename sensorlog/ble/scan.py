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


async def scan(registry: Registry, seconds: float | None) -> AsyncGenerator[Found, None]:
    """Yield what is heard within ``seconds`` (``None``: until the caller stops).

    Each device comes as soon as it is heard, and again when its name, its profile or its signal changes. Close the
    iterator (``contextlib.aclosing``) to stop early.

    Raises :class:`~sensorlog.ble.errors.BleError` with advice when Bluetooth cannot be used.
    """
    heard: asyncio.Queue[Found] = asyncio.Queue()
    last: dict[str, tuple[str | None, int, str | None]] = {}

    def on_advertisement(device: BLEDevice, data: AdvertisementData) -> None:
        name = data.local_name or device.name
        profile = registry.match(name, tuple(data.service_uuids), dict(data.manufacturer_data))
        told = (name, data.rssi, profile.id if profile else None)
        if last.get(device.address) != told:
            last[device.address] = told
            heard.put_nowait(Found(device.address, name, data.rssi, profile, device))

    deadline = None if seconds is None else asyncio.get_running_loop().time() + seconds
    try:
        async with BleakScanner(on_advertisement):
            while (found := await _next(heard, deadline)) is not None:
                yield found
    except RADIO_ERRORS as error:
        raise explain(error, "searching for sensors") from error


async def _next(heard: asyncio.Queue[Found], deadline: float | None) -> Found | None:
    # Not around the whole loop: a time-out there would strike whatever the caller awaits between two results.
    try:
        async with asyncio.timeout_at(deadline):
            return await heard.get()
    except TimeoutError:
        return None
