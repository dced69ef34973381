"""What every dialog shows, at every width, dark and light. Changed on purpose? ``--snapshot-update``; look at each."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.command import CommandPalette

from sensorlog.logbook import DATABASE_URL_VARIABLE
from sensorlog.tui.actions import ACTIONS, PLACES
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.registered import registered_name
from sensorlog.tui.themes import DARK, LIGHT
from tests.tui.dialogs import AT_WORK, DIALOGS, held_work
from tests.tui.text_pictures import SIZES, as_drawn, compare
from tests.tui.waiting import settled, until

ELSEWHERE = {"live", "rest", "replay", "session", "start", *(place.id for place in PLACES)} - {"lift"}
"""Screens whose pictures are in test_pages.py and test_session_pictures.py."""


@pytest.fixture(autouse=True)
def own_logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")


@pytest.fixture(autouse=True)
def no_sensors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers who is to be shaken."""

    async def nobody(*_args: object, **_kwargs: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("sensorlog.tui.screens.shake.find_shaken", nobody)


async def test_every_dialog_at_every_width_dark_and_light(snapshot) -> None:
    app = SensorlogApp()
    app.animation_level = "none"  # what moves for ever has no picture
    drawn_names = set()
    async with app.run_test(size=SIZES[0]) as pilot:
        await app.action_go("people")
        await settled(pilot)
        for name, made in DIALOGS.items():
            with held_work():
                await app.push_screen(screen := made())
                pictures = []
                for size in SIZES:
                    await pilot.resize_terminal(*size)
                    pictures.append(await as_drawn(pilot, (DARK, LIGHT), is_at_work=isinstance(screen, AT_WORK)))
                drawn_names.add(registered_name(screen))
                screen.dismiss(None)
                await until(lambda: registered_name(app.screen) == "people")
            await settled(pilot)
            compare(snapshot, name, pictures)
        assert drawn_names | ELSEWHERE == {screen for action in ACTIONS for screen in action.screens}


async def test_the_palette_at_every_width_dark_and_light(snapshot) -> None:
    app = SensorlogApp()
    pictures = []
    async with app.run_test(size=SIZES[0]) as pilot:
        await app.action_go("people")
        await settled(pilot)
        await pilot.press("ctrl+p")
        await until(lambda: isinstance(app.screen, CommandPalette))
        for size in SIZES:
            await pilot.resize_terminal(*size)
            pictures.append(await as_drawn(pilot, (DARK, LIGHT)))
    compare(snapshot, "palette", pictures)
