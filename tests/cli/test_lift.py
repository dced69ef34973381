"""`lift` over the virtual radio: whose sensors are taken, and what is said of each."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from sensorlog.cli.app import app
from sensorlog.imu import Placement, Role
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.simulate import VirtualSensor
from tests.cli.on_air import put_on_air
from tests.session.test_several import BAR_AT, MINE, OURS, TRUNK_AT, on_bar, on_trunk, squats

STRANGER_AT = "C0:FF:EE:00:00:77"
ENOUGH_S = 45.0


@pytest.fixture(autouse=True)
def own_logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")


def stranger() -> VirtualSensor:
    return VirtualSensor(OURS, squats().sensor("trunk"), address=STRANGER_AT, rssi_dbm=-30)


def lift(monkeypatch: pytest.MonkeyPatch, sensors: list[VirtualSensor], *words: str) -> Result:
    """Lift for a while, and end it with Ctrl-C."""
    put_on_air(monkeypatch, *sensors)
    run = asyncio.run

    def and_then_stop(main: Coroutine[Any, Any, Any]) -> Any:
        async def timed() -> Any:
            stop = asyncio.get_running_loop().call_later(ENOUGH_S, signal.raise_signal, signal.SIGINT)
            try:
                return await main
            finally:
                stop.cancel()

        return run(timed())

    monkeypatch.setattr(asyncio, "run", and_then_stop)
    return CliRunner().invoke(app, ["lift", "--no-ui", *words])


def test_ones_own_two_are_taken_and_the_set_is_counted_once(monkeypatch) -> None:
    logbook = Logbook()
    for pairing in MINE:
        logbook.pair(pairing)
    beside = stranger()
    done = lift(monkeypatch, [on_bar(), on_trunk(), beside], "--exercise", "squat")
    assert done.exit_code == 0, done.output
    assert [line for line in done.stdout.splitlines() if line.startswith("set")] == [
        line for line in done.stdout.splitlines() if line.startswith("set 1: 5 × squat")
    ]
    for sensor in ("bar", "trunk"):
        assert f"{sensor}: receiving (−55 dBm" in done.stderr
    assert "not remembered" not in done.stderr
    assert beside.writes == []
    (logged,) = logbook.sessions()
    roles = {"bar": Role(Placement.BAR, "bar"), "trunk": Role(Placement.TRUNK, "sternum")}
    assert [Role(one.placement or Placement.UNKNOWN, one.clip_site) for one in logged.sets] == [
        roles[one.sensor] for one in logged.sets
    ]


def test_the_first_time_the_only_one_is_taken_and_remembering_is_offered(monkeypatch) -> None:
    done = lift(monkeypatch, [on_bar()], "--placement", "bar")
    assert done.exit_code == 0, done.output
    assert f"bar: not remembered as yours; `sensorlog sensors pair {BAR_AT}` does that" in done.stderr
    assert "set 1: 5 × unlabelled" in done.stdout


def test_sensors_are_asked_for_by_place_name_and_address(monkeypatch) -> None:
    Logbook().pair(MINE[1])
    done = lift(
        monkeypatch, [on_bar(), on_trunk(), stranger()], "--sensor", f"bar={BAR_AT.lower()}", "--sensor", "trunk"
    )
    assert done.exit_code == 0, done.output
    (logged,) = Logbook().sessions()
    assert {one.sensor for one in logged.sets} <= {"bar", "trunk"}
    for sensor in ("bar", "trunk"):
        assert f"{sensor}: receiving" in done.stderr
    assert "stopped (" not in done.stderr


def test_one_that_is_not_heard_is_named_and_the_others_go_on(monkeypatch) -> None:
    for pairing in MINE:
        Logbook().pair(pairing)
    done = lift(monkeypatch, [on_bar()])
    assert done.exit_code == 0, done.output
    assert done.stderr.count("trunk: looking for it (not heard yet: close the vendor's app") == 1
    assert "set 1: 5 × unlabelled" in done.stdout


def test_with_strangers_alone_nothing_is_taken(monkeypatch) -> None:
    two = [stranger(), on_bar()]
    first = lift(monkeypatch, two)
    assert first.exit_code != 0
    assert "2 sensors are near, and none is remembered as yours: " in str(first.exception)
    Logbook().pair(MINE[1])
    mine = lift(monkeypatch, two)
    assert "none of your sensors was heard (my trunk sensor) within 15 s; 2 other devices were" in str(mine.exception)
    assert all(sensor.writes == [] for sensor in two)
    assert Logbook().sessions() == []
    assert TRUNK_AT not in first.output
