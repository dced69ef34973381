"""Going about in the app: by key, by mouse, and while a session runs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Offset

from sensorlog.errors import SensorlogError
from sensorlog.logbook import DATABASE_URL_VARIABLE
from sensorlog.session import LiveSession
from sensorlog.settings import load_settings, settings_file
from sensorlog.tui.actions import PLACES
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.dialogs import ConfirmDialog
from sensorlog.tui.screens.help import HelpScreen
from sensorlog.tui.screens.live import LiveScreen
from sensorlog.tui.screens.start import StartScreen
from sensorlog.tui.screens.today import TodayScreen
from sensorlog.tui.widgets.count import BigCount
from sensorlog.tui.widgets.frame.place_bar import PlaceBar
from tests.tui.scene import staged
from tests.tui.test_start import until_screen
from tests.tui.waiting import settled, until


@pytest.fixture(autouse=True)
def own_logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")


async def test_every_place_is_reached_by_its_key() -> None:
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        for place in reversed(PLACES):
            await pilot.press(place.key)
            await pilot.pause()
            assert app.current_mode == place.id
            assert app.screen.query_one(PlaceBar).current == place.id


@pytest.mark.parametrize("columns", [60, 100, 160])
async def test_every_place_is_reached_by_mouse_at_every_width(columns: int) -> None:
    app = SensorlogApp()
    async with app.run_test(size=(columns, 24)) as pilot:
        for place in reversed(PLACES):
            bar = app.screen.query_one(PlaceBar)
            await pilot.pause()
            line = "".join(segment.text for segment in bar.render_line(0))
            assert len(line.rstrip()) <= columns
            assert await pilot.click(bar, offset=Offset(line.index(place.name) + 1, 0))
            await pilot.pause()
            assert app.current_mode == place.id


async def test_a_session_goes_on_while_one_looks_elsewhere_and_shows_itself_when_it_fails(tmp_path: Path) -> None:
    session, source, _ = staged(tmp_path)

    async def opening() -> LiveSession:
        return session

    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("2")
        await until_screen(pilot, StartScreen)
        lifting = app.run_worker(app.lift(opening, "…"))
        await until_screen(pilot, LiveScreen)
        await pilot.press("1")
        assert app.current_mode == "today"
        assert app.is_lifting
        source.play_to(60.0)
        while not session.state.has_ended:
            await pilot.pause(0.02)
        await pilot.press("2")
        await until(lambda: app.screen.query_one(BigCount).view.text == "5")
        await pilot.press("1")
        await pilot.press("ctrl+c")
        assert await asyncio.wait_for(lifting.wait(), 10) is None
        assert isinstance(app.screen, StartScreen)
        assert not app.is_lifting


async def test_a_session_that_fails_is_left_wherever_one_looks() -> None:
    app = SensorlogApp()

    async def opening() -> LiveSession:
        from tests.tui.scene import in_a_set

        return in_a_set()

    async with app.run_test(size=(100, 30)) as pilot:
        lifting = app.run_worker(app.lift(opening, "…"))
        await until_screen(pilot, LiveScreen)
        live: Any = app.screen
        await pilot.press("question_mark")
        app.leave_session(live, SensorlogError("the disk is full"))
        assert str(await asyncio.wait_for(lifting.wait(), 10)) == "the disk is full"
        assert isinstance(app.screen, StartScreen)


async def test_a_dialog_that_is_left_as_its_work_ends_takes_no_other_screen_with_it() -> None:
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await until_screen(pilot, TodayScreen)
        answers: list[bool | None] = []
        await app.push_screen(dialog := ConfirmDialog("Really?", "yes", "no"), answers.append)
        dialog.dismiss(None)
        dialog.dismiss(True)
        await until_screen(pilot, TodayScreen)
        await settled(pilot)
        assert app.screen_stack == [app.screen]
        assert answers == [None]


async def test_what_is_done_under_another_dialog_is_left_when_that_one_is() -> None:
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await until_screen(pilot, TodayScreen)
        answers: list[bool | None] = []
        await app.push_screen(below := ConfirmDialog("Really?", "yes", "no"), answers.append)
        await app.push_screen(HelpScreen("today"))
        below.dismiss(True)
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await until_screen(pilot, TodayScreen)
        assert answers == [True]


async def test_what_is_chosen_is_kept_and_seen_at_once() -> None:
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)):
        app.change_settings(theme="light", ascii=True)
        assert app.theme == "sensorlog-light"
        assert app.export_screenshot().isascii()
    assert load_settings().theme == "light"


async def test_settings_that_cannot_be_read_are_said_and_left_alone() -> None:
    settings_file().write_text("theme = 3\n")
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        (told,) = app._notifications
        assert "settings.toml:1: theme" in told.message
        app.change_settings(ascii=True)
    assert settings_file().read_text() == "theme = 3\n"
