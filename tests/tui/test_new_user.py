"""Somebody who has no sensor and has read nothing: only ``sensorlog``, and the keys that the screen names."""

from __future__ import annotations

import stat
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Label

from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.session import open_demo
from sensorlog.settings import load_settings, settings_file
from sensorlog.tui.actions import PLACES
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.advice import AdviceScreen
from sensorlog.tui.screens.ask import AskScreen
from sensorlog.tui.screens.by_hand import ByHandScreen
from sensorlog.tui.screens.dialogs import ConfirmDialog, TextDialog
from sensorlog.tui.screens.lifting import LiftingScreen
from sensorlog.tui.screens.session import SessionScreen
from sensorlog.tui.screens.sessions import SessionsScreen
from sensorlog.tui.screens.today import TodayScreen
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from tests.tui.test_start import until_screen
from tests.tui.waiting import settled, until

MOST_KEYS = 10
ENDS = {"quit", "leave"}
"""What the key that ends a session is called, while it goes on and afterwards."""


@pytest.fixture(autouse=True)
def new_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    settings_file().unlink()
    fast = partial(open_demo, fast=True)
    monkeypatch.setattr("sensorlog.session.openings.open_demo", fast)
    monkeypatch.setattr("sensorlog.tui.first_run.open_demo", fast)


def labels(pilot: Pilot[Any]) -> set[str]:
    """What the key bar offers; nothing while a screen is being drawn."""
    return {cell.label for bar in pilot.app.screen.query(KeyBar) for cell in bar.keys if cell.is_allowed}


class Finger:
    """Presses keys that stand on the screen, and counts them."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self._pilot = pilot
        self.pressed: list[str] = []

    async def press(self, label: str) -> None:
        """Press what the key bar or the bar of places names so."""
        screen = self._pilot.app.screen
        named = {cell.label: cell.action.keys[0] for cell in screen.query_one(KeyBar).keys if cell.is_allowed}
        named |= {place.name: place.key for place in PLACES}
        assert label in named, f"{label} is not offered on {screen}: {sorted(named)}"
        self.pressed.append(named[label])
        await self._pilot.press(named[label])


async def answer_questions(pilot: Pilot[Any], way: int) -> None:
    await until_screen(pilot, AskScreen)
    await pilot.press("down", "enter")
    await until_screen(pilot, TextDialog)
    pilot.app.screen.query_one(Input).value = "Ana"
    await pilot.press("enter")
    await until_screen(pilot, AdviceScreen)
    shown = " ".join(str(label.render()) for label in pilot.app.screen.query("Static"))
    assert "numbness or tingling between the legs" in shown
    assert "Finucane" in shown
    await pilot.press("enter")
    await until_screen(pilot, AskScreen)
    await pilot.press(*["down"] * way, "enter")


async def test_a_counted_set_is_reached_and_found_again_with_few_keys() -> None:
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await answer_questions(pilot, 2)
        await until_screen(pilot, TodayScreen)
        await until(lambda: bool(app.screen.query_one(KeyBar).keys))
        finger = Finger(pilot)
        await finger.press("demo")
        await until(lambda: isinstance(app.screen, LiftingScreen) and app.screen.is_mounted)
        await until(lambda: any(each.sets for each in Logbook(demo=True).summaries(1)))
        await until(lambda: bool(ENDS & labels(pilot)))
        await finger.press(*ENDS & labels(pilot))
        await until(lambda: isinstance(app.screen, ConfirmDialog) or not app.is_lifting)
        if isinstance(app.screen, ConfirmDialog):
            finger.pressed.append("y")
            await pilot.press("y")
        await until(lambda: not app.is_lifting)
        await settled(pilot)
        await finger.press("Sessions")
        await until_screen(pilot, SessionsScreen)
        await until(lambda: "d shows them" in str(app.screen.query_one("#hint", Label).content))
        await finger.press("demo's")
        await until(lambda: app.screen.query_one(DataTable).row_count == 1)
        await finger.press("open")
        await until_screen(pilot, SessionScreen)
        await until(lambda: app.screen.query_one("#reps", DataTable).row_count == 8)
        assert len(finger.pressed) <= MOST_KEYS, finger.pressed
    assert Logbook().summaries() == []


async def test_what_was_answered_is_kept_and_not_asked_again() -> None:
    app = SensorlogApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer_questions(pilot, 2)
        await until_screen(pilot, TodayScreen)
    settings = load_settings()
    (ana,) = Logbook().people()
    assert (ana.label, settings.unit, settings.person, settings.advice_read) == ("Ana", "lb", ana.id, True)
    assert stat.S_IMODE(settings_file().stat().st_mode) == 0o600
    again = SensorlogApp()
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(again.screen, TodayScreen)


async def test_who_answers_nothing_can_go_on_and_is_advised_again() -> None:
    app = SensorlogApp()
    async with app.run_test(size=(60, 24)) as pilot:
        for screen in (AskScreen, TextDialog, AdviceScreen, AskScreen):
            await until_screen(pilot, screen)
            await pilot.press("escape")
        await until_screen(pilot, TodayScreen)
    assert not load_settings().advice_read
    assert Logbook().people() == []


async def test_a_session_is_logged_without_a_sensor_and_stands_in_pounds() -> None:
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await answer_questions(pilot, 2)
        await until_screen(pilot, TodayScreen)
        await until(lambda: bool(app.screen.query_one(KeyBar).keys))
        await Finger(pilot).press("log")
        await until_screen(pilot, ByHandScreen)
        form = app.screen
        form.query_one("#exercise", Input).value = "back squat"
        form.query_one("#load", Input).value = "135"
        form.query_one("#amounts", Input).value = "8, many"
        await pilot.press("enter")
        error = form.query_one(".dialog-error", Label)
        await until(lambda: "'many' is neither reps" in str(error.content))
        form.query_one("#amounts", Input).value = "8, 7"
        await pilot.press("enter")
        await until_screen(pilot, TodayScreen)
        await until(lambda: "kept: 2 sets" in str(app.screen.query_one("#message", Label).content))
    (summary,) = Logbook().summaries()
    session = Logbook().session(summary.id)
    assert [each.rep_count for each in session.sets] == [8, 7]
    assert session.sets[0].load_kg == pytest.approx(61.235, abs=1e-3)
