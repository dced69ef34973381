"""The first page: what is to be done, with what, and what was done last."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label

from sensorlog.errors import SensorlogError
from sensorlog.logbook import Logbook
from sensorlog.session import finish_session, unfinished_sessions
from sensorlog.tui.screens.dialogs import ConfirmDialog
from sensorlog.tui.screens.registered import RegisteredScreen, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.widgets.frame.place_bar import PlaceBar
from sensorlog.tui.widgets.near import NearPanel
from sensorlog.tui.words import session_line

if TYPE_CHECKING:
    from sensorlog.tui.app import SensorlogApp

__all__ = ["TodayScreen"]


class TodayScreen(RegisteredScreen[None]):
    """What to do next."""

    app: SensorlogApp
    REGISTERED_AS = "today"
    BINDINGS = bindings_of("today")

    def compose(self) -> ComposeResult:
        yield PlaceBar("today")
        with Vertical(classes="page"):
            yield Label("sensorlog", classes="page-title")
            yield Label("Counts your reps and keeps your training log. It does not diagnose.", classes="page-text")
            yield Label("", id="message")
            yield NearPanel(self.app.radar)
        yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()
        self._offer_unfinished()

    @work
    async def _offer_unfinished(self) -> None:
        try:
            logbook = await asyncio.to_thread(Logbook)
            for session in await asyncio.to_thread(unfinished_sessions, logbook):
                question = f"A session was cut off: {session_line(session)}. Finish it now?"
                if await self.app.push_screen_wait(ConfirmDialog(question, "finish it", "later")):
                    finished = await asyncio.to_thread(finish_session, logbook, session.id)
                    self._say(f"✔ finished: {session_line(finished)}")
        except SensorlogError as error:
            self._say(f"▲ {error}")

    def _say(self, text: str) -> None:
        self.query_one("#message", Label).update(Content(text))
