"""What ``examine_radio`` sees: on a bus with an emulated ``org.bluez``, on an empty bus, and without any."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path

import pytest
from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason

from sensorlog.ble import Check, Verdict, examine_radio
from sensorlog.simulate import VirtualRadio, VirtualSensor, installed
from tests.ble.rig import REGISTRY, Heard, find, linked
from tests.ble.test_bluez import on_bluez, until
from tests.simulate.motions import swing

linux = pytest.mark.skipif(sys.platform != "linux", reason="BlueZ is Linux")
needs_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed")


async def examined(tmp_path: Path) -> list[Check]:
    """Look at a computer without radio switches that is no Raspberry Pi, unless the test has put them there."""
    return await examine_radio(tmp_path, tmp_path / "model")


def of(checks: list[Check], topic: str) -> list[tuple[Verdict, str]]:
    return [(check.verdict, check.text) for check in checks if check.topic == topic]


def switch(folder: Path, *, hard: bool = False, soft: bool = False, kind: str = "bluetooth") -> None:
    folder.mkdir(parents=True)
    for name, value in {"type": kind, "hard": f"{hard:d}", "soft": f"{soft:d}"}.items():
        (folder / name).write_text(f"{value}\n")


def modalias(text: str):
    from dbus_fast import Variant

    return {"Modalias": Variant("s", text)}


@linux
@needs_bus
async def test_all_is_well_on_a_bus_with_bluetoothd_and_an_adapter(tmp_path):
    async with on_bluez(**modalias("usb:v1D6Bp0246d0555")) as (radio, _):
        checks = await examined(tmp_path)
        assert not radio.central.is_scanning
    assert [check.topic for check in checks] == ["system", "D-Bus", "bluetoothd", "adapter", "search", "sensor"]
    assert {check.verdict for check in checks} == {Verdict.OK}
    assert of(checks, "bluetoothd") == [(Verdict.OK, "BlueZ 5.85")]
    assert of(checks, "adapter") == [(Verdict.OK, "hci0 is on")]


@linux
@needs_bus
@pytest.mark.parametrize(
    ("told", "verdict", "says"),
    [
        ("usb:v1D6Bp0246d0536", Verdict.BAD, "BlueZ 5.54 is too old; update"),
        ("usb:v1d6bp0246d0537", Verdict.OK, "BlueZ 5.55; it does not tell how long a notification may be"),
        ("usb:v1D6Bp0246d0542", Verdict.OK, "BlueZ 5.66; it was seen to crash under AcquireNotify"),
        ("usb:v05ACp0246d0001", Verdict.OK, "does not tell its version, which should be 5.55 or later"),
        ("", Verdict.OK, "does not tell its version"),
    ],
)
async def test_the_version_is_read_from_what_bluetoothd_calls_itself(tmp_path, told, verdict, says):
    async with on_bluez(**modalias(told)):
        ((found, text),) = of(await examined(tmp_path), "bluetoothd")
    assert found is verdict
    assert says in text


@linux
@needs_bus
@pytest.mark.parametrize(
    ("adapter", "says"),
    [
        ({"has_adapter": False}, "bluetoothd knows none: this computer has no Bluetooth adapter"),
        ({"is_powered": False}, "hci0: Bluetooth is off; turn it on with 'bluetoothctl power on'"),
    ],
)
async def test_an_adapter_that_is_missing_or_off_is_bad(tmp_path, adapter, says):
    async with on_bluez(**adapter):
        checks = await examined(tmp_path)
    ((verdict, text),) = of(checks, "adapter")
    assert verdict is Verdict.BAD
    assert says in text
    assert of(checks, "search") == []


@linux
@needs_bus
async def test_an_adapter_without_the_central_role_is_bad(tmp_path):
    from dbus_fast import Variant

    async with on_bluez(Roles=Variant("as", ["peripheral"])):
        ((verdict, text),) = of(await examined(tmp_path), "adapter")
    assert verdict is Verdict.BAD
    assert "hci0: the Bluetooth adapter cannot speak Bluetooth LE to sensors" in text


@linux
@needs_bus
async def test_another_program_that_searches_is_a_warning(tmp_path):
    from dbus_fast import Variant

    async with on_bluez(Discovering=Variant("b", True)):
        found = of(await examined(tmp_path), "adapter")
    assert found[0] == (Verdict.OK, "hci0 is on")
    assert found[1][0] is Verdict.WARNING
    assert "another program is searching with hci0" in found[1][1]


@linux
@needs_bus
async def test_a_sensor_that_another_program_holds_is_named(tmp_path):
    heard = Heard()
    sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(600.0))
    async with on_bluez(sensor), linked(await find(), heard):
        await until(lambda: len(heard.packets) > 5)
        ((verdict, text),) = of(await examined(tmp_path), "connected")
    assert verdict is Verdict.OK
    assert "bar metamotion (C0:FF:EE:00:00:01); if your sensor is among them, another program holds it" in text


async def test_the_usual_causes_come_last_and_the_phone_is_the_first(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    async with VirtualRadio() as radio:
        with installed(radio):
            ((_, text),) = of(await examined(tmp_path), "sensor")
    assert text.startswith("if it is not found all the same: another app or phone holds it")


@linux
@needs_bus
async def test_a_second_adapter_that_is_off_is_only_a_warning(tmp_path):
    from dbus_fast import Variant

    from tests.ble.emulated_bluez import ADAPTER

    off = {"Powered": Variant("b", False), "Roles": Variant("as", ["central"])}
    on = off | {"Powered": Variant("b", True)}
    async with on_bluez() as (_, bluez):
        bluez._objects |= {"/org/bluez/hci1": {ADAPTER: off}, "/org/bluez/hci2": {ADAPTER: on}}
        found = of(await examined(tmp_path), "adapter")
    assert [verdict for verdict, _ in found] == [Verdict.OK, Verdict.WARNING, Verdict.OK]
    assert found[2][1] == "hci2 is on, but hci0 is the one that is used"


@linux
@needs_bus
async def test_a_bus_without_bluetoothd_says_how_to_start_it(tmp_path):
    from tests.ble.private_bus import private_bus

    async with private_bus():
        checks = await examined(tmp_path)
    ((verdict, text),) = of(checks, "bluetoothd")
    assert verdict is Verdict.BAD
    assert "start it with 'sudo systemctl start bluetooth'" in text


@linux
@needs_bus
async def test_a_bluetoothd_that_hangs_is_said(tmp_path, monkeypatch):
    async def silence(_message):
        await asyncio.Event().wait()

    async with on_bluez() as (_, bluez):
        bluez._calls["org.freedesktop.DBus.ObjectManager.GetManagedObjects"] = silence
        monkeypatch.setattr("sensorlog.ble.bluez._PATIENCE_S", 0.1)
        checks = await examined(tmp_path)
    assert of(checks, "bluetoothd")[0][0] is Verdict.BAD
    assert "does not answer" in of(checks, "bluetoothd")[0][1]


@linux
@pytest.mark.parametrize(
    ("address", "says"),
    [("unix:path=/nowhere/at/all", "no D-Bus system bus"), ("nonsense", "DBUS_SYSTEM_BUS_ADDRESS")],
)
async def test_without_a_bus_the_kernel_is_asked_for_an_adapter(tmp_path, monkeypatch, address, says):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    checks = await examined(tmp_path)
    assert of(checks, "D-Bus")[0][0] is Verdict.BAD
    assert says in of(checks, "D-Bus")[0][1]
    assert "plug in a Bluetooth LE adapter" in of(checks, "adapter")[0][1]
    for name in ("hci1", "hci1:64"):
        (tmp_path / "bluetooth" / name).mkdir(parents=True)
    assert of(await examined(tmp_path), "adapter") == [(Verdict.OK, "the kernel knows hci1")]


@linux
async def test_a_blocked_radio_is_bad_unless_another_is_free(tmp_path, monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    switch(tmp_path / "rfkill" / "rfkill0", soft=True, kind="wlan")
    switch(tmp_path / "rfkill" / "rfkill1", soft=True)
    assert of(await examined(tmp_path), "switch") == [
        (Verdict.BAD, "Bluetooth is blocked by rfkill; run 'rfkill unblock bluetooth'")
    ]
    switch(tmp_path / "rfkill" / "rfkill2", hard=True)
    assert [verdict for verdict, _ in of(await examined(tmp_path), "switch")] == [Verdict.BAD] * 2
    switch(tmp_path / "rfkill" / "rfkill3")
    found = of(await examined(tmp_path), "switch")
    assert [verdict for verdict, _ in found] == [Verdict.WARNING] * 2
    assert "a switch or key of this computer" in found[1][1]


async def test_other_systems_are_judged_by_a_search(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("platform.mac_ver", lambda: ("14.5", ("", "", ""), "arm64"))
    async with VirtualRadio() as radio:
        with installed(radio):
            checks = await examined(tmp_path)
    assert [check.topic for check in checks] == ["system", "search", "sensor"]
    assert "macOS 14.5; a sensor has another address on each Mac" in checks[0].text
    assert checks[1] == Check("search", Verdict.OK, "this program may search for sensors")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (
            BleakBluetoothNotAvailableError("x", BleakBluetoothNotAvailableReason.DENIED_BY_USER),
            "allow your terminal in System Settings > Privacy & Security > Bluetooth",
        ),
        (TimeoutError(), "turn it off and on again"),
    ],
)
async def test_a_refused_search_says_what_to_allow(tmp_path, monkeypatch, error, says):
    class Refused:
        async def __aenter__(self):
            raise error

        async def __aexit__(self, *_about):
            raise AssertionError("it was never entered")

    monkeypatch.setattr("sensorlog.ble.doctor.BleakScanner", Refused)
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("platform.mac_ver", lambda: ("14.5", ("", "", ""), "arm64"))
    ((verdict, text),) = of(await examined(tmp_path), "search")
    assert verdict is Verdict.BAD
    assert says in text


@pytest.mark.parametrize(("release", "is_bad"), [("11.7", False), ("12.1", True), ("12.2.1", True), ("12.3", False)])
async def test_a_macos_that_hides_sensors_is_bad(tmp_path, monkeypatch, release, is_bad):
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("platform.mac_ver", lambda: (release, ("", "", ""), "arm64"))
    async with VirtualRadio() as radio:
        with installed(radio):
            ((verdict, _),) = of(await examined(tmp_path), "system")
    assert (verdict is Verdict.BAD) == is_bad


async def test_windows_and_the_raspberry_pi_have_a_hint_of_their_own(tmp_path, monkeypatch):
    (tmp_path / "model").write_bytes(b"Raspberry Pi 4 Model B Rev 1.4\0")
    monkeypatch.setattr("sys.platform", "win32")
    async with VirtualRadio() as radio:
        with installed(radio):
            system, board = of(await examined(tmp_path), "system")
    assert "restart the computer" in system[1]
    assert board[0] is Verdict.WARNING
    assert "use a USB adapter" in board[1]


@linux
@needs_bus
async def test_the_program_says_that_all_is_well_and_leaves_nothing_open(tmp_path):
    async with on_bluez(**modalias("usb:v1D6Bp0246d0555")):
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "error", "-m", "sensorlog", "doctor"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=os.environ | {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)},
        )
        out, err = await program.communicate()
    assert "BlueZ 5.85" in out.decode()
    assert "this program may search for sensors" in out.decode()
    # The radio switches are the machine's own, and may well be off.
    assert program.returncode == ("× bad" in out.decode())
    assert err == b""
