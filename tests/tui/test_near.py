"""The start page and what is near: one's own sensors, strangers' ones, and remembering the first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from sensorlog.ble import scan
from sensorlog.imu import Placement, Role
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook, Pairing
from sensorlog.session import ROLES, find_sensors
from sensorlog.simulate import VirtualRadio, VirtualSensor
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.dialogs import ConfirmDialog
from sensorlog.tui.screens.live import LiveScreen
from sensorlog.tui.screens.near import NearScreen
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.sensors import SensorsScreen
from sensorlog.tui.screens.shake import ShakeScreen
from sensorlog.tui.screens.start import StartScreen
from sensorlog.tui.screens.today import TodayScreen
from sensorlog.tui.widgets.panels import SensorBar, StatusLine
from tests.session.test_radio import on_the_air
from tests.session.test_shaking import PROFILE, A, B, shaken
from tests.tui.test_start import choose, message, until_screen
from tests.tui.waiting import until

MINE = Pairing(A, "my trunk sensor", Placement.TRUNK, "sternum", PROFILE.id, None, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(autouse=True)
def own_logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")


def sensor(address: str, rssi_dbm: int = -55) -> VirtualSensor:
    return VirtualSensor(PROFILE, shaken(0, 0, 0), address=address, name="Equal", rssi_dbm=rssi_dbm)


@asynccontextmanager
async def start_page(
    monkeypatch: pytest.MonkeyPatch, *sensors: VirtualSensor
) -> AsyncIterator[tuple[Pilot[Any], VirtualRadio]]:
    async with on_the_air(*sensors) as radio:
        monkeypatch.setattr("sensorlog.session.nearby.scan", scan)
        app = SensorlogApp()
        async with app.run_test(size=(100, 40)) as pilot:
            await until_screen(pilot, TodayScreen)
            await pilot.press("2")
            await until_screen(pilot, StartScreen)
            yield pilot, radio


def status(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one(StatusLine).render())


def near(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#near", Static).content)


async def test_the_page_shows_ones_own_those_near_and_profiles_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "profiles"
    broken.mkdir()
    (broken / "mine.toml").write_text("schema = \n")
    monkeypatch.setattr("sensorlog.profiles.registry.user_profiles_dir", lambda: broken)
    Logbook().pair(MINE)
    async with start_page(monkeypatch, sensor(B, -70)) as (pilot, _):
        await until(lambda: B in near(pilot))
        lines = near(pilot).splitlines()
        assert lines[0] == "· my trunk sensor (trunk, sternum) · not heard · count, velocity, trunk"
        assert lines[1] == f"✔ Equal ({B}) · −70 dBm · count, velocity, trunk"
        assert lines[2].startswith("▲")
        assert "mine.toml:1" in lines[2]


async def test_the_first_sensor_is_chosen_from_a_list_and_remembered_if_one_wants(monkeypatch) -> None:
    async with start_page(monkeypatch, sensor(A, -40), sensor(B, -60)) as (pilot, _):
        await choose(pilot, "lift")
        await until_screen(pilot, NearScreen)
        options = pilot.app.screen.query_one(OptionList)
        await until(lambda: options.option_count == 2)
        options.highlighted = options.get_option_index(B)
        await pilot.press("enter")
        await until_screen(pilot, ChoiceScreen)
        await pilot.press(*["down"] * ROLES.index(Role(Placement.WRIST, "left wrist")), "enter")
        await until_screen(pilot, ConfirmDialog)
        await pilot.press("y")
        await until_screen(pilot, LiveScreen)
        await until(lambda: any(s.link == "receiving" for s in pilot.app.screen.query_one(SensorBar).sensors))
        await pilot.press("q")
        await until_screen(pilot, StartScreen)
        await until(lambda: "my left wrist sensor (left wrist)" in near(pilot))
        (pairing,) = Logbook().pairings()
        assert (pairing.address, pairing.placement, pairing.clip_site) == (B, Placement.WRIST, "left wrist")


async def test_ones_own_is_taken_without_a_question_and_the_stranger_beside_it_is_not(monkeypatch) -> None:
    Logbook().pair(MINE)
    mine, stranger = sensor(A, -80), sensor(B, -30)
    async with start_page(monkeypatch, mine, stranger) as (pilot, _):
        await until(lambda: "my trunk sensor" in near(pilot))
        await choose(pilot, "lift")
        await until_screen(pilot, LiveScreen)
        await until(lambda: any(s.link == "receiving" for s in pilot.app.screen.query_one(SensorBar).sensors))
        (shown,) = pilot.app.screen.query_one(SensorBar).sensors
        assert shown.name == "trunk, sternum"
        assert stranger.writes == []
        await pilot.press("q")
        await until_screen(pilot, StartScreen)


async def test_calibrating_begins_a_session_that_waits_for_standing_still(monkeypatch) -> None:
    Logbook().pair(MINE)
    async with start_page(monkeypatch, sensor(A)) as (pilot, _):
        await until(lambda: "my trunk sensor" in near(pilot))
        await pilot.press("6")
        await until_screen(pilot, SensorsScreen)
        await until(lambda: bool(pilot.app.screen.check_action("calibrate", ())))
        await pilot.press("c")
        await until_screen(pilot, LiveScreen)
        await until(lambda: "stand upright and still" in status(pilot))
        await pilot.press("q")
        await until_screen(pilot, StartScreen)


async def test_where_ones_own_is_not_heard_it_is_said_with_what_to_do(monkeypatch) -> None:
    monkeypatch.setattr("sensorlog.session.openings.find_sensors", partial(find_sensors, seconds=1.0))
    Logbook().pair(MINE)
    async with start_page(monkeypatch, sensor(B)) as (pilot, _):
        await until(lambda: "my trunk sensor" in near(pilot))
        await choose(pilot, "lift")
        await until(lambda: isinstance(pilot.app.screen, StartScreen) and "▲" in message(pilot))
        assert "none of your sensors was heard (my trunk sensor)" in message(pilot)
        assert "close the vendor's app" in message(pilot)


async def test_equal_ones_are_told_apart_by_shaking(monkeypatch) -> None:
    shaking = VirtualSensor(PROFILE, shaken(0.0, 120.0, 0.05, seconds=120.0), address=B, name="Equal")
    async with start_page(monkeypatch, sensor(A), shaking) as (pilot, _):
        await choose(pilot, "other")
        await until_screen(pilot, NearScreen)
        await until(lambda: pilot.app.screen.query_one(OptionList).option_count == 2)
        await pilot.press("s")
        await until_screen(pilot, ShakeScreen)
        await until_screen(pilot, ChoiceScreen)
        await pilot.press("enter")
        await until_screen(pilot, ConfirmDialog)
        await pilot.press("y")
        await until_screen(pilot, LiveScreen)
        assert [pairing.address for pairing in Logbook().pairings()] == [B]
        await pilot.press("q")
        await until_screen(pilot, StartScreen)
