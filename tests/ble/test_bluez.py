"""The ``ble`` room through bleak's own BlueZ backend: D-Bus is real, ``org.bluez`` is emulated, the sensor is virtual.

Time is real here, because another process takes part; nothing depends on how much of it passes.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from sensorlog.ble import BleError, scan
from sensorlog.events import LinkState, SessionEventKind
from sensorlog.profiles import load_profile
from sensorlog.simulate import VirtualRadio, VirtualSensor
from tests.ble.rig import REGISTRY, Heard, find, linked
from tests.simulate.motions import swing

if TYPE_CHECKING:
    from tests.ble.emulated_bluez import EmulatedBluez

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="BlueZ is Linux"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed"),
]

FIRST = [LinkState.CONNECTING, LinkState.SETTING_UP, LinkState.STREAMING]


@asynccontextmanager
async def on_bluez(*sensors: VirtualSensor, **adapter: Any) -> AsyncIterator[tuple[VirtualRadio, EmulatedBluez]]:
    from tests.ble.emulated_bluez import EmulatedBluez
    from tests.ble.private_bus import private_bus

    async with asyncio.timeout(60), private_bus(), VirtualRadio() as radio:
        for sensor in sensors:
            await sensor.join(radio)
        try:
            async with EmulatedBluez(radio.central, **adapter) as bluez:
                yield radio, bluez
        finally:
            for sensor in sensors:
                await sensor.leave()
            await leave_the_bus()


async def leave_the_bus() -> None:
    """bleak keeps one connection per event loop for as long as the program runs."""
    from bleak.backends.bluezdbus import manager

    instance = manager._global_instances.pop(asyncio.get_running_loop(), None)
    if instance is not None and instance._bus is not None:
        instance._bus.disconnect()
        if instance._bus_watcher_task is not None:
            await asyncio.wait([instance._bus_watcher_task])


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - seen from outside, signalled by nobody
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("profile_id", ["sensorlog-imu", "metamotion"])
async def test_the_motion_arrives_and_the_sensor_is_stopped(profile_id):
    profile, motion, heard = REGISTRY.get(profile_id), swing(1.0), Heard()
    sensor = VirtualSensor(profile, motion, rssi_dbm=-61)
    async with on_bluez(sensor):
        found = await find()
        assert (found.address, found.profile) == (sensor.address, profile)
        assert (found.name, found.rssi_dbm) == (f"bar {profile_id}", -61)
        async with linked(found, heard):
            await sensor.finished.wait()
    acc = heard.samples(profile, "acc")
    assert len(acc) >= 90
    assert np.abs(acc[:90] - motion.acc_m_s2[:90]).max() < 0.002
    assert heard.states == [*FIRST, LinkState.STOPPED]
    assert [data.hex() for data in sensor.writes] == heard.written


async def test_a_dropped_link_comes_back():
    heard = Heard()
    sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(600.0))
    async with on_bluez(sensor) as (radio, _), linked(await find(), heard):
        await until(lambda: len(heard.packets) > 20)
        radio.take_away(sensor.address)
        await until(lambda: heard.states[-1] is LinkState.CONNECTING)
        radio.bring_back(sensor.address)
        await until(lambda: heard.states[-1] is LinkState.STREAMING)
        streamed = len(heard.packets)
        await until(lambda: len(heard.packets) > streamed + 20)
    assert heard.states == [*FIRST, LinkState.LOST, *FIRST, LinkState.STOPPED]


async def test_a_dead_bluetoothd_is_noticed_by_its_silence():
    profile = load_profile(REGISTRY.get("metamotion").text.replace("silence_s = 3.0", "silence_s = 0.5"))
    heard = Heard()
    async with on_bluez(VirtualSensor(profile, swing(600.0))) as (_, bluez):
        found = await find()
        async with linked(replace(found, profile=profile), heard):
            await until(lambda: len(heard.packets) > 20)
            await bluez.die()
            await until(lambda: LinkState.SILENT in heard.states)
            await until(lambda: heard.states[-1] is LinkState.LOST)
    assert heard.states[:4] == [*FIRST, LinkState.SILENT]
    assert heard.states[-1] is LinkState.STOPPED


async def test_a_bluetoothd_that_comes_back_is_used_again():
    from tests.ble.emulated_bluez import EmulatedBluez

    profile = load_profile(REGISTRY.get("metamotion").text.replace("silence_s = 3.0", "silence_s = 0.5"))
    heard = Heard()
    async with on_bluez(VirtualSensor(profile, swing(600.0))) as (radio, bluez):
        found = await find()
        async with linked(replace(found, profile=profile), heard):
            await until(lambda: len(heard.packets) > 20)
            await bluez.die()
            await until(lambda: LinkState.LOST in heard.states)
            for connection in list(radio.central.connections.values()):
                await connection.disconnect()  # the kernel closes what its owner has left
            async with EmulatedBluez(radio.central):
                await until(lambda: heard.states[-1] is LinkState.STREAMING)
                streamed = len(heard.packets)
                await until(lambda: len(heard.packets) > streamed + 20)
    details = [str(event.data["detail"]) for event in heard.events(SessionEventKind.LINK)]
    assert any("the Bluetooth service does not run" in detail for detail in details)


async def test_a_polite_end_from_the_sensor_is_a_loss_too():
    heard = Heard()
    sensor = VirtualSensor(REGISTRY.get("sensorlog-imu"), swing(600.0))
    async with on_bluez(sensor), linked(await find(), heard):
        await until(lambda: len(heard.packets) > 20)
        await sensor.disconnect()
        await until(lambda: heard.states.count(LinkState.STREAMING) == 2)
    assert heard.states == [*FIRST, LinkState.LOST, *FIRST, LinkState.STOPPED]


async def test_a_connection_that_bluetoothd_refuses_is_quoted_and_tried_again():
    heard = Heard()
    sensor = VirtualSensor(REGISTRY.get("sensorlog-imu"), swing(600.0))
    async with on_bluez(sensor) as (_, bluez):
        bluez.refusals = ["le-connection-refused"]
        async with linked(await find(), heard):
            await until(lambda: LinkState.STREAMING in heard.states)
    assert heard.states == [LinkState.CONNECTING, LinkState.LOST, *FIRST, LinkState.STOPPED]
    assert "le-connection-refused" in str(heard.events(SessionEventKind.LINK)[1].data["detail"])


@pytest.mark.parametrize("tells_mtu", [True, False])
async def test_a_small_mtu_is_refused_only_where_it_is_told(tells_mtu):
    heard = Heard()
    async with on_bluez(VirtualSensor(REGISTRY.get("xsens-dot"), swing(600.0), mtu=23)) as (_, bluez):
        bluez.tells_mtu = tells_mtu
        found = await find()
        if tells_mtu:
            with pytest.raises(BleError, match="its messages need 40"):
                async with linked(found, heard) as task:
                    await asyncio.wait([task])
        else:
            async with linked(found, heard):
                await until(lambda: LinkState.STREAMING in heard.states)


@pytest.mark.parametrize(
    ("adapter", "advice"),
    [({"has_adapter": False}, "no Bluetooth adapter"), ({"is_powered": False}, "Bluetooth is off; turn it on")],
)
async def test_an_adapter_that_is_missing_or_off_is_said(adapter, advice):
    async with on_bluez(**adapter):
        with pytest.raises(BleError, match=advice):
            async for _ in scan(REGISTRY, 1.0):
                pass


async def test_a_bluetooth_service_that_does_not_run_is_said():
    from tests.ble.private_bus import private_bus

    async with private_bus():
        with pytest.raises(BleError, match="the Bluetooth service does not run"):
            async for _ in scan(REGISTRY, 1.0):
                pass


async def test_a_missing_bus_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
    with pytest.raises(BleError, match="no D-Bus system bus"):
        async for _ in scan(REGISTRY, 1.0):
            pass


async def test_an_address_that_names_no_bus_is_said(monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "nonsense")
    with pytest.raises(BleError, match="the D-Bus system bus cannot be used"):
        async for _ in scan(REGISTRY, 1.0):
            pass
