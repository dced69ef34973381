"""Real sensors as a source: which to take, and a link to each."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence, Set
from contextlib import aclosing, suppress
from dataclasses import dataclass, field

from sensorlog.ble import Found, SensorLink, now_ns, scan
from sensorlog.imu import Placement
from sensorlog.profiles import Number, Profile, Registry
from sensorlog.session.errors import SessionError
from sensorlog.session.source import Sink

__all__ = ["BleSource", "Clip", "Wanted", "find_sensors"]

SETTLE_S = 2.0
"""Sensors advertise every 0.1 to 2 s: after this long the nearest one has been heard."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sensor that somebody asks for."""

    placement: Placement = Placement.UNKNOWN
    address: str | None = None
    """Its address or its name; ``None``: the nearest one that a profile fits."""

    def fits(self, found: Found) -> bool:
        """Say whether ``found`` is the one that is asked for by address or name."""
        return self.address is not None and self.address.lower() in {found.address.lower(), (found.name or "").lower()}


@dataclass(frozen=True, slots=True)
class Clip:
    """A sensor that was found, and what it will be in a session."""

    sensor: str
    """Id in the session: its placement, or its address where that is unknown."""
    found: Found
    profile: Profile
    placement: Placement = Placement.UNKNOWN
    options: Mapping[str, Number] = field(default_factory=dict)


async def find_sensors(registry: Registry, wanted: Sequence[Wanted] = (Wanted(),), seconds: float = 15.0) -> list[Clip]:
    """Listen for the sensors that are ``wanted``, at most ``seconds``; return them in that order.

    Raises :class:`SessionError` where one is not heard, no profile fits it, or it is not clear which is meant;
    :class:`BleError` where Bluetooth cannot be used.
    """
    if sum(each.address is None for each in wanted) > 1:
        raise SessionError("with several sensors say which is where: `sensorlog scan` lists their addresses")
    heard: dict[str, Found] = {}
    loop = asyncio.get_running_loop()
    is_complete = False
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds) as patience, aclosing(scan(registry, None)) as hearing:
            async for found in hearing:
                heard[found.address] = found
                if not is_complete and all(_heard(each, wanted, heard) for each in wanted):
                    is_complete = True
                    patience.reschedule(loop.time() + (SETTLE_S if any(not each.address for each in wanted) else 0.0))
    clips: list[Clip] = []
    for each in wanted:
        clips.append(_clip(each, _heard(each, wanted, heard), heard, seconds, {clip.sensor for clip in clips}))
    return clips


def _heard(one: Wanted, wanted: Sequence[Wanted], heard: Mapping[str, Found]) -> Found | None:
    """Return the device that is meant by ``one``; without an address, the nearest that nobody else asks for."""
    if one.address is not None:
        return next((found for found in heard.values() if one.fits(found)), None)
    free = [found for found in heard.values() if found.profile and not any(other.fits(found) for other in wanted)]
    return max(free, key=lambda found: found.rssi_dbm, default=None)


def _clip(one: Wanted, found: Found | None, heard: Mapping[str, Found], seconds: float, taken: Set[str]) -> Clip:
    if found is None:
        what = "no sensor that a profile fits" if one.address is None else f"sensor {one.address!r}"
        others = f"; {len(heard)} other devices were" if heard else ""
        raise SessionError(
            f"{what} was heard within {seconds:g} s{others}: switch it on or move it, bring it near, "
            "and close any other app that holds it (`sensorlog scan` shows what is heard)"
        )
    if found.profile is None:
        raise SessionError(f"no firmware profile fits {found.name or found.address}: `sensorlog profiles` lists them")
    name = found.address if one.placement is Placement.UNKNOWN else one.placement.value
    if name in taken:
        raise SessionError(f"two sensors are to be at the same place ({name}): give each its own")
    return Clip(name, found, found.profile, one.placement)


class BleSource:
    """Live sensors. It runs until it is cancelled, and comes back by itself after every loss of a link."""

    def __init__(self, clips: Sequence[Clip]) -> None:
        self._clips = tuple(clips)

    @property
    def profiles(self) -> Mapping[str, str]:
        """Profiles of the sensors."""
        return {clip.profile.id: clip.profile.text for clip in self._clips}

    def now_ns(self) -> int:
        """Return the time on the clock that stamps arrivals."""
        return now_ns()

    async def run(self, sink: Sink) -> None:
        """Connect to every sensor and hand on what they send.

        Raises :class:`BleError` or :class:`ProfileError` where a sensor cannot be had in the first place.
        """
        turn = asyncio.Lock()
        links = [
            SensorLink(
                clip.found, clip.profile, clip.options, sink, sensor=clip.sensor, placement=clip.placement, turn=turn
            )
            for clip in self._clips
        ]
        try:
            async with asyncio.TaskGroup() as group:
                for link in links:
                    group.create_task(link.run())
        except ExceptionGroup as failed:  # one is enough to say; the others have been stopped
            raise failed.exceptions[0] from None
