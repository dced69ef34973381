"""Linux: what bluetoothd, on the D-Bus system bus, says of itself, its adapters, and who uses them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason, BleakDBusError

from sensorlog.ble.checks import Check, Verdict
from sensorlog.ble.errors import RADIO_ERRORS, explain

__all__ = ["examine_bluez"]

_PATIENCE_S = 10.0
_MIN_BLUEZ = (5, 55)
"""What bleak asks for (its ``bluezdbus/version.py``)."""
_TELLS_MTU = (5, 62)
"""From here on a characteristic says how much fits into a notification (bleak, ``max_write_without_response_size``)."""
_ACQUIRE_CRASHES = (5, 66)
_BLUEZ_MODALIAS = re.compile(r"usb:v1D6Bp0246d([0-9A-F]{2})([0-9A-F]{2})", re.IGNORECASE)
"""Linux Foundation, BlueZ, and its own version: what bluetoothd calls itself (``init_defaults`` in its src/main.c)."""
_SILENT = "the Bluetooth service does not answer; start it again with 'sudo systemctl restart bluetooth'"
_MAX_NAMES = 5

_Properties = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Known:
    """What bluetoothd knows."""

    adapters: Mapping[str, _Properties]
    """By name, such as ``hci0``."""
    connected: tuple[str, ...]
    """Name and address of each device that is connected to this computer."""


async def examine_bluez(sysfs: Path) -> list[Check]:
    """Look at all of it. Never raises. Where there is no bus, ``sysfs`` tells what the kernel knows."""
    from dbus_fast import BusType
    from dbus_fast.aio import MessageBus

    try:
        bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
    except RADIO_ERRORS as error:
        failed = str(explain(error, "connecting to the system bus"))
        return [Check("D-Bus", Verdict.BAD, failed), _kernel_adapters(sysfs)]
    try:
        known = await _ask(bus)
    except TimeoutError:
        return [Check("bluetoothd", Verdict.BAD, _SILENT)]
    except RADIO_ERRORS as error:
        return [Check("bluetoothd", Verdict.BAD, str(explain(error, "asking bluetoothd")))]
    finally:
        bus.disconnect()
        with suppress(EOFError, OSError):
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
    bus_answers = Check("D-Bus", Verdict.OK, "the system bus answers")
    return [bus_answers, _version(known.adapters), *_judged(known.adapters), *_held(known.connected)]


def _kernel_adapters(sysfs: Path) -> Check:
    """Say what the kernel knows, where nobody else can be asked."""
    # hci0:64 is a connection of hci0
    names = [path.name for path in sorted((sysfs / "bluetooth").glob("hci*")) if ":" not in path.name]
    if names:
        return Check("adapter", Verdict.OK, f"the kernel knows {', '.join(names)}")
    return Check(
        "adapter", Verdict.BAD, _unavailable("the kernel knows none", BleakBluetoothNotAvailableReason.NO_BLUETOOTH)
    )


async def _ask(bus: Any) -> _Known:
    """Ask bluetoothd for everything. Raises what bleak would, or ``TimeoutError``."""
    from dbus_fast import Message, MessageType

    objects = "org.freedesktop.DBus.ObjectManager"
    call = Message(destination="org.bluez", path="/", interface=objects, member="GetManagedObjects")
    async with asyncio.timeout(_PATIENCE_S):
        reply = await bus.call(call)
    if reply.message_type is MessageType.ERROR:
        raise BleakDBusError(reply.error_name, reply.body)
    if reply.signature != "a{oa{sa{sv}}}":
        raise BleakDBusError("org.freedesktop.DBus.Error.InvalidSignature", [f"with {reply.signature!r}"])
    known = sorted(reply.body[0].items())
    devices = list(_properties(known, "org.bluez.Device1").values())
    return _Known(
        _properties(known, "org.bluez.Adapter1"),
        tuple(f"{each.get('Alias')} ({each.get('Address')})" for each in devices if each.get("Connected") is True),
    )


def _properties(known: list[tuple[str, Any]], interface: str) -> dict[str, _Properties]:
    return {
        path.rsplit("/", 1)[-1]: {name: variant.value for name, variant in interfaces[interface].items()}
        for path, interfaces in known
        if interface in interfaces
    }


def _version(adapters: Mapping[str, _Properties]) -> Check:
    told = (_BLUEZ_MODALIAS.fullmatch(str(properties.get("Modalias"))) for properties in adapters.values())
    match = next(filter(None, told), None)
    if match is None:
        text = f"it runs; it does not tell its version, which should be {_dotted(_MIN_BLUEZ)} or later"
        return Check("bluetoothd", Verdict.OK, text)
    version = int(match[1], 16), int(match[2], 16)
    text = f"BlueZ {_dotted(version)}"
    if version < _MIN_BLUEZ:
        text += f" is too old; update the system to one with {_dotted(_MIN_BLUEZ)} or later"
        return Check("bluetoothd", Verdict.BAD, text)
    if version < _TELLS_MTU:
        text += "; it does not tell how long a notification may be: a sensor of which nothing comes may need 5.62"
    if version == _ACQUIRE_CRASHES:
        text += "; it was seen to crash under AcquireNotify, so leave acquire_notify out of your own profiles"
    return Check("bluetoothd", Verdict.OK, text)


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


def _judged(adapters: Mapping[str, _Properties]) -> Iterator[Check]:
    """Judge each adapter as bleak does, which takes the first that is powered and can connect to sensors."""
    reasons = BleakBluetoothNotAvailableReason
    if not adapters:
        yield Check("adapter", Verdict.BAD, _unavailable("bluetoothd knows none", reasons.NO_BLUETOOTH))
    faults: dict[str, BleakBluetoothNotAvailableReason | None] = {}
    for name, properties in adapters.items():
        is_central = "central" in (properties.get("Roles") or ())
        missing = reasons.POWERED_OFF if is_central else reasons.NO_BLE_CENTRAL_ROLE
        faults[name] = None if is_central and properties.get("Powered") is True else missing
    used = next((name for name, fault in faults.items() if fault is None), None)
    for name, fault in faults.items():
        if fault is not None:
            yield Check("adapter", Verdict.WARNING if used else Verdict.BAD, _unavailable(name, fault))
        else:
            text = f"{name} is on" + ("" if name == used else f", but {used} is the one that is used")
            yield Check("adapter", Verdict.OK, text)
    if used and adapters[used].get("Discovering") is True:
        # hbldh/bleak #1858: a second program on one adapter, and connections break off.
        text = f"another program is searching with {used}; close it (Bluetooth settings, too) before you connect"
        yield Check("adapter", Verdict.WARNING, text)


def _unavailable(what: str, reason: BleakBluetoothNotAvailableReason) -> str:
    return str(explain(BleakBluetoothNotAvailableError("", reason), what))


def _held(connected: tuple[str, ...]) -> Iterator[Check]:
    """Name what is connected: a sensor that is does not advertise, and no search finds it."""
    if connected:
        names = ", ".join(connected[:_MAX_NAMES]) + (" …" if len(connected) > _MAX_NAMES else "")
        text = f"connected to this computer: {names}; if your sensor is among them, another program holds it: close it"
        yield Check("connected", Verdict.OK, text + ", or 'bluetoothctl disconnect ADDRESS'")
