"""Scanning the virtual air."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from itertools import pairwise

import pytest
from bleak import BleakScanner
from bleak.exc import BleakDBusError

from sensorlog.ble import BleError, Found, scan
from sensorlog.profiles import Registry
from sensorlog.simulate import VirtualSensor, run_virtual
from tests.ble.rig import REGISTRY, on_air
from tests.simulate.motions import swing


def heard(*sensors: VirtualSensor, registry: Registry = REGISTRY) -> dict[str, Found]:
    async def main() -> dict[str, Found]:
        async with on_air(*sensors):
            return {found.address: found async for found in scan(registry, 3.0)}

    return run_virtual(main())


def test_each_sensor_is_found_with_name_signal_and_profile():
    bar = VirtualSensor(REGISTRY.get("metamotion"), swing(1.0), name="MetaWear", rssi_dbm=-48)
    trunk = VirtualSensor(
        REGISTRY.get("sensorlog-imu"), swing(1.0), name="Rücken", address="C0:FF:EE:00:00:02", rssi_dbm=-80
    )
    found = heard(bar, trunk)
    assert {one.profile.id for one in found.values() if one.profile} == {"metamotion", "sensorlog-imu"}
    assert (found[bar.address].name, found[bar.address].rssi_dbm) == ("MetaWear", -48)
    assert (found[trunk.address].name, found[trunk.address].rssi_dbm) == ("Rücken", -80)


def test_a_device_that_no_profile_knows_is_heard_without_one():
    found = heard(VirtualSensor(REGISTRY.get("metamotion"), swing(1.0), name="Toaster"), registry=Registry(folders=[]))
    (toaster,) = found.values()
    assert toaster.profile is None
    assert toaster.name == "Toaster"


def test_a_battery_level_is_told_where_it_is_advertised():
    profile = REGISTRY.get("sensorlog-imu")
    says = VirtualSensor(profile, swing(1.0), battery_percent=64.0, advertises_battery=True)
    silent = VirtualSensor(profile, swing(1.0), address="C0:FF:EE:00:00:02")
    found = heard(says, silent)
    assert (found[says.address].battery_percent, found[silent.address].battery_percent) == (64, None)
    assert found[says.address].profile is profile


def test_whoever_is_still_there_is_heard_again_each_second():
    sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(1.0))

    async def main() -> list[float]:
        loop = asyncio.get_running_loop()
        times = []
        async with on_air(sensor) as radio, aclosing(scan(REGISTRY, 20.0)) as found:
            async for one in found:
                assert one.rssi_dbm == -55
                times.append(loop.time())
                if len(times) == 12:
                    radio.take_away(sensor.address)
        return times

    times = run_virtual(main())
    assert len(times) == 12
    assert all(0.9 < later - earlier < 1.3 for earlier, later in pairwise(times[2:]))


def test_it_ends_after_its_time_although_nothing_is_heard():
    async def main() -> float:
        async with on_air():
            began = asyncio.get_running_loop().time()
            assert [found async for found in scan(REGISTRY, 7.0)] == []
            return asyncio.get_running_loop().time() - began

    assert run_virtual(main()) == pytest.approx(7.0)


def test_it_can_be_left_early_and_started_again():
    async def main() -> int:
        count = 0
        async with on_air(VirtualSensor(REGISTRY.get("metamotion"), swing(1.0))):
            for _ in range(3):
                async with aclosing(scan(REGISTRY, None)) as found:
                    async for _one in found:
                        count += 1
                        break
        return count

    assert run_virtual(main()) == 3


def test_time_spent_by_the_caller_is_not_interrupted():
    async def main() -> int:
        count = 0
        async with on_air(VirtualSensor(REGISTRY.get("metamotion"), swing(1.0))):
            async for _found in scan(REGISTRY, 1.0):
                count += 1
                await asyncio.sleep(5.0)
        return count

    assert run_virtual(main()) >= 1


def test_a_failing_radio_becomes_advice(monkeypatch):
    async def fail(_self):
        raise BleakDBusError("org.bluez.Error.NotReady", ["Resource Not Ready"])

    async def main() -> None:
        async with on_air():
            monkeypatch.setattr(BleakScanner, "start", fail)
            async for _ in scan(REGISTRY, 1.0):
                pass

    with pytest.raises(BleError, match="searching for sensors: Bluetooth is off; turn it on"):
        run_virtual(main())
