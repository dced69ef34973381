"""What `lift`, `demo` and `replay` print of each sensor where there is no screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sensorlog.cli._live import _Lines
from sensorlog.events import LinkState, SensorState
from sensorlog.pipeline import SessionFold

BAR = SensorState("bar", 0.0, LinkState.STREAMING, battery_percent=82.0, rssi_dbm=-64)


def printed(capsys: pytest.CaptureFixture[str], *states: SensorState) -> list[str]:
    lines = _Lines(SessionFold())
    for state in states:
        lines([state])
    return capsys.readouterr().err.splitlines()


def test_each_sensor_says_how_it_does(capsys) -> None:
    trunk = replace(BAR, sensor="trunk", battery_percent=None, rssi_dbm=None)
    assert printed(capsys, BAR, trunk) == ["bar: receiving (−64 dBm, battery 82 %)", "trunk: receiving"]


def test_what_goes_wrong_is_told_once_however_often_it_is_tried(capsys) -> None:
    lost = replace(BAR, link=LinkState.LOST, detail="the link was lost", lost_packets=3)
    tries = [replace(lost, link=link, detail="") for link in (LinkState.SEARCHING, LinkState.CONNECTING)]
    again = [*tries, lost]
    back = replace(BAR, lost_packets=3)
    assert printed(capsys, BAR, lost, *again, *again, *tries, back) == [
        "bar: receiving (−64 dBm, battery 82 %)",
        "bar: link lost (the link was lost, 3 packets lost)",
        "bar: receiving (−64 dBm, battery 82 %)",
    ]


def test_another_reason_is_told(capsys) -> None:
    lost = replace(BAR, link=LinkState.LOST, detail="the link was lost")
    gone = replace(lost, detail="it does not answer")
    assert printed(capsys, lost, gone, lost)[1:] == [
        "bar: link lost (it does not answer)",
        "bar: link lost (the link was lost)",
    ]


def test_packets_that_nobody_understands_are_told_once(capsys) -> None:
    over = replace(BAR, link=LinkState.STOPPED, unknown_packets=12)
    assert printed(capsys, BAR, over, replace(over, link=LinkState.LOST))[1:] == [
        "bar: stopped (12 packets not understood: is its firmware the one of its profile?)",
        "bar: link lost",
    ]
