"""The app: themes, and the way from the start page to a session and back."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType

from sensorlog.errors import SensorlogError
from sensorlog.session import LiveSession, called
from sensorlog.tui.screens.dialogs import ConfirmDialog
from sensorlog.tui.screens.live import LiveScreen
from sensorlog.tui.screens.start import StartScreen
from sensorlog.tui.screens.wait import Opening, WaitScreen
from sensorlog.tui.themes import DARK, LIGHT

__all__ = ["SensorlogApp"]


class SensorlogApp(App[SensorlogError | None]):
    """The Textual app. With an ``opening`` it shows that one session, else the start page.

    Its result is the error that ended the one session, or ``None``.
    """

    TITLE = "sensorlog"
    CSS_PATH = "sensorlog.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (84, "-medium"), (132, "-wide")]  # noqa: RUF012 - as Textual types it
    VERTICAL_BREAKPOINTS = [(0, "-lowest"), (16, "-low"), (22, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "leave", "leave", show=False, priority=True)]

    def __init__(self, opening: Opening | None = None, what: str = "Opening …") -> None:
        super().__init__()
        self._opening, self._what = opening, what
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def on_mount(self) -> None:
        if self._opening is None:
            self.push_screen(StartScreen())
        else:
            self._one_session(self._opening)

    @work
    async def _one_session(self, opening: Opening) -> None:
        self.exit(await self.lift(opening, self._what))

    async def lift(self, opening: Opening, what: str) -> SensorlogError | None:
        """Open a session, show it until the person leaves; return what went wrong, if anything did."""
        opened = await self.push_screen_wait(WaitScreen(opening, what))
        if isinstance(opened, LiveSession):
            await self._offer_to_remember(opened)
            return await self.push_screen_wait(LiveScreen(opened))
        return opened

    async def _offer_to_remember(self, session: LiveSession) -> None:
        """Of a sensor that is taken for the first time nobody has said whose it is: ask, before the session begins."""
        for clip in session.newcomers:
            if clip.found is None:
                continue
            question = (
                f"Is {called(clip.found)} your own sensor? If it is remembered, it is taken by itself next time, "
                "and a stranger's never is."
            )
            if await self.push_screen_wait(ConfirmDialog(question, "remember it", "not now")):
                try:
                    await asyncio.to_thread(session.remember, clip)
                except SensorlogError as error:
                    self.notify(str(error), severity="warning")

    def action_leave(self) -> None:
        """End what is open as its own key for it would, so that Ctrl-C loses nothing."""
        if isinstance(self.screen, LiveScreen):
            self.screen.action_quit()
        else:
            self.screen.dismiss(None)
