"""Sensors in reach, as a list whose lines stay where they are: one's own first, the others as they were met."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

from sensorlog.ble import Found, scan
from sensorlog.logbook import Pairing
from sensorlog.profiles import Profile, ProfileError, Registry

__all__ = ["GONE_S", "NearSensor", "Nearby"]

GONE_S = 10.0
"""Sensors advertise at least every 2 s; whoever is not heard for so long is off, held by somebody, or out of reach."""


@dataclass(frozen=True, slots=True)
class NearSensor:
    """One line: a device that is heard, or one's own that is not."""

    address: str
    name: str | None
    """As it advertises itself."""
    profile: Profile | None
    pairing: Pairing | None
    """``None``: not one's own."""
    rssi_dbm: int | None
    """``None``: not heard now."""
    battery_percent: int | None
    """``None``: it does not advertise it; it is known once connected."""
    found: Found | None


class Nearby:
    """Everything that was heard so far, and one's own sensors whether heard or not."""

    def __init__(self, registry: Registry, pairings: Sequence[Pairing] = ()) -> None:
        self._registry = registry
        self._pairings = {pairing.address.casefold(): pairing for pairing in pairings}
        self._heard: dict[str, tuple[float, Found]] = {}
        self._met: dict[str, None] = {}
        """Addresses in the order in which a profile was found for them: a name may come after the first sign."""

    def hear(self, found: Found, now_s: float) -> None:
        """Take in what was heard at ``now_s`` on the event loop's clock."""
        self._heard[found.address.casefold()] = now_s, found
        if found.profile is not None:
            self._met.setdefault(found.address.casefold())

    async def listen(self, seconds: float | None = None) -> None:
        """Listen for so long; ``None``: until cancelled. Raises :class:`BleError` where Bluetooth cannot be used."""
        loop = asyncio.get_running_loop()
        async with aclosing(scan(self._registry, seconds)) as hearing:
            async for found in hearing:
                self.hear(found, loop.time())

    def sensors(self, now_s: float, *, strangers: bool = False) -> list[NearSensor]:
        """Return one's own sensors, those that a profile fits, and with ``strangers`` every other device."""
        order = dict.fromkeys((*self._pairings, *self._met, *(self._heard if strangers else ())))
        return [self._line(address, now_s) for address in order]

    @property
    def has_own(self) -> bool:
        """Whether a sensor is remembered, heard or not."""
        return bool(self._pairings)

    @property
    def stranger_count(self) -> int:
        """How many devices were heard that are neither one's own nor known by a profile."""
        return len(self._heard.keys() - self._met.keys() - self._pairings.keys())

    def _line(self, address: str, now_s: float) -> NearSensor:
        pairing = self._pairings.get(address)
        heard_s, found = self._heard.get(address, (0.0, None))
        is_here = found is not None and now_s - heard_s <= GONE_S
        return NearSensor(
            address=found.address if found is not None else pairing.address if pairing is not None else address,
            name=None if found is None else found.name,
            profile=self._profile(pairing, found),
            pairing=pairing,
            rssi_dbm=found.rssi_dbm if found is not None and is_here else None,
            battery_percent=found.battery_percent if found is not None and is_here else None,
            found=found if is_here else None,
        )

    def _profile(self, pairing: Pairing | None, found: Found | None) -> Profile | None:
        if found is not None and found.profile is not None:
            return found.profile
        try:
            return None if pairing is None else self._registry.get(pairing.profile_id)
        except ProfileError:  # a file of the person's that is not there any more
            return None
