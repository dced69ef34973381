"""What stands between this computer and a sensor, each part looked at. Nothing is changed, no sensor is touched."""

from __future__ import annotations

import asyncio
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bleak import BleakScanner
from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason, BleakDBusError

from sensorlog.ble.errors import RADIO_ERRORS, explain

__all__ = ["Check", "Verdict", "examine_radio"]

_PATIENCE_S = 10.0
_MIN_BLUEZ = (5, 55)
"""What bleak asks for (its ``bluezdbus/version.py``)."""
_ACQUIRE_CRASHES = (5, 66)
_BLUEZ_MODALIAS = re.compile(r"usb:v1D6Bp0246d([0-9A-F]{2})([0-9A-F]{2})", re.IGNORECASE)
"""Linux Foundation, BlueZ, and its own version: what bluetoothd calls itself (``init_defaults`` in its src/main.c)."""
_SILENT = "the Bluetooth service does not answer; start it again with 'sudo systemctl restart bluetooth'"


class Verdict(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, in one line: what is so, and what to do about it."""

    topic: str
    verdict: Verdict
    text: str


async def examine_radio(sysfs: Path = Path("/sys/class"), model: Path = Path("/proc/device-tree/model")) -> list[Check]:
    """Look at everything that Bluetooth needs here. Never raises; takes some seconds if a service does not answer.

    ``sysfs`` and ``model`` are where Linux tells of radio switches, adapters, and the board that it runs on.
    """
    checks = list(_system(model))
    if sys.platform == "linux":
        checks += [*_radio_switches(sysfs), *await _bluez(sysfs)]
    if not any(check.verdict is Verdict.BAD and check.topic != "system" for check in checks):
        checks.append(await _search())
    return checks


# ---- the computer --------------------------------------------------------------------------------------------------


def _system(model: Path) -> Iterator[Check]:
    """Yield what is known of this system; the facts are of bleak's documentation and issues."""
    name = f"{platform.system()} {platform.release()}"
    if sys.platform == "darwin":
        release = platform.mac_ver()[0]
        if re.fullmatch(r"12\.[0-2](\.\d+)?", release):
            text = f"macOS {release} finds no sensor unless it is asked for by its service; update to 12.3 or later"
            yield Check("system", Verdict.BAD, text)
            return
        name = f"macOS {release}; a sensor has another address on each Mac, so look it up again with `sensorlog scan`"
    elif sys.platform == "win32":
        name += (
            "; if a sensor drops at once, pair it in Settings > Bluetooth & devices (seen with Polar); if it connects "
            "once and never again, restart the computer (seen with Movesense)"
        )
    yield Check("system", Verdict.OK, name)
    board = ""
    with suppress(OSError):
        board = model.read_bytes()[:200].decode("ascii", "replace")
    if board.startswith("Raspberry Pi"):
        text = "built-in Wi-Fi disturbs built-in Bluetooth; if packets are lost, use a USB adapter or turn Wi-Fi off"
        yield Check("system", Verdict.WARNING, text)


def _radio_switches(sysfs: Path) -> Iterator[Check]:
    """Read rfkill (Linux Documentation/ABI/stable/sysfs-class-rfkill)."""
    switches = []
    for folder in sorted((sysfs / "rfkill").glob("rfkill*")):
        with suppress(OSError):
            if (folder / "type").read_text().strip() == "bluetooth":
                switches.append(tuple((folder / kind).read_text().strip() == "1" for kind in ("hard", "soft")))
    blocked = [switch for switch in switches if any(switch)]
    # With a second adapter that is not blocked one can go on.
    verdict = Verdict.BAD if len(blocked) == len(switches) else Verdict.WARNING
    for is_hard, _ in blocked:
        what = "a switch or key of this computer; use it" if is_hard else "rfkill; run 'rfkill unblock bluetooth'"
        yield Check("switch", verdict, f"Bluetooth is blocked by {what}")


async def _search() -> Check:
    """Begin a search and end it: nothing but this proves that the program may."""
    try:
        async with asyncio.timeout(_PATIENCE_S), BleakScanner():
            pass
    except TimeoutError:
        return Check("search", Verdict.BAD, "Bluetooth does not answer; turn it off and on again")
    except RADIO_ERRORS as error:
        return Check("search", Verdict.BAD, str(explain(error, "a search could not be started")))
    return Check("search", Verdict.OK, "this program may search for sensors")


# ---- Linux: bluetoothd on the D-Bus system bus ---------------------------------------------------------------------

_Properties = Mapping[str, Any]


async def _bluez(sysfs: Path) -> list[Check]:
    from dbus_fast import BusType
    from dbus_fast.aio import MessageBus

    try:
        bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
    except RADIO_ERRORS as error:
        failed = str(explain(error, "connecting to the system bus"))
        return [Check("D-Bus", Verdict.BAD, failed), _kernel_adapters(sysfs)]
    try:
        adapters = await _adapters(bus)
    except TimeoutError:
        return [Check("bluetoothd", Verdict.BAD, _SILENT)]
    except RADIO_ERRORS as error:
        return [Check("bluetoothd", Verdict.BAD, str(explain(error, "asking bluetoothd")))]
    finally:
        bus.disconnect()
        with suppress(EOFError, OSError):
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
    return [Check("D-Bus", Verdict.OK, "the system bus answers"), _version(adapters), *_judged(adapters)]


def _kernel_adapters(sysfs: Path) -> Check:
    """Say what the kernel knows, where nobody else can be asked."""
    # hci0:64 is a connection of hci0
    names = [path.name for path in sorted((sysfs / "bluetooth").glob("hci*")) if ":" not in path.name]
    if names:
        return Check("adapter", Verdict.OK, f"the kernel knows {', '.join(names)}")
    return Check(
        "adapter", Verdict.BAD, _unavailable("the kernel knows none", BleakBluetoothNotAvailableReason.NO_BLUETOOTH)
    )


async def _adapters(bus: Any) -> dict[str, _Properties]:
    """Return the properties of each adapter by its name. Raises what bleak would, or ``TimeoutError``."""
    from dbus_fast import Message, MessageType

    objects = "org.freedesktop.DBus.ObjectManager"
    call = Message(destination="org.bluez", path="/", interface=objects, member="GetManagedObjects")
    async with asyncio.timeout(_PATIENCE_S):
        reply = await bus.call(call)
    if reply.message_type is MessageType.ERROR:
        raise BleakDBusError(reply.error_name, reply.body)
    if reply.signature != "a{oa{sa{sv}}}":
        raise BleakDBusError("org.freedesktop.DBus.Error.InvalidSignature", [f"with {reply.signature!r}"])
    return {
        path.rsplit("/", 1)[-1]: {name: variant.value for name, variant in interfaces["org.bluez.Adapter1"].items()}
        for path, interfaces in sorted(reply.body[0].items())
        if "org.bluez.Adapter1" in interfaces
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
