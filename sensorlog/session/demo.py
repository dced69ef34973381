"""A virtual lifter as a source: over a virtual radio where there is one, else the same packets without."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sensorlog.ble import now_ns
from sensorlog.events import JsonValue, LinkState, SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Role
from sensorlog.profiles import Profile, Registry
from sensorlog.session.sensors import BleSource, find_sensors
from sensorlog.session.source import Sink
from sensorlog.session.wanted import Wanted
from sensorlog.simulate import Motion, packets

if TYPE_CHECKING:
    from sensorlog.simulate import VirtualSensor

__all__ = ["DemoSource", "has_virtual_radio"]

NO_RADIO = "no virtual radio: its packets are handed over directly (the extra sensorlog[simulate] has the radio)"


def has_virtual_radio() -> bool:
    """Say whether the extra that brings the virtual radio is installed."""
    return find_spec("bumble") is not None


class DemoSource:
    """Virtual sensors that move as ``motions`` say and speak as ``profile`` says; it ends when their motion ends.

    ``by_radio`` lets them do so over Bluetooth: real set-up, real notifications, unchanged client, and therefore in
    real time. Without it their packets are handed over as they would have arrived, ``factor`` times as fast (``None``:
    as fast as they can be analysed).
    """

    def __init__(
        self,
        motions: tuple[Motion, ...],
        profile: Profile,
        *,
        by_radio: bool | None = None,
        factor: float | None = 1.0,
    ) -> None:
        if factor is not None and not factor > 0:
            raise ValueError(f"factor {factor} is not above 0")
        self._motions = motions
        self._profile = profile
        self._by_radio = (factor == 1.0 and has_virtual_radio()) if by_radio is None else by_radio
        self._factor = factor
        self._now_ns = 0
        """Of the last item, where time does not pass at its usual speed."""

    @property
    def profiles(self) -> Mapping[str, str]:
        """The one that the sensors speak."""
        return {self._profile.id: self._profile.text}

    def now_ns(self) -> int:
        """Return the time on the clock that stamps the packets."""
        return self._now_ns or now_ns()

    async def run(self, sink: Sink) -> None:
        """Deliver until the motion is over."""
        if self._by_radio:
            await self._run_by_radio(sink)
        else:
            await self._run_directly(sink)

    async def _run_by_radio(self, sink: Sink) -> None:
        from sensorlog.simulate import VirtualRadio, VirtualSensor, installed

        async with AsyncExitStack() as stack:
            radio = await stack.enter_async_context(VirtualRadio())
            stack.enter_context(installed(radio))
            sensors = [
                VirtualSensor(self._profile, motion, address=f"C0:FF:EE:00:00:{number:02X}")
                for number, motion in enumerate(self._motions, start=1)
            ]
            for sensor in sensors:
                await sensor.join(radio)
                stack.push_async_callback(sensor.leave)
            registry = Registry(folders=())
            registry.add(self._profile)
            wanted = [
                Wanted(Role(motion.placement), sensor.address)
                for motion, sensor in zip(self._motions, sensors, strict=True)
            ]
            links = asyncio.create_task(BleSource(await find_sensors(registry, wanted), registry).run(sink))
            end = asyncio.create_task(_all_finished(sensors))
            try:
                await asyncio.wait([links, end], return_when=asyncio.FIRST_COMPLETED)
            finally:
                end.cancel()
                links.cancel()
                with suppress(asyncio.CancelledError):
                    await links  # the sensors are told to stop

    async def _run_directly(self, sink: Sink) -> None:
        loop = asyncio.get_running_loop()
        begin_s, begin_ns = loop.time(), now_ns()
        for item in packets(self._motions, self._profile):
            if self._factor is not None and (wait_s := begin_s + item.t_ns / 1e9 / self._factor - loop.time()) > 0:
                await asyncio.sleep(wait_s)
            self._now_ns = begin_ns + item.t_ns
            sink(_without_radio(replace(item, t_ns=self._now_ns)))
            await sink.room()


async def _all_finished(sensors: list[VirtualSensor]) -> None:
    for sensor in sensors:
        await sensor.finished.wait()


def _without_radio(item: Packet | SessionEvent) -> Packet | SessionEvent:
    """Say where it shows that there is no radio, unless there could be one."""
    if not isinstance(item, SessionEvent) or item.kind is not SessionEventKind.LINK or has_virtual_radio():
        return item
    data: dict[str, JsonValue] = {**item.data}
    if data.get("state") == LinkState.STREAMING:
        data["detail"] = NO_RADIO
    return replace(item, data=data)
