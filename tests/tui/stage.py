"""A session on a screen, driven to a moment, with what came of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.logbook import LoggedSession
from sensorlog.recordings import read_recording
from sensorlog.session import LiveSession
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.lifting import LiftingScreen
from sensorlog.tui.screens.live import LiveScreen
from sensorlog.tui.screens.running import RunningScreen
from sensorlog.tui.widgets.count import BigCount
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.widgets.panels import StatusLine
from tests.tui.scene import staged
from tests.tui.waiting import until

__all__ = ["Scene", "on_screen"]


class Scene:
    """A live screen, what drives its session, and what came of it."""

    def __init__(self, folder: Path) -> None:
        self.session, self.source, self.logbook = staged(folder)

    def use(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot

    @property
    def screen(self) -> LiftingScreen:
        """The lift screen, or the rest over it once that is there: until its parts are, the one below shows itself."""
        stack = reversed(self.pilot.app.screen_stack)
        return next(each for each in stack if isinstance(each, LiftingScreen) and each.is_mounted)

    @property
    def count(self) -> str:
        return self.screen.query_one(BigCount).view.text

    @property
    def status(self) -> str:
        return self.screen.query_one(StatusLine).view.text

    def label(self, action_id: str) -> str:
        return next(cell.label for cell in self.screen.query_one(KeyBar).keys if cell.action.id == action_id)

    async def until(self, is_so: Callable[[], object]) -> None:
        await until(is_so)

    async def heard(self) -> None:
        """Wait until all that was entered has been analysed, and written down."""
        await self.until(lambda: not self.session._inbox._filled.is_set())

    async def type_in(self, key: str, text: str, then: str = "enter") -> None:
        """Press a key that asks, type the answer once the question is there, and end it."""
        app = self.pilot.app
        await self.pilot.press(key)
        await self.until(lambda: app.screen.is_modal and isinstance(app.focused, Input))
        asked = app.screen
        await self.pilot.press(*text, then)
        await self.until(lambda: app.screen is not asked)

    async def play_to(self, t_s: float) -> None:
        """Let everything up to ``t_s`` happen, and be drawn: as ten times a second, without the waiting."""
        self.source.play_to(t_s)
        await self.until(lambda: self.session.now_s >= t_s - 1e-6)
        running = next(each for each in self.pilot.app.screen_stack if isinstance(each, RunningScreen))
        running._tick()
        await self.pilot.pause(0)

    def logged(self) -> LoggedSession:
        assert self.session.session_id is not None
        return self.logbook.session(self.session.session_id)

    def recorded(self) -> list[SessionEventKind]:
        recorded = read_recording(self.logged().evidence)
        with recorded:
            return [item.kind for item in recorded if isinstance(item, SessionEvent)]


@asynccontextmanager
async def on_screen(folder: Path) -> AsyncIterator[Scene]:
    scene = Scene(folder)

    async def opening() -> LiveSession:
        return scene.session

    app = SensorlogApp(opening)
    async with app.run_test(size=(100, 30)) as pilot:
        scene.use(pilot)
        await scene.until(lambda: isinstance(app.screen, LiveScreen) and app.screen.is_mounted)
        await scene.play_to(1.0)
        yield scene
