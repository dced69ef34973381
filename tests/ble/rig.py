"""A virtual sensor in the air, and the unchanged ``ble`` room that listens to it in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field

import numpy as np

from sensorlog.ble import Found, SensorLink, scan
from sensorlog.events import LinkState, SessionEvent, SessionEventKind
from sensorlog.imu import FloatArray, Packet, Placement
from sensorlog.profiles import Decoder, Number, Profile, Registry
from sensorlog.resources import firmware_profiles_dir
from sensorlog.simulate import VirtualRadio, VirtualSensor, installed

REGISTRY = Registry(folders=[firmware_profiles_dir()])
Item = Packet | SessionEvent


@dataclass
class Heard:
    """Everything that a link handed on, in its order."""

    items: list[Item] = field(default_factory=list)

    @property
    def packets(self) -> list[Packet]:
        return [item for item in self.items if isinstance(item, Packet)]

    def events(self, kind: SessionEventKind) -> list[SessionEvent]:
        return [item for item in self.items if isinstance(item, SessionEvent) and item.kind is kind]

    @property
    def states(self) -> list[LinkState]:
        return [LinkState(str(event.data["state"])) for event in self.events(SessionEventKind.LINK)]

    @property
    def written(self) -> list[str]:
        return [str(event.data["hex"]) for event in self.events(SessionEventKind.WRITE)]

    def samples(self, profile: Profile, name: str) -> FloatArray:
        """Every decoded value of a field, in order of arrival, with the variables that the link told."""
        variables = self.events(SessionEventKind.SENSOR)[0].data["variables"]
        assert isinstance(variables, dict)
        numbers: dict[str, Number] = {key: value for key, value in variables.items() if isinstance(value, int | float)}
        batches = Decoder(profile, numbers).decode(self.packets)
        return np.concatenate([batch.values[name] for batch in batches if name in batch.values])


async def find(seconds: float = 5.0) -> Found:
    async with aclosing(scan(REGISTRY, seconds)) as found:
        async for one in found:
            if one.profile is not None:
                return one
    raise AssertionError("no sensor was heard")


@asynccontextmanager
async def on_air(*sensors: VirtualSensor) -> AsyncIterator[VirtualRadio]:
    async with asyncio.timeout(3600), VirtualRadio() as radio:
        for sensor in sensors:
            await sensor.join(radio)
        with installed(radio):
            yield radio
        for sensor in sensors:
            await sensor.leave()


@asynccontextmanager
async def linked(
    found: Found, heard: Heard, *, options: Mapping[str, Number] | None = None, sensor: str = "bar"
) -> AsyncIterator[asyncio.Task[None]]:
    """A running link; leaving cancels it as a session does, and passes on what it raised."""
    assert found.profile is not None
    link = SensorLink(found, found.profile, options or {}, heard.items.append, sensor=sensor, placement=Placement.BAR)
    task = asyncio.create_task(link.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled():
            task.result()
