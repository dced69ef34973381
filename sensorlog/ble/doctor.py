"""What stands between this computer and a sensor, each part looked at. Nothing is changed, no sensor is touched."""

from __future__ import annotations

import asyncio
import platform
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bleak import BleakScanner

from sensorlog.ble.bluez import examine_bluez
from sensorlog.ble.checks import Check, Verdict
from sensorlog.ble.errors import RADIO_ERRORS, USUAL_CAUSES, explain

__all__ = ["examine_radio"]

_PATIENCE_S = 10.0


async def examine_radio(sysfs: Path = Path("/sys/class"), model: Path = Path("/proc/device-tree/model")) -> list[Check]:
    """Look at everything that Bluetooth needs here. Never raises; takes some seconds if a service does not answer.

    ``sysfs`` and ``model`` are where Linux tells of radio switches, adapters, and the board that it runs on.
    """
    checks = list(_system(model))
    if sys.platform == "linux":
        checks += [*_radio_switches(sysfs), *await examine_bluez(sysfs)]
    if not any(check.verdict is Verdict.BAD and check.topic != "system" for check in checks):
        checks += [await _search(), Check("sensor", Verdict.OK, f"if it is not found all the same: {USUAL_CAUSES}")]
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
