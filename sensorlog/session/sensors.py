"""Real sensors as a source: a link to each, none of which can stop the others."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import aclosing, suppress

from sensorlog.ble import BleError, Found, SensorLink, link_event, now_ns, scan
from sensorlog.events import LinkState, SessionEvent
from sensorlog.imu import Packet
from sensorlog.logbook import Pairing
from sensorlog.profiles import Profile, ProfileError, Registry
from sensorlog.session.choice import Search
from sensorlog.session.source import Sink
from sensorlog.session.wanted import NOT_HEARD, Clip, Wanted, no_profile

__all__ = ["BleSource", "find_sensors"]

SETTLE_S = 2.0
"""Sensors advertise every 0.1 to 2 s: after this long another one that could be meant has been heard, too."""
OTHERS_S = 5.0
"""So long the first sensor that is heard waits for the others; they are taken later where they appear."""
LISTEN_S = 4.0
"""So long a sensor that is missing is listened for at a time: the adapter is busy with it meanwhile."""
PAUSES_S = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Between two times; the last one repeats. A sensor that lies at home must not cost the others their packets."""


async def find_sensors(
    registry: Registry, wanted: Sequence[Wanted] = (), pairings: Sequence[Pairing] = (), seconds: float = 15.0
) -> list[Clip]:
    """Listen for the sensors that are ``wanted``, at most ``seconds``; return them in that order.

    Nothing wanted: the person's own, which ``pairings`` tells; without any, the one that is near, if it is the only
    one. Of several, one that is not heard is returned without what was found. Raises :class:`SessionError` where none
    is heard, no profile fits, or it is not clear which is meant; :class:`BleError` where Bluetooth cannot be used.
    """
    search = Search(wanted, pairings, registry)
    loop = asyncio.get_running_loop()
    has_begun = is_lucky = False
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds) as patience, aclosing(scan(registry, None)) as hearing:
            async for found in hearing:
                search.heard[found.address] = found
                if not is_lucky and search.is_lucky:
                    has_begun = is_lucky = True
                    patience.reschedule(loop.time() + (SETTLE_S if search.is_open else 0.0))
                elif not has_begun and search.has_begun:
                    has_begun = True
                    patience.reschedule(loop.time() + OTHERS_S)
    return search.clips(seconds)


class BleSource:
    """Live sensors. It runs until it is cancelled, and comes back by itself after every loss of a link.

    A sensor that is not there yet is taken as soon as it is heard; one that cannot be had is told in a ``link`` event,
    and the others go on without it.
    """

    def __init__(self, clips: Sequence[Clip], registry: Registry) -> None:
        self._clips = tuple(clips)
        self._registry = registry
        self._profiles = {clip.profile.id: clip.profile.text for clip in clips if clip.profile is not None}
        self._turn = asyncio.Lock()
        self._missing: dict[str, Clip] = {}
        self._is_missing = asyncio.Event()
        self._going: set[str] = set()
        """Sensors that were set up; one that then sent nothing is taken out again."""
        self._failed: set[str] = set()
        self._told: dict[str, str] = {}

    @property
    def profiles(self) -> Mapping[str, str]:
        """Profiles of the sensors; that of one which is heard later comes with it."""
        return self._profiles

    def now_ns(self) -> int:
        """Return the time on the clock that stamps arrivals."""
        return now_ns()

    async def run(self, sink: Sink) -> None:
        """Connect to every sensor, one by one, and hand on what they send.

        Raises :class:`BleError` or :class:`ProfileError` where none can be had in the first place.
        """
        try:
            async with asyncio.TaskGroup() as group:
                for clip in self._clips:
                    if clip.found is None or clip.profile is None:
                        self._miss(clip, f"{NOT_HEARD}; it joins as soon as it is heard", sink)
                    else:
                        group.create_task(self._keep(clip, clip.found, clip.profile, sink))
                group.create_task(self._look_out(group, sink))
        except ExceptionGroup as failed:  # one is enough to say; the others have been stopped
            raise failed.exceptions[0] from None

    async def _keep(self, clip: Clip, found: Found, profile: Profile, sink: Sink) -> None:
        """Hold the link to one sensor. Raises only where there is no other to go on with."""

        def put(item: Packet | SessionEvent) -> None:
            if isinstance(item, SessionEvent) and item.data.get("state") == LinkState.STREAMING:
                self._going.add(clip.sensor)
            sink(item)

        link = SensorLink(
            found,
            profile,
            clip.options,
            put,
            sensor=clip.sensor,
            placement=clip.role.placement,
            clip_site=clip.role.clip_site,
            turn=self._turn,
        )
        try:
            await link.run()
        except (BleError, ProfileError) as error:
            self._failed.add(clip.sensor)
            self._going.discard(clip.sensor)
            if not self._going and self._failed >= {each.sensor for each in self._clips if each.found}:
                raise
            if isinstance(error, BleError) and error.passing:
                self._miss(clip, str(error), sink)
            else:
                self._leave_out(clip, str(error), sink)

    def _leave_out(self, clip: Clip, why: str, sink: Sink) -> None:
        sink(link_event(now_ns(), clip.sensor, LinkState.STOPPED, detail=f"left out: {why}"))

    def _miss(self, clip: Clip, why: str, sink: Sink) -> None:
        self._missing[clip.sensor] = clip
        self._is_missing.set()
        if self._told.get(clip.sensor) != why:  # once is enough, however often it is tried
            self._told[clip.sensor] = why
            sink(link_event(now_ns(), clip.sensor, LinkState.SEARCHING, detail=why))

    async def _look_out(self, group: asyncio.TaskGroup, sink: Sink) -> None:
        """Take sensors that are missing as soon as they are heard."""
        tries = 0
        while True:
            await self._is_missing.wait()
            found = await self._listen(sink)
            tries = 0 if found else tries + 1
            for sensor, one in found.items():
                clip = self._missing.pop(sensor)
                profile = clip.profile or one.profile
                if profile is None:
                    self._leave_out(clip, no_profile(one), sink)
                else:
                    self._profiles[profile.id] = profile.text
                    group.create_task(self._keep(clip, one, profile, sink))
            if not self._missing:
                self._is_missing.clear()
            await asyncio.sleep(PAUSES_S[min(tries, len(PAUSES_S) - 1)])

    async def _listen(self, sink: Sink) -> dict[str, Found]:
        """Return those of the missing that are heard in a while; a name that several have says nothing."""
        taken = {clip.found.address for clip in self._clips if clip.found and clip.sensor not in self._missing}
        heard: dict[str, dict[str, Found]] = {sensor: {} for sensor in self._missing}
        try:
            async with self._turn, aclosing(scan(self._registry, LISTEN_S)) as hearing:
                async for found in hearing:
                    for sensor, clip in self._missing.items():
                        if clip.fits(found) and found.address not in taken:
                            heard[sensor][found.address] = found
                    if all(heard.values()):
                        break
        except BleError as error:
            for clip in list(self._missing.values()):
                self._miss(clip, str(error), sink)
        return {sensor: next(iter(those.values())) for sensor, those in heard.items() if len(those) == 1}
