"""What a virtual sensor refuses, and that it is the same with and without a radio."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from bleak import BleakClient
from bleak.exc import BleakError, BleakGATTProtocolError

from sensorlog.events import LinkState, SessionEvent
from sensorlog.imu import Packet
from sensorlog.profiles import ProfileError
from sensorlog.simulate import Air, VirtualSensor, packets, run_virtual
from tests.ble.rig import REGISTRY, Heard, find, linked, on_air
from tests.simulate.motions import swing

METAMOTION = REGISTRY.get("metamotion")
IMU = REGISTRY.get("sensorlog-imu")
COMMAND, NOTIFY = METAMOTION.uuid("command"), METAMOTION.uuid("notify")


def answers_to(writes: list[str], *, subscribe: bool = True) -> list[bytes]:
    """What a MetaMotion notifies within two seconds of these writes."""
    got: list[bytes] = []

    async def main() -> None:
        async with on_air(VirtualSensor(METAMOTION, swing(10.0))), BleakClient((await find()).device) as client:
            if subscribe:
                await client.start_notify(NOTIFY, lambda _, data: got.append(bytes(data)))
            for write in writes:
                await client.write_gatt_char(COMMAND, bytes.fromhex(write), response=False)
            await asyncio.sleep(2.0)

    run_virtual(main())
    return got


FULL = ["0380", "1380", "03032808", "13032801", "031c01", "130701", "03020100", "13020100", "030101", "130101"]


def test_the_whole_set_up_makes_it_stream():
    assert len(answers_to(FULL)) > 100


@pytest.mark.parametrize("missing", range(2, len(FULL)))
def test_without_any_one_write_it_does_not_stream(missing):
    assert len(answers_to(FULL[:missing] + FULL[missing + 1 :])) == 2


def test_without_a_subscription_nothing_is_heard():
    assert answers_to(FULL, subscribe=False) == []


def test_a_set_up_of_an_earlier_connection_does_not_count():
    got: list[bytes] = []

    async def main() -> None:
        async with on_air(VirtualSensor(METAMOTION, swing(10.0))):
            for writes in (FULL[:-1], FULL[-1:]):
                async with BleakClient((await find()).device) as client:
                    await client.start_notify(NOTIFY, lambda _, data: got.append(bytes(data)))
                    for write in writes:
                        await client.write_gatt_char(COMMAND, bytes.fromhex(write), response=False)
                    await asyncio.sleep(1.0)
                await asyncio.sleep(0.1)

    run_virtual(main())
    assert [data[:2] for data in got] == [b"\x03\x80", b"\x13\x80"]


def test_what_cannot_be_read_is_refused_with_an_att_error():
    async def main() -> None:
        async with on_air(VirtualSensor(METAMOTION, swing(1.0))):
            async with BleakClient((await find()).device) as client:
                with pytest.raises(BleakGATTProtocolError):
                    await client.read_gatt_char(NOTIFY)
                assert await client.read_gatt_char("2a19") == b"\x57"
            with pytest.raises(BleakError):
                await client.read_gatt_char("2a19")

    run_virtual(main())


@pytest.mark.parametrize("profile", [METAMOTION, IMU], ids=lambda profile: profile.id)
@pytest.mark.parametrize("air", [Air(), Air(loss=0.1, jitter_s=0.05, interval_s=0.03, seed=3)], ids=["clear", "foul"])
def test_without_a_radio_the_same_bytes_come(profile, air):
    motion = swing(12.0)
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(profile, motion, air=air)
        async with on_air(sensor), linked(await find(), heard):
            await sensor.finished.wait()
            await asyncio.sleep(0.2)  # what is late arrives

    run_virtual(main())
    without = Heard(list(packets([motion], profile, air=air)))
    data = [packet.data for packet in heard.packets]
    assert [packet.data for packet in without.packets] == data[: len(without.packets)]
    assert without.written == heard.written
    assert without.states == heard.states
    wanted = {"profile", "options", "variables", "name", "address", "placement"}
    events = [
        next(e.data for e in h.items if isinstance(e, SessionEvent) and e.kind == "sensor") for h in (heard, without)
    ]
    assert {key: events[0][key] for key in wanted} == {key: events[1][key] for key in wanted}


def test_several_sensors_come_in_order_of_time():
    items = list(packets([swing(5.0, name="bar"), swing(8.0, name="trunk")], METAMOTION))
    times = [item.t_ns for item in items]
    assert times == sorted(times)
    assert {item.sensor for item in items} == {"bar", "trunk"}
    stopped = [
        i.sensor for i in items if isinstance(i, SessionEvent) and i.data.get("state") == LinkState.STOPPED.value
    ]
    assert stopped == ["bar", "trunk"]
    assert all(isinstance(item.t_ns, int) for item in items if isinstance(item, Packet))


def test_options_that_are_not_offered_are_refused():
    with pytest.raises(ProfileError, match="has no option colour"):
        packets([swing(1.0)], METAMOTION, options={"colour": 1})


WITHOUT_BUMBLE = """
import sys
sys.modules["bumble"] = None
import sensorlog.simulate as simulate
assert callable(simulate.packets)
for name in ("VirtualRadio", "VirtualSensor", "installed"):
    try:
        getattr(simulate, name)
    except simulate.SimulateError as error:
        print(error)
"""


def test_without_bumble_there_is_advice_and_no_traceback():
    run = subprocess.run([sys.executable, "-c", WITHOUT_BUMBLE], capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    assert len(lines) == 3
    assert all("pip install 'sensorlog[simulate]'" in line for line in lines)
