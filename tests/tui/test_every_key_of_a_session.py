"""Every key that the bar shows while a session runs or is seen again does something that can be seen; so does a click.

The clock of these sessions stands still, so that nothing on the screen changes by itself.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.screen import Screen

from sensorlog.session import LiveSession, open_replay
from sensorlog.tui.actions import Action, key_names
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.live import LiveScreen
from sensorlog.tui.screens.registered import registered_name
from sensorlog.tui.screens.replay import ReplayScreen
from sensorlog.tui.screens.rest import RestScreen
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from tests.tui.scene import SAMPLE
from tests.tui.stage import on_screen
from tests.tui.test_every_key import footer_words
from tests.tui.waiting import drawn, settled, until

LEAVES = "end"
"""The action that leaves the session: the last one to be tried."""
Stage = tuple[Pilot[Any], Callable[[], Awaitable[None]]]
"""Who presses the keys, and what leads back to the screen from wherever a key has led."""


async def out_of_dialogs(pilot: Pilot[Any]) -> None:
    """Leave what lies over a screen of a session, as escape does."""
    while registered_name(pilot.app.screen) not in ("live", "rest", "replay"):
        over = pilot.app.screen
        await pilot.press("escape")
        await until(partial(_is_away, pilot, over))
    pilot.app.clear_notifications()


def _is_away(pilot: Pilot[Any], screen: Screen[Any]) -> bool:
    return pilot.app.screen is not screen


def seen(pilot: Pilot[Any]) -> list[str]:
    """Return what is on the screen, with the messages that a test's app does not draw."""
    return [*drawn(pilot.app), *(each.message for each in pilot.app._notifications)]


def _has_changed(pilot: Pilot[Any], before: list[str]) -> bool:
    return not pilot.app.is_running or seen(pilot) != before


@asynccontextmanager
async def in_a_set(folder: Path) -> AsyncIterator[Stage]:
    async with on_screen(folder) as scene:

        async def back() -> None:
            await out_of_dialogs(scene.pilot)
            await scene.heard()
            if scene.session.state.is_paused:
                await scene.pilot.press("p")
                await scene.until(lambda: not scene.session.state.is_paused)
            if scene.session.state.current_set is None:
                await scene.pilot.press("space")
            await scene.until(lambda: scene.session.state.current_set is not None)
            await scene.until(lambda: isinstance(scene.pilot.app.screen, LiveScreen))
            await scene.pilot.press("plus")
            await scene.until(lambda: scene.count not in ("0", "–"))

        yield scene.pilot, back


@asynccontextmanager
async def in_a_rest(folder: Path) -> AsyncIterator[Stage]:
    async with on_screen(folder) as scene:

        async def back() -> None:
            await out_of_dialogs(scene.pilot)
            await scene.heard()
            if scene.session.state.current_set is None and not isinstance(scene.pilot.app.screen, RestScreen):
                await scene.pilot.press("space")
                await scene.until(lambda: scene.session.state.current_set is not None)
            if scene.session.state.current_set is not None:
                await scene.until(lambda: isinstance(scene.pilot.app.screen, LiveScreen))
                await scene.play_to(scene.session.now_s + 0.1)  # or it ends with the one before
                await scene.pilot.press("plus", "plus", "space")
                await scene.heard()
            await scene.until(lambda: isinstance(scene.pilot.app.screen, RestScreen) and scene.screen.is_mounted)
            await scene.until(lambda: bool(scene.pilot.app.screen.query_one(KeyBar).keys))

        yield scene.pilot, back


@asynccontextmanager
async def in_a_replay(_folder: Path) -> AsyncIterator[Stage]:
    async def opening() -> LiveSession:
        return await open_replay(SAMPLE, 1.0)

    app = SensorlogApp(opening)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: isinstance(app.screen, ReplayScreen) and app.screen.desk.moments is not None)
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        source, moments = screen._source, screen._moments

        async def back() -> None:
            await out_of_dialogs(pilot)
            source.is_paused, source.speed = True, 1.0
            source.seek(moments.reps_s[2])
            await until(lambda: not source.is_on_the_way)
            screen._tick()
            await until(lambda: screen.query_one(KeyBar).keys)

        yield pilot, back


STAGES = {"live": in_a_set, "rest": in_a_rest, "replay": in_a_replay}


def keys_now(pilot: Pilot[Any]) -> list[Action]:
    """Return what the bar offers now, the way out last."""
    shown = [cell.action for cell in pilot.app.screen.query_one(KeyBar).keys if cell.is_allowed]
    return sorted(shown, key=lambda action: action.id == LEAVES)


async def tried(stage: Stage, do: Callable[[Action], Awaitable[object]]) -> set[str]:
    """Do all that the bar offers, one after the other; return what was seen to do something."""
    pilot, back = stage
    app = pilot.app
    await back()
    done: set[str] = set()
    while left := [action for action in keys_now(pilot) if action.id not in done]:
        action = left[0]
        await settled(pilot, is_at_work=True)  # or what led back here is drawn only afterwards
        before = seen(pilot)
        await do(action)
        try:
            await until(partial(_has_changed, pilot, before))
        except AssertionError:
            raise AssertionError(f"{key_names(action)[0]} ({action.label}) does nothing that can be seen") from None
        done.add(action.id)
        if action.id == LEAVES and not app.screen.is_modal:
            await until(lambda: not app.is_running)
            break
        await back()
    return done


@pytest.mark.parametrize("name", STAGES)
async def test_every_key_of_the_bar_does_something(name: str, tmp_path: Path) -> None:
    async with STAGES[name](tmp_path) as (pilot, back):
        done = await tried((pilot, back), lambda action: pilot.press(action.keys[0]))
    assert LEAVES in done


@pytest.mark.parametrize("name", STAGES)
async def test_every_word_of_the_bar_can_be_clicked(name: str, tmp_path: Path) -> None:
    async with STAGES[name](tmp_path) as (pilot, back):

        async def click(action: Action) -> None:
            standing: dict[Action, Offset] = dict(footer_words(pilot.app.screen.query_one(KeyBar)))
            assert await pilot.click(KeyBar, offset=standing[action]), action.label

        done = await tried((pilot, back), click)
    assert LEAVES in done
