"""What holds for every screen: no test listens to the radio of its computer, or has the settings of its owner."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot, WaitForScreenTimeout

from sensorlog.ble import Found
from sensorlog.profiles import Registry
from sensorlog.settings import Settings, save_settings

pytest.register_assert_rewrite("tests.tui.text_pictures")  # so that it tells what differs


async def no_radio(_registry: Registry, _seconds: float | None) -> AsyncGenerator[Found, None]:
    """Hear nothing."""
    await asyncio.Event().wait()
    yield  # type: ignore[misc]


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is heard, unless a test brings air of its own."""
    monkeypatch.setattr("sensorlog.session.nearby.scan", no_radio)


@pytest.fixture(autouse=True)
def no_loudspeaker(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test is heard by those who sit beside it."""
    monkeypatch.setenv("SSH_TTY", os.devnull)


@pytest.fixture(autouse=True, scope="session")
def styles_are_read_once() -> Iterator[None]:
    """Reading the styles of Textual's widgets is half of what an app needs to begin: one for all apps of a theme."""
    read = Stylesheet._parse_rules
    known: dict[tuple[object, ...], list[RuleSet]] = {}

    def read_once(sheet: Stylesheet, css: str, **where: Any) -> list[RuleSet]:
        key = (css, *sorted(where.items()), *sorted(sheet._variables.items()))
        if key not in known:
            known[key] = read(sheet, css, **where)
        return known[key]

    with patch.object(Stylesheet, "_parse_rules", read_once):
        yield


async def some_turns(_least_s: float = 0.0, _most_s: float = 1.0) -> None:
    """Let the event loop go round often enough for a key to come through the app to a widget and its action."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)


_TURNS = 30


async def screen_that_is_there(pilot: Pilot[Any], _timeout: float = 30.0) -> bool:
    """Wait for the screen as the pilot does; where its parts were taken away meanwhile, wait for what is there now.

    The pilot waits for all that were there when it began, and a part that was taken away never answers.
    """
    for _ in range(_LOOKS):
        with suppress(WaitForScreenTimeout):
            return await _wait_for_screen(pilot, timeout=1.0)
        if not pilot.app.is_running:
            return True
    raise WaitForScreenTimeout("the screen does not come to rest")


_LOOKS = 30
_wait_for_screen = Pilot._wait_for_screen


@pytest.fixture(autouse=True)
def no_idling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot waits after each key until the process rests, which one with a session does not.

    Tests wait for what they are about.
    """
    monkeypatch.setattr("textual.app.wait_for_idle", some_turns)
    monkeypatch.setattr("textual.pilot.wait_for_idle", some_turns)
    monkeypatch.setattr(Pilot, "_wait_for_screen", screen_that_is_there)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has answered the questions of the first run."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    save_settings(Settings(advice_read=True), tmp_path / "config" / "sensorlog" / "settings.toml")
