"""Every key of every page does what it says with nothing and with six weeks of training; a mouse can do it, too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Static

from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.settings import Settings, save_settings
from sensorlog.tui.actions import ACTIONS, PLACES, Action, actions_of
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.help import HelpScreen
from sensorlog.tui.screens.registered import is_allowed, registered_name
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from tests.tui.logbooks import FILLED, TODAY
from tests.tui.waiting import drawn, settled, until

PAGES = ("today", "start", "sessions", "session", "progress", "people", "sensors", "settings")
ENDS = {"quit", "leave", "suspend"}
"""They end the app, or hand the terminal back."""
OWN_BUTTONS = {"confirm", "pain", "effort", "set_load", "text", "wait", "shake"}
"""Dialogs that have buttons or words to click instead of a key bar."""


@pytest.fixture(params=["empty", "normal"])
def ran(request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the app was made to do, in a logbook as full as the parameter says; no session begins."""
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    monkeypatch.setattr(SensorlogApp, "today", staticmethod(lambda: TODAY))
    logbook = Logbook()
    person = FILLED[request.param](logbook)
    logbook.close()
    save_settings(Settings(advice_read=True, person="" if person is None else person.id))
    done: list[str] = []
    run_action = SensorlogApp.run_action

    async def noted(app: SensorlogApp, action: Any, *args: Any, **kwargs: Any) -> bool:
        done.append(action if isinstance(action, str) else action[1])
        return await run_action(app, action, *args, **kwargs)

    async def no_session(*_: object) -> None:
        done.append("a session")

    monkeypatch.setattr(SensorlogApp, "run_action", noted)
    monkeypatch.setattr(SensorlogApp, "lift", no_session)
    return done


def is_typing(app: App[Any]) -> bool:
    return isinstance(app.focused, Input)


async def go_to(pilot: Pilot[Any], page: str) -> bool:
    """Leave what is open, and go there; return whether there is such a page."""
    app = pilot.app
    inner = {"session"} - {page}
    while registered_name(app.screen) in inner or registered_name(app.screen) not in PAGES or is_typing(app):
        await pilot.press("escape")
        await settled(pilot)
    await settled(pilot)
    if registered_name(app.screen) == page:
        return True
    place = {"start": "lift", "session": "sessions"}.get(page, page)
    await pilot.press(next(each.key for each in PLACES if each.id == place))
    await settled(pilot)
    if page == "session" and registered_name(app.screen) != "session":
        if not app.screen.query_one(DataTable).row_count:
            return False
        await pilot.press("enter")
        await settled(pilot)
    assert registered_name(app.screen) == page
    return True


def _has_an_effect(app: App[Any], ran: list[str], before: list[str]) -> bool:
    return "a session" in ran or drawn(app) != before


async def test_every_key_of_every_page_does_what_it_says(ran: list[str]) -> None:
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await app.radar.is_ready.wait()
        for page in PAGES:
            for action in actions_of(page):
                if action.id in ENDS or action.does.startswith("app.go") or not await go_to(pilot, page):
                    continue
                if not is_allowed(app.screen, action):
                    continue
                ran.clear()
                before = drawn(app)
                await pilot.press(action.keys[0])
                await until(lambda: ran)
                try:
                    await until(partial(_has_an_effect, app, ran, before))
                except AssertionError:
                    raise AssertionError(f"{action.keys[0]} on {page} does nothing that can be seen") from None
                await settled(pilot, is_at_work=True)
                focused = {"enter": {"select_cursor", "select"}}.get(action.keys[0], set())
                assert ran[0] in {action.handler, *focused}, f"{action.keys[0]} on {page}"


def footer_words(bar: KeyBar) -> Iterator[tuple[Action, Offset]]:
    """Where each key that can be pressed now stands in the bar."""
    lines = ["".join(segment.text for segment in bar.render_line(y)) for y in range(bar.size.height)]
    for cell in bar.keys:
        words = f" {cell.label} "
        (at,) = ((f"{line} ".index(words) + 1, y) for y, line in enumerate(lines) if words in f"{line} ")
        if cell.is_allowed:
            yield cell.action, Offset(*at)


async def test_every_word_of_the_key_bar_can_be_clicked(ran: list[str]) -> None:
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await app.radar.is_ready.wait()
        for page in PAGES:
            if not await go_to(pilot, page):
                continue
            for action in [cell.action for cell in app.screen.query_one(KeyBar).keys]:
                await go_to(pilot, page)
                standing = dict(footer_words(app.screen.query_one(KeyBar)))
                if action.id in ENDS or action not in standing:
                    continue
                ran.clear()
                assert await pilot.click(KeyBar, offset=standing[action]), action.label
                await settled(pilot, is_at_work=True)
                assert ran, f"{action.label} on {page}"
                assert ran[0].removeprefix("screen.") == action.handler, f"{action.label} on {page}"


async def test_a_click_on_a_key_of_the_help_does_what_it_says(ran: list[str]) -> None:
    app = SensorlogApp()
    async with app.run_test(size=(100, 40)) as pilot:
        await go_to(pilot, "people")
        await pilot.press("question_mark")
        await until(lambda: isinstance(app.screen, HelpScreen))
        await settled(pilot)
        keys = app.screen.query(Static).filter(".help-line").first()
        row = next(n for n, action in enumerate(actions_of("people")) if action.id == "go_settings")
        assert row
        line = next(y for y in range(keys.size.height) if "Go to Settings" in keys.render_line(y).text)
        await pilot.click(keys, offset=Offset(0, line))
        await until(lambda: app.current_mode == "settings")


@pytest.mark.parametrize("screen", sorted({screen for action in ACTIONS for screen in action.screens}))
def test_a_mouse_reaches_every_action(screen: str) -> None:
    labels = {action.id: action.label for action in actions_of(screen)}
    if labels.get("help") or screen in OWN_BUTTONS:
        return
    assert all(labels.values())
