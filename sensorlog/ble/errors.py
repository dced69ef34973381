"""What can go wrong with Bluetooth, and what a person can do about it. The one place that reads bleak's exceptions."""

from __future__ import annotations

import sys

from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakCharacteristicNotFoundError,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
)

from sensorlog.errors import SensorlogError

__all__ = ["NOT_FOUND", "RADIO_ERRORS", "USUAL_CAUSES", "BleError", "explain"]

_BUS_ERRORS: tuple[type[Exception], ...] = ()
if sys.platform == "linux":
    from dbus_fast import DBusFastError  # bleak brings it along, on Linux alone

    _BUS_ERRORS = (DBusFastError,)

RADIO_ERRORS = (BleakError, EOFError, OSError, AssertionError, *_BUS_ERRORS)
"""Everything that bleak's backends let through when Bluetooth fails; a time-out is an ``OSError``."""


class BleError(SensorlogError):
    """Bluetooth failed. ``passing``: it may work on another try, without anybody doing anything."""

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing


def explain(error: BaseException, what: str) -> BleError:
    """Say in one line what happened and what to do. ``what`` was tried, such as ``"connecting to Gym (AA:…)"``."""
    advice, passing = _advice(error)
    return BleError(f"{what}: {advice}", passing=passing)


USUAL_CAUSES = (
    "another app or phone holds it (close the vendor's app), it is asleep (move it or press its button), its battery "
    "is empty, or it is too far away"
)
NOT_FOUND = f"the sensor does not answer. Usual causes: {USUAL_CAUSES}"
_NO_ADAPTER = "this computer has no Bluetooth adapter that is recognised; plug in a Bluetooth LE adapter"
_NO_SERVICE = "the Bluetooth service does not run; start it with 'sudo systemctl start bluetooth'"
_NO_BUS = (
    "no D-Bus system bus, which Bluetooth on Linux needs; start the 'dbus' service, or in a container pass in /run/dbus"
)


def _on(linux: str, macos: str, windows: str) -> str:
    return {"darwin": macos, "win32": windows}.get(sys.platform, linux)


def _off() -> str:
    return "Bluetooth is off; turn it on" + _on(
        " with 'bluetoothctl power on' (if that is refused: 'rfkill unblock bluetooth')",
        " in System Settings > Bluetooth",
        " in Settings > Bluetooth & devices",
    )


def _denied() -> str:
    return "this program may not use Bluetooth; " + _on(
        "add yourself to the group with 'sudo usermod -aG bluetooth $USER' and log in again",
        "allow your terminal in System Settings > Privacy & Security > Bluetooth",
        "allow it in Settings > Privacy & security",
    )


def _advice(error: BaseException) -> tuple[str, bool]:
    """Return what to do, and whether it may pass by itself."""
    match error:
        case BleakBluetoothNotAvailableError():
            return _unavailable(error.reason), False
        case BleakDeviceNotFoundError() | TimeoutError():
            return NOT_FOUND, True
        case BleakCharacteristicNotFoundError():
            return (
                f"it has no characteristic {error.char_specifier}: its firmware is another one than the profile "
                "describes; update it, or choose another profile"
            ), False
        case BleakGATTProtocolError():
            return (
                f"the sensor refused with ATT error 0x{int(error.code):02x} ({error.code.name}); switch it off and on, "
                "and see whether its firmware is the one that the profile describes"
            ), False
        case BleakDBusError():
            return _dbus(error)
        case FileNotFoundError() | ConnectionRefusedError():
            return _NO_BUS, False
        case PermissionError():
            return _denied(), False
        case EOFError() | BrokenPipeError() | ConnectionError():
            return "the Bluetooth service went away; it is being looked for again", True
        case _ if isinstance(error, _BUS_ERRORS):
            return (
                f"the D-Bus system bus cannot be used ({error}); if DBUS_SYSTEM_BUS_ADDRESS is set, it must name the "
                "bus, and in a container the user must be one whom the bus outside knows"
            ), False
        case BleakError() | AssertionError():
            return f"the link broke off, or could not be made ({str(error) or type(error).__name__})", True
        case _:
            return f"the Bluetooth driver failed ({error})", True


def _unavailable(reason: BleakBluetoothNotAvailableReason) -> str:
    reasons = BleakBluetoothNotAvailableReason
    match reason:
        case reasons.NO_BLUETOOTH:
            return _NO_ADAPTER
        case reasons.NO_BLE_CENTRAL_ROLE:
            return (
                "the Bluetooth adapter cannot speak Bluetooth LE to sensors; plug in a Bluetooth 4.0 (or newer) adapter"
            )
        case reasons.POWERED_OFF:
            return _off()
        case reasons.DENIED_BY_USER | reasons.DENIED_BY_SYSTEM | reasons.DENIED_BY_UNKNOWN:
            return _denied()
        case _:
            return "Bluetooth is not available; turn it off and on again"


def _dbus(error: BleakDBusError) -> tuple[str, bool]:
    name = error.dbus_error.rsplit(".", 1)[-1]
    match name:
        case "AccessDenied" | "NotAuthorized":
            return _denied(), False
        case "ServiceUnknown" | "NameHasNoOwner" | "Spawn.ChildExited" | "ChildExited":
            return _NO_SERVICE, False
        case "NotReady":
            return _off(), False
        case "AuthenticationFailed" | "AuthenticationCanceled" | "AuthenticationRejected":
            return "the sensor wants to be paired first; pair it with 'bluetoothctl pair ADDRESS'", False
        case "InProgress":
            return "another program is using Bluetooth at this moment; close it, or try again", True
        case _:
            return (
                f"the Bluetooth service answered {error.dbus_error_details or name!r}; move the sensor closer "
                "and close other programs that use Bluetooth"
            ), True
