"""The first pages: every door opens, and what a crash left is offered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label, OptionList

from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.recordings import RecordingWriter
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.dialogs import ConfirmDialog, TextDialog
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.replay import ReplayScreen
from sensorlog.tui.screens.start import StartScreen
from sensorlog.tui.screens.today import TodayScreen
from tests.tui.scene import PROFILE, one_set
from tests.tui.waiting import until


@pytest.fixture(autouse=True)
def own_logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")


async def until_screen(pilot: Pilot[Any], kind: type) -> None:
    await until(lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted)


async def choose(pilot: Pilot[Any], option_id: str) -> None:
    await pilot.press("2")
    await until_screen(pilot, StartScreen)
    options = pilot.app.screen.query_one(OptionList)
    options.highlighted = options.get_option_index(option_id)
    await pilot.press("enter")


def message(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#message", Label).content)


def cut_off(logbook: Logbook) -> str:
    """Leave a session as a crash does: a recording without an end, nothing in the logbook but its beginning."""
    logbook.recordings_dir.mkdir(parents=True, exist_ok=True)
    path = logbook.recordings_dir / "cut.mcap"
    writer = RecordingWriter(path)
    writer.attach_profile(PROFILE.id, PROFILE.text)
    for item in one_set():
        writer.write(item)
    writer.close()
    return logbook.begin_session(
        start_utc=datetime(2026, 3, 1, 18, 30, tzinfo=UTC), recording=path, analysis_version="1", software="sensorlog"
    )


async def test_a_session_that_was_cut_off_is_offered_and_finished() -> None:
    logbook = Logbook()
    session_id = cut_off(logbook)
    app = SensorlogApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_screen(pilot, ConfirmDialog)
        await pilot.press("y")
        await until(lambda: "finished" in message(pilot))
        assert "1 set, 5 reps" in message(pilot)
    assert logbook.session(session_id).ended_utc is not None
    assert logbook.unfinished() == []


async def test_later_leaves_it_unfinished() -> None:
    logbook = Logbook()
    session_id = cut_off(logbook)
    app = SensorlogApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_screen(pilot, ConfirmDialog)
        await pilot.press("n")
        await until_screen(pilot, TodayScreen)
    assert logbook.session(session_id).ended_utc is None


async def test_a_file_is_replayed_and_one_that_is_not_there_is_said(tmp_path: Path) -> None:
    cut_off(Logbook(f"sqlite:///{tmp_path / 'elsewhere' / 'log.db'}"))
    recording = tmp_path / "elsewhere" / "recordings" / "cut.mcap"
    app = SensorlogApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "replay")
        await until_screen(pilot, ChoiceScreen)
        await pilot.press("enter")
        await until_screen(pilot, TextDialog)
        await pilot.press(*"nowhere.mcap", "enter")
        assert "there is no file" in str(app.screen.query_one(".dialog-error", Label).content)
        app.screen.query_one(Input).value = str(recording)
        await pilot.press("enter")
        await until_screen(pilot, ReplayScreen)
        await pilot.press("q")
        await until_screen(pilot, StartScreen)


async def test_what_goes_wrong_is_said_on_the_page(tmp_path: Path) -> None:
    broken = tmp_path / "notes.mcap"
    broken.write_text("this is no recording")
    app = SensorlogApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "replay")
        await until_screen(pilot, ChoiceScreen)
        await pilot.press("enter")
        await until_screen(pilot, TextDialog)
        app.screen.query_one(Input).value = str(broken)
        await pilot.press("enter")
        await until_screen(pilot, StartScreen)
        await until(lambda: message(pilot).startswith("▲"))
        assert "notes.mcap" in message(pilot)


async def test_sessions_without_any_say_so_and_lead_back() -> None:
    app = SensorlogApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "sessions")
        await until_screen(pilot, ChoiceScreen)
        assert "none yet" in str(app.screen.query_one(".page-text", Label).content)
        await pilot.press("escape")
        await until_screen(pilot, StartScreen)
        await pilot.press("q")
        await until(lambda: not app.is_running)
