"""A whole session by keys alone in a real terminal, and by mouse alone: both end in the same logbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Label

from sensorlog.pipeline import SessionFold
from sensorlog.settings import Settings, save_settings
from sensorlog.tui.screens.log_load import LoadDialog
from sensorlog.tui.screens.rest import RestScreen
from sensorlog.tui.screens.scale import EffortDialog, PainDialog
from sensorlog.tui.widgets.count import BigCount
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from tests.tui.held import SECOND_SET, app_in, contents
from tests.tui.terminal import TMUX, Terminal
from tests.tui.waiting import until

EXPECTED: dict[str, Any] = {
    "person": "Ana",
    "ended": True,
    "notes": [],
    "sets": [("bar/1", "squat", 62.5, 6, 5, 8.0, False), ("bar/2", "squat", 62.5, 3, 4, None, False)],
    "edits": [
        ("exercise", "squat", None),
        ("load", 60.0, None),
        ("reps", 6, "bar/1"),
        ("load", {"kg": 62.5, "entered": "62.5 kg"}, None),
        ("load", {"kg": 62.5, "entered": "62.5 kg"}, "bar/1"),
        ("effort", {"rpe": 8.0, "reps_in_reserve": None}, "bar/1"),
        ("warm_up", True, "bar/1"),
        ("warm_up", False, "bar/1"),
        ("delete_set", True, "bar/2"),
        ("delete_set", False, "bar/2"),
        ("reps", 3, "bar/2"),
    ],
    "pain": [(2, "back", False, "squat"), (5, "back", True, "squat")],
}


@pytest.fixture(autouse=True)
def asks_for_effort(own_settings: None, tmp_path: Path) -> None:
    save_settings(Settings(advice_read=True, ask_effort=True), tmp_path / "config" / "sensorlog" / "settings.toml")


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
def test_by_keys_alone_in_a_terminal(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.run(f"-m tests.tui.held {tmp_path}")
    try:
        terminal.until("← less")
        terminal.press("Right")
        terminal.until("the sensor counted 5")
        terminal.press("l")
        terminal.until("Load of the last set")
        terminal.press(*"62.5", "Enter")
        terminal.until("How hard was it?")
        terminal.press("8")
        terminal.until("effort 8 of 10")
        terminal.press("a")
        terminal.until("Pain in the last set")
        terminal.press("2")
        terminal.until("pain 2 of 10")
        terminal.press("m")
        terminal.until("warm-up\n", " warm-up ")
        terminal.press("u")
        terminal.until("Taken back")
        (tmp_path / SECOND_SET).touch()
        terminal.until("set 2 · squat")
        terminal.press("x")
        terminal.until("set 1 · squat")
        terminal.press("u")
        terminal.until("set 2 · squat")
        terminal.press("Left")
        terminal.until("the sensor counted 4")
        terminal.press("h")
        terminal.until("Stop this set")
        terminal.press("5")
        terminal.until("pain 5 of 10")
        terminal.press("q")
        terminal.until("left with 0")
    finally:
        terminal.close()
    assert contents(tmp_path) == EXPECTED


class Mouse:
    """A hand on the mouse, and none on the keys."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self._pilot = pilot

    async def key(self, text: str) -> None:
        """Click on a key of the bar."""
        await self._on_text(self._pilot.app.screen.query_one(KeyBar), text)

    async def way_out(self, text: str) -> None:
        """Click on a word below a dialog."""
        await self._on_text(self._pilot.app.screen.query_one(".dialog-keys", Label), text)

    async def button(self, name: str) -> None:
        await self._pilot.click(f"#{name}")

    async def until(self, is_so: Callable[[], bool]) -> None:
        await until(is_so)
        await self._pilot.pause(0.15)

    async def on(self, screen: type) -> None:
        await self.until(lambda: isinstance(self._pilot.app.screen, screen) and self._pilot.app.screen.is_mounted)

    async def _on_text(self, widget: Widget, text: str) -> None:
        await self._pilot.pause(0.1)
        for y in range(widget.outer_size.height):
            x = widget.render_line(y).text.find(text)
            if x >= 0:
                assert await self._pilot.click(widget, offset=(x + 1, y))
                return
        raise AssertionError(f"{text!r} stands nowhere")


async def test_by_mouse_alone(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        mouse = Mouse(pilot)

        def rest() -> str:
            shown = isinstance(app.screen, RestScreen) and app.screen.is_mounted
            return app.screen.query_one(BigCount).view.text if shown else ""

        def state() -> SessionFold:
            assert isinstance(app.screen, RestScreen)
            return app.screen.desk.session.state

        await mouse.until(lambda: rest() == "5")
        await mouse.key("→ more")
        await mouse.until(lambda: rest() == "6")
        await mouse.key("l log")
        await mouse.on(LoadDialog)
        await mouse.button("more")
        await mouse.way_out("enter: take it")
        await mouse.on(EffortDialog)
        await mouse.button("number-8")
        await mouse.on(RestScreen)
        await mouse.key("a pain")
        await mouse.on(PainDialog)
        await mouse.button("number-2")
        await mouse.on(RestScreen)
        await mouse.until(lambda: bool(app._notifications))
        await mouse.key("m warm-up")
        await mouse.until(lambda: state().sets[0].warm_up)
        await mouse.key("u undo")
        await mouse.until(lambda: not state().sets[0].warm_up)
        (tmp_path / SECOND_SET).touch()
        await mouse.until(lambda: rest() == "4")
        await mouse.key("x no set")
        await mouse.until(lambda: rest() == "6")
        await mouse.key("u undo")
        await mouse.until(lambda: rest() == "4")
        await mouse.key("← less")
        await mouse.until(lambda: rest() == "3")
        await mouse.key("h new pain")
        await mouse.on(PainDialog)
        await mouse.button("number-5")
        await mouse.on(RestScreen)
        await mouse.until(lambda: any("pain 5" in note.message for note in app._notifications))
        await mouse.key("q quit")
        await mouse.until(lambda: not app.is_running)
    assert contents(tmp_path) == EXPECTED
