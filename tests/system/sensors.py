"""Four virtual sensors and the adapter that hears them, in a process of their own, so that no client can block them.

Run inside the machine: ``python -m tests.system.sensors`` gives the running kernel a Bluetooth adapter. It says
``READY`` when all sensors are heard; ``away ADDRESS`` and ``back ADDRESS`` on its standard input move one.
"""

from __future__ import annotations

import asyncio
import logging
import sys

from bumble.transport import open_transport

from sensorlog.profiles import Profile, active_layouts, evaluate, resolve
from sensorlog.simulate import VirtualRadio, VirtualSensor
from tests.ble.rig import REGISTRY
from tests.ble.truth import shaking
from tests.simulate.motions import Swing

PROFILES = {
    "C0:FF:EE:00:00:01": "sensorlog-imu",
    "C0:FF:EE:00:00:02": "movesense",
    "C0:FF:EE:00:00:03": "metamotion",
    "C0:FF:EE:00:00:04": "polar-verity-sense",
}
"""Address → profile: fixed-point packets, messages in two parts, two chips on one characteristic, differences."""
OPTIONS = {"sensorlog-imu": {"rate_hz": 104}}
_DURATION_S = 600.0


def motion(profile: Profile) -> Swing:
    """How the sensor with this profile moves, sampled as it samples."""
    variables = resolve(profile, OPTIONS.get(profile.id, {}))
    rates = [layout.message.rate_hz for layout in active_layouts(profile, variables) if layout.message.rate_hz]
    return shaking(_DURATION_S, evaluate(rates[0], variables), name=profile.id)


async def main() -> None:
    """Be on the air until standard input is closed."""
    logging.getLogger("bumble").setLevel(logging.ERROR)  # packets for a sensor that is away are what is tried
    commands = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    async with await open_transport("vhci") as kernel, VirtualRadio(kernel) as radio:
        for address, profile_id in PROFILES.items():
            profile = REGISTRY.get(profile_id)
            await VirtualSensor(profile, motion(profile), address=address).join(radio)
        print("READY", flush=True)
        while command := (await commands.readline()).decode().split():
            {"away": radio.take_away, "back": radio.bring_back}[command[0]](command[1])


if __name__ == "__main__":
    asyncio.run(main())
