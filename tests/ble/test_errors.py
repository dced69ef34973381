"""Whatever bleak raises becomes one line that says what to do."""

from __future__ import annotations

import sys

import pytest
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakCharacteristicNotFoundError,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
)

from sensorlog.ble.errors import RADIO_ERRORS, explain

Reason = BleakBluetoothNotAvailableReason
FATAL = [
    (BleakBluetoothNotAvailableError("x", Reason.NO_BLUETOOTH), "plug in a Bluetooth LE adapter"),
    (BleakBluetoothNotAvailableError("x", Reason.NO_BLE_CENTRAL_ROLE), "plug in a Bluetooth 4.0"),
    (BleakBluetoothNotAvailableError("x", Reason.POWERED_OFF), "Bluetooth is off; turn it on"),
    (BleakBluetoothNotAvailableError("x", Reason.DENIED_BY_USER), "may not use Bluetooth"),
    (BleakBluetoothNotAvailableError("x", Reason.DENIED_BY_SYSTEM), "may not use Bluetooth"),
    (BleakBluetoothNotAvailableError("x", Reason.DENIED_BY_UNKNOWN), "may not use Bluetooth"),
    (BleakBluetoothNotAvailableError("x", Reason.UNKNOWN), "turn it off and on"),
    (BleakCharacteristicNotFoundError("326a9006"), "no characteristic 326a9006"),
    (BleakGATTProtocolError(0x05), "ATT error 0x05"),
    (BleakDBusError("org.freedesktop.DBus.Error.AccessDenied", ["no"]), "may not use Bluetooth"),
    (BleakDBusError("org.freedesktop.DBus.Error.ServiceUnknown", ["no"]), "start it with 'sudo systemctl start"),
    (BleakDBusError("org.freedesktop.DBus.Error.Spawn.ChildExited", []), "start it with 'sudo systemctl start"),
    (BleakDBusError("org.bluez.Error.NotReady", ["Resource Not Ready"]), "Bluetooth is off"),
    (BleakDBusError("org.bluez.Error.AuthenticationFailed", [""]), "paired"),
    (FileNotFoundError(2, "No such file or directory"), "no D-Bus system bus"),
    (ConnectionRefusedError(111, "refused"), "no D-Bus system bus"),
    (PermissionError(13, "denied"), "may not use Bluetooth"),
]
PASSING = [
    (BleakDeviceNotFoundError("C0:FF", "gone"), "does not answer"),
    (TimeoutError(), "does not answer"),
    (BleakDBusError("org.bluez.Error.Failed", ["le-connection-abort-by-local"]), "le-connection-abort-by-local"),
    (BleakDBusError("org.freedesktop.DBus.Error.NoReply", []), "NoReply"),
    (BleakDBusError("org.bluez.Error.InProgress", ["Operation already in progress"]), "another program"),
    (BleakError("Service Discovery has not been performed yet"), "the link broke off"),
    (AssertionError(), "the link broke off"),
    (EOFError(), "Bluetooth service went away"),
    (BrokenPipeError(32, "Broken pipe"), "Bluetooth service went away"),
    (ConnectionResetError(104, "reset"), "Bluetooth service went away"),
    (OSError(-2147023673, "The operation was canceled by the user"), "driver failed"),
]


@pytest.mark.parametrize(("error", "advice"), FATAL, ids=lambda value: str(value)[:40])
def test_what_only_a_person_can_mend_is_not_tried_again(error, advice):
    explained = explain(error, "connecting to Gym (AA)")
    assert advice in str(explained)
    assert not explained.passing


@pytest.mark.parametrize(("error", "advice"), PASSING, ids=lambda value: repr(value)[:40])
def test_what_may_pass_is_tried_again(error, advice):
    explained = explain(error, "connecting to Gym (AA)")
    assert advice in str(explained)
    assert explained.passing


@pytest.mark.parametrize("error", [error for error, _ in FATAL + PASSING], ids=repr)
def test_it_is_one_line_that_begins_with_what_was_tried_and_ends_the_program_with_1(error):
    assert isinstance(error, RADIO_ERRORS)
    explained = explain(error, "connecting to Gym (AA)")
    assert str(explained).startswith("connecting to Gym (AA): ")
    assert "\n" not in str(explained)
    assert explained.exit_code == 1


@pytest.mark.parametrize(
    ("platform", "off", "denied"),
    [
        ("linux", "bluetoothctl power on", "usermod -aG bluetooth"),
        ("darwin", "System Settings > Bluetooth", "Privacy & Security"),
        ("win32", "Settings > Bluetooth & devices", "Privacy & security"),
    ],
)
def test_advice_fits_the_system(monkeypatch, platform, off, denied):
    monkeypatch.setattr(sys, "platform", platform)
    assert off in str(explain(BleakBluetoothNotAvailableError("x", Reason.POWERED_OFF), "a"))
    assert denied in str(explain(BleakBluetoothNotAvailableError("x", Reason.DENIED_BY_USER), "a"))


def test_a_found_sensor_without_answer_names_the_usual_causes_first():
    text = str(explain(TimeoutError(), "connecting to Gym (AA)"))
    causes = ["another app or phone holds it", "it is asleep", "its battery is empty"]
    positions = [text.index(cause) for cause in causes]
    assert positions == sorted(positions)
