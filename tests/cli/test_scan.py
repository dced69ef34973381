"""``sensorlog scan``: what it prints, and that it never shows a traceback."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from bleak.backends.device import BLEDevice
from typer.testing import CliRunner

from sensorlog.ble import BleError, Found
from sensorlog.cli.app import app
from sensorlog.cli.scan import _show
from sensorlog.imu import Placement
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook, Pairing
from sensorlog.profiles import Registry
from sensorlog.resources import firmware_profiles_dir
from sensorlog.session import Nearby
from sensorlog.simulate import VirtualRadio, VirtualSensor, run_virtual
from tests.session.test_radio import on_the_air
from tests.session.test_shaking import shaken

KNOWN = Registry(folders=[firmware_profiles_dir()]).get("metamotion")


def one(address: str, name: str | None, rssi_dbm: int, *, known: bool) -> Found:
    return Found(address, name, rssi_dbm, KNOWN if known else None, BLEDevice(address, name, None))


@pytest.fixture
def near(monkeypatch, tmp_path):
    """Sets what a scan hears."""
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    monkeypatch.setattr("sensorlog.profiles.registry.user_profiles_dir", lambda: firmware_profiles_dir() / "none")

    def hear(*found: Found) -> None:
        async def scan(_registry, _seconds):
            for item in found:
                yield item

        monkeypatch.setattr("sensorlog.session.nearby.scan", scan)

    return hear


def run(*arguments: str):
    return CliRunner().invoke(app, ["scan", *arguments])


HEADINGS = ["name", "address", "model", "profile", "signal", "battery", "yours", "good", "for"]
MODEL = ["MbientLab", "MetaMotion", "R,", "RL,", "C,", "S"]
GOOD_FOR = ["count,", "velocity,", "trunk"]


def rows(*arguments: str) -> list[list[str]]:
    return [line.split() for line in run(*arguments).stdout.splitlines()]


def test_sensors_are_listed_best_signal_first_and_ones_own_before(near):
    near(
        one("AA:01", "Gym 1", -80, known=True),
        one("AA:02", "TV", -30, known=False),
        one("AA:03", "Gym 2", -50, known=True),
    )
    assert rows() == [
        HEADINGS,
        ["Gym", "2", "AA:03", *MODEL, "metamotion", "−50", "dBm", *GOOD_FOR],
        ["Gym", "1", "AA:01", *MODEL, "metamotion", "−80", "dBm", *GOOD_FOR],
    ]
    assert "1 other device without a profile; --all lists them" in run().stderr
    Logbook().pair(
        Pairing("AA:01", "mine", Placement.TRUNK, "sternum", "metamotion", None, datetime(2026, 1, 1, tzinfo=UTC))
    )
    assert rows()[1] == [
        "Gym",
        "1",
        "AA:01",
        *MODEL,
        "metamotion",
        "−80",
        "dBm",
        "mine",
        "(trunk,",
        "sternum)",
        *GOOD_FOR,
    ]
    assert [row["yours"] for row in json.loads(run("--json").stdout)] == ["mine", None]


def test_all_lists_strangers_last_and_names_without_a_name(near):
    near(one("AA:02", None, -30, known=False), one("AA:03", "Gym", -50, known=True))
    assert rows("--all")[2] == ["–", "AA:02", "–", "–", "−30", "dBm", "–"]
    assert "other" not in run("--all").stderr


def test_the_latest_signal_of_a_device_counts(near):
    near(one("AA:01", None, -80, known=True), replace(one("AA:01", "Gym", -40, known=True), battery_percent=64))
    expected = {
        "name": "Gym",
        "address": "AA:01",
        "rssi_dbm": -40,
        "battery_percent": 64,
        "profile": "metamotion",
        "model": " ".join(MODEL),
        "good_for": ["count", "velocity", "trunk"],
        "yours": None,
    }
    assert json.loads(run("--json").stdout) == [expected]
    assert "64 %" in run().stdout


def test_a_sensor_without_gyroscope_says_so(near):
    h10 = Registry(folders=[firmware_profiles_dir()]).get("polar-h10")
    near(Found("AA:01", "Polar H10 1", -50, h10, BLEDevice("AA:01", None, None)))
    assert run().stdout.splitlines()[1].endswith("count (no gyroscope)")
    assert json.loads(run("--json").stdout)[0]["good_for"] == ["count"]


def test_nothing_is_invented_of_a_stranger(near):
    near(one("AA:02", "TV", -30, known=False))
    assert json.loads(run("--all", "--json").stdout)[0]["good_for"] is None


def test_nothing_found_is_a_hint_and_valid_json(near):
    near()
    assert "a phone or the vendor's app holds it" in run().stderr
    result = run("--json")
    assert json.loads(result.stdout) == []
    assert result.exit_code == 0


def test_a_name_can_neither_steer_the_terminal_nor_the_table(near):
    near(one("AA:01", "[red]\x1b[2J\nGym[/red]", -50, known=True))
    result = run()
    assert "\x1b" not in result.stdout
    assert "[red]" in result.stdout
    assert len(result.stdout.splitlines()) == 2


def test_a_logbook_that_cannot_be_read_hides_nothing_that_is_near(near, tmp_path):
    (tmp_path / "log.db").write_text("Dear diary")
    near(one("AA:01", "Gym", -50, known=True))
    result = run()
    assert result.exit_code == 0
    assert "which sensors are yours is not known" in result.stderr
    assert "AA:01" in result.stdout


def test_a_radio_that_cannot_be_used_is_one_line(near, monkeypatch, capsys):
    async def broken(_registry, seconds):
        if seconds:
            raise BleError("searching for sensors: Bluetooth is off; turn it on")
        yield

    monkeypatch.setattr("sensorlog.session.nearby.scan", broken)
    monkeypatch.setattr("sys.argv", ["sensorlog", "scan"])
    from sensorlog.cli.app import main

    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    assert capsys.readouterr().err == "sensorlog: searching for sensors: Bluetooth is off; turn it on\n"


def test_a_broken_profile_is_named_with_its_line(near, tmp_path):
    near()
    path = tmp_path / "mine.toml"
    path.write_text("schema = \n")
    result = run("--profile", str(path))
    assert result.exit_code != 0
    assert "mine.toml:1" in str(result.exception)


def test_seconds_out_of_range_are_wrong_usage(near):
    near()
    assert run("--seconds", "0").exit_code == 2


def test_in_a_terminal_the_list_is_drawn_again_while_sensors_appear(capsys):
    profile = Registry(folders=[firmware_profiles_dir()]).get("sensorlog-imu")
    first, second = (
        VirtualSensor(profile, shaken(0, 0, 0), address=f"C0:FF:EE:00:00:0{n}", rssi_dbm=-40 - n, name=f"Gym {n}")
        for n in (1, 2)
    )
    nearby = Nearby(Registry(folders=[firmware_profiles_dir()]))

    async def later(radio: VirtualRadio) -> None:
        await asyncio.sleep(2.0)
        await second.join(radio)

    async def look() -> None:
        async with on_the_air(first) as radio:
            joining = asyncio.create_task(later(radio))
            await _show(nearby, 4.0, show_all=False)
            await joining
            await second.leave()

    run_virtual(look())
    shown = capsys.readouterr().out
    assert shown.index("Gym 1") < shown.index("Gym 2")
    assert "listening for 4 s" in shown
