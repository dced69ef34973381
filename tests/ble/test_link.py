"""Losses of every kind: the link comes back by itself, says what happened, and stops cleanly."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import numpy as np
import pytest

from sensorlog.ble import BleError, SensorLink
from sensorlog.events import LinkState, SessionEventKind
from sensorlog.profiles import ProfileError, load_profile
from sensorlog.simulate import VirtualSensor, run_virtual
from tests.ble.rig import REGISTRY, Heard, find, linked, on_air
from tests.simulate.motions import swing

PROFILES = ["sensorlog-imu", "metamotion"]
FIRST = [LinkState.CONNECTING, LinkState.SETTING_UP, LinkState.STREAMING]


@pytest.mark.parametrize("profile_id", PROFILES)
def test_a_drop_of_five_seconds_is_survived(profile_id):
    motion = swing(30.0)
    profile = REGISTRY.get(profile_id)
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(profile, motion)
        async with on_air(sensor) as radio, linked(await find(), heard):
            await asyncio.sleep(10)
            radio.take_away(sensor.address)
            await asyncio.sleep(5)
            radio.bring_back(sensor.address)
            await sensor.finished.wait()

    run_virtual(main())
    assert heard.states == [*FIRST, LinkState.LOST, *FIRST, LinkState.STOPPED]
    lost, connecting = (heard.events(SessionEventKind.LINK)[i] for i in (3, 4))
    assert "lost" in str(lost.data["detail"])
    assert connecting.t_ns - lost.t_ns == pytest.approx(0.5e9, rel=0.01)
    assert len(heard.events(SessionEventKind.SENSOR)) == 2
    acc = heard.samples(profile, "acc")
    # The motion went on meanwhile: what was moved in these seconds is missing, everything else is there.
    missing = len(motion.t_s) - len(acc)
    assert 500 <= missing <= 580
    after = acc[1100:-10]
    begin = int(np.abs(motion.acc_m_s2 - after[0]).sum(axis=1).argmin())
    assert begin - 1100 == pytest.approx(missing, abs=20)
    assert np.abs(after - motion.acc_m_s2[begin : begin + len(after)]).max() < 0.003


def test_a_polite_disconnect_is_a_loss_too():
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(REGISTRY.get("sensorlog-imu"), swing(10.0))
        async with on_air(sensor), linked(await find(), heard):
            await asyncio.sleep(4)
            await sensor.disconnect()
            await sensor.finished.wait()

    run_virtual(main())
    assert heard.states == [*FIRST, LinkState.LOST, *FIRST, LinkState.STOPPED]


def test_silence_while_connected_is_noticed_and_mended():
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(REGISTRY.get("sensorlog-imu"), swing(20.0))
        async with on_air(sensor), linked(await find(), heard):
            await asyncio.sleep(5)
            sensor.is_silent = True
            await asyncio.sleep(3.5)
            sensor.is_silent = False
            await sensor.finished.wait()

    run_virtual(main())
    assert heard.states == [*FIRST, LinkState.SILENT, *FIRST, LinkState.STOPPED]
    silent = heard.events(SessionEventKind.LINK)[3]
    last = max(packet.t_ns for packet in heard.packets if packet.t_ns < silent.t_ns)
    assert silent.t_ns - last == pytest.approx(3e9, abs=1e6)
    assert "silent for 3 s" in str(silent.data["detail"])


def test_a_sensor_that_is_switched_off_is_looked_for_until_it_is_back():
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(75.0))
        async with on_air(sensor) as radio, linked(await find(), heard):
            await asyncio.sleep(5)
            radio.take_away(sensor.address)
            await asyncio.sleep(45)
            radio.bring_back(sensor.address)
            await sensor.finished.wait()

    run_virtual(main())
    again = heard.states[3:-1]
    assert again[:2] == [LinkState.LOST, LinkState.CONNECTING]
    assert again[2:4] == [LinkState.LOST, LinkState.SEARCHING]
    assert again[-3:] == FIRST
    details = [str(event.data["detail"]) for event in heard.events(SessionEventKind.LINK)]
    assert any("looking for bar metamotion" in detail and "battery is empty" in detail for detail in details)


def test_a_sensor_that_was_never_reached_is_given_up_with_advice():
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(1.0))
        async with on_air(sensor) as radio:
            found = await find()
            radio.take_away(sensor.address)
            async with linked(found, heard) as task:
                await asyncio.wait([task])

    with pytest.raises(BleError, match=r"looking for bar metamotion \(C0:.*the vendor's app.*asleep.*battery is empty"):
        run_virtual(main())
    assert heard.states.count(LinkState.LOST) == 3
    assert heard.states[-1] is LinkState.STOPPED


def test_an_unsupported_variant_is_refused_at_once():
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(1.0), own={"acc_chip": 2})
        async with on_air(sensor), linked(await find(), heard) as task:
            await asyncio.wait([task])

    with pytest.raises(ProfileError, match="acc_chip = 2"):
        run_virtual(main())
    assert heard.states == [LinkState.CONNECTING, LinkState.SETTING_UP, LinkState.LOST, LinkState.STOPPED]
    assert b"\x03\x80\x02\x01" in [packet.data for packet in heard.packets]


def test_a_firmware_without_the_characteristic_is_named():
    profile = REGISTRY.get("metamotion")
    other = load_profile(profile.text.replace("326a9006", "326a9007"))
    heard = Heard()

    async def main() -> None:
        async with on_air(VirtualSensor(profile, swing(1.0))):
            found = await find()
            link = SensorLink(found, other, {}, heard.items.append, sensor="bar")
            await link.run()

    with pytest.raises(ProfileError, match=r"no characteristic 326a9007.*another profile"):
        run_virtual(main())


def test_a_loss_during_set_up_is_tried_again():
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(5.0))
        async with on_air(sensor) as radio:
            found = await find()

            def put(item):
                heard.items.append(item)
                if heard.written and LinkState.LOST not in heard.states:
                    radio.take_away(sensor.address)
                    asyncio.get_running_loop().call_later(1.0, radio.bring_back, sensor.address)

            link = SensorLink(found, REGISTRY.get("metamotion"), {}, put, sensor="bar")
            task = asyncio.create_task(link.run())
            await sensor.finished.wait()
            task.cancel()
            await asyncio.wait([task])

    run_virtual(main())
    assert heard.states[:4] == [LinkState.CONNECTING, LinkState.SETTING_UP, LinkState.LOST, LinkState.CONNECTING]
    assert heard.states[-2:] == [LinkState.STREAMING, LinkState.STOPPED]


@pytest.mark.parametrize("after_s", [0.0, 0.05, 0.1, 0.2, 0.3, 2.0])
def test_it_can_be_cancelled_at_any_moment_and_leaves_nothing_behind(after_s):
    heard = Heard()
    left: set[asyncio.Task[object]] = set()

    async def main() -> None:
        sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(10.0))
        async with on_air(sensor):
            found = await find()
            before = asyncio.all_tasks()
            async with linked(found, heard):
                await asyncio.sleep(after_s)
            await asyncio.sleep(1)
            left.update(asyncio.all_tasks() - before)
            assert not sensor.firmware.side.is_streaming

    run_virtual(main())
    assert left == set()
    assert after_s == 0.0 or heard.states[-1] is LinkState.STOPPED


def test_two_sensors_at_once():
    heard = {"bar": Heard(), "trunk": Heard()}
    profiles = {"bar": REGISTRY.get("metamotion"), "trunk": REGISTRY.get("sensorlog-imu")}

    async def main() -> None:
        sensors = [
            VirtualSensor(profile, swing(10.0, name=name), address=f"C0:FF:EE:00:00:0{n}")
            for n, (name, profile) in enumerate(profiles.items())
        ]
        async with on_air(*sensors):
            found = {one.address: one for one in [await find(), await find()]}
            while len(found) < 2:
                found |= {one.address: one for one in [await find()]}
            ordered = [found[sensor.address] for sensor in sensors]
            async with linked(ordered[0], heard["bar"]), linked(ordered[1], heard["trunk"], sensor="trunk"):
                for sensor in sensors:
                    await sensor.finished.wait()

    run_virtual(main())
    for name, profile in profiles.items():
        assert heard[name].states == [*FIRST, LinkState.STOPPED]
        assert {packet.sensor for packet in heard[name].packets} == {name}
        assert len(heard[name].samples(profile, "acc")) >= 990


def test_a_poll_that_the_sensor_refuses_is_no_loss():
    profile = REGISTRY.get("sensorlog-imu")
    asking = load_profile(profile.text.replace('read = "battery"', 'read = "data"'))
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(profile, swing(3.0))
        async with on_air(sensor), linked(replace(await find(), profile=asking), heard):
            await sensor.finished.wait()

    run_virtual(main())
    assert heard.states == [*FIRST, LinkState.STOPPED]
