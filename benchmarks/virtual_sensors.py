"""Four virtual sensors in a process of their own, behind a Bluetooth adapter at the other end of a socket."""

from __future__ import annotations

import asyncio

from bumble.transport.unix import open_unix_server_transport

from sensorlog.imu import Placement
from sensorlog.profiles import Registry
from sensorlog.simulate import VirtualRadio, VirtualSensor
from sensorlog.simulate.lifter import SensorSamples, SensorSpec, random_workout

__all__ = ["ADAPTER", "PLACEMENTS", "PROFILE_ID", "RATE_HZ", "addresses", "serve", "workout"]

ADAPTER = "C0:00:00:00:00:FE"
PLACEMENTS = (Placement.TRUNK, Placement.WRIST, Placement.BAR, Placement.THIGH)
PROFILE_ID = "sensorlog-imu"
RATE_HZ = 104.0


def addresses() -> tuple[str, ...]:
    """Return the addresses of the sensors, in the order of their placements."""
    return tuple(f"C0:FF:EE:00:00:{number:02X}" for number in range(1, len(PLACEMENTS) + 1))


def workout(seconds: float) -> tuple[SensorSamples, ...]:
    """Return what the sensors measure: a workout of about ten minutes, cut or followed by lying still."""
    specs = tuple(SensorSpec(placement.value, placement, rate_hz=RATE_HZ) for placement in PLACEMENTS)
    return random_workout(1, 10 if seconds > 120 else 1, specs).samples


def serve(socket: str, seconds: float) -> None:
    """Run the sensors, and the adapter that hears them, until the process is ended."""
    asyncio.run(_serve(socket, seconds))


async def _serve(socket: str, seconds: float) -> None:
    radio = VirtualRadio()
    profile = Registry().get(PROFILE_ID)
    for address, samples in zip(addresses(), workout(seconds), strict=True):
        await VirtualSensor(profile, samples, address=address).join(radio)
    adapter = radio.controller(ADAPTER)
    async with await open_unix_server_transport(socket) as transport:
        transport.source.set_packet_sink(adapter)
        adapter.set_packet_sink(transport.sink)
        await asyncio.Event().wait()
