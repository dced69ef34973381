"""The start page: what to do, and the sessions that a crash has left unfinished."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Label, OptionList
from textual.widgets.option_list import Option

from sensorlog.errors import SensorlogError
from sensorlog.imu import Placement
from sensorlog.logbook import Logbook
from sensorlog.resources import sample_recordings_dir
from sensorlog.session import Wanted, finish_session, open_demo, open_lift, open_replay, unfinished_sessions
from sensorlog.tui.screens.dialogs import ConfirmDialog, TextDialog
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.wait import Opening
from sensorlog.tui.words import placement_words, session_line

if TYPE_CHECKING:
    from sensorlog.tui.app import SensorlogApp

__all__ = ["StartScreen"]

_CHOICES = {
    "lift": ("Lift with a sensor", "searches for the nearest one"),
    "demo": ("Watch the demo", "a virtual lifter, apart from your log"),
    "replay": ("Replay a recording", "yours, or one of the samples"),
    "sessions": ("Sessions so far", "choose one to see it again"),
    "quit": ("Quit", ""),
}
_LISTED = 50


class StartScreen(Screen[None]):
    """What to do next. It stays open below every session."""

    app: SensorlogApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "quit"),
        Binding("escape", "app.quit", "quit", show=False),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="page"):
            yield Label("sensorlog", classes="page-title")
            yield Label("Counts your reps and keeps your training log. It does not diagnose.", classes="page-text")
            yield OptionList(*(Option(_choice(*words), id=name) for name, words in _CHOICES.items()))
            yield Label("", id="message")
        yield Footer()

    def on_mount(self) -> None:
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

    @on(OptionList.OptionSelected)
    @work(exclusive=True)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._say("")
        try:
            match event.option.id:
                case "lift":
                    await self._lift()
                case "demo":
                    await self._show(open_demo, "Switching the virtual sensor on …")
                case "replay":
                    await self._replay()
                case "sessions":
                    await self._sessions()
                case _:
                    self.app.exit()
        except SensorlogError as error:
            self._say(f"▲ {error}")

    async def _show(self, opening: Opening, what: str) -> None:
        error = await self.app.lift(opening, what)
        if error is not None:
            self._say(f"▲ {error}")

    async def _lift(self) -> None:
        placements = list(Placement)
        place = await self.app.push_screen_wait(
            ChoiceScreen("Where is the sensor clipped?", "", [placement_words(each) for each in placements])
        )
        if place is not None:
            wanted = Wanted(placements[place])
            await self._show(partial(open_lift, [wanted]), "Looking for a sensor – switch it on and move it …")

    async def _replay(self) -> None:
        samples = sorted(sample_recordings_dir().glob("*.mcap"))
        choices = ["Type the path of a file …", *(f"sample: {path.stem}" for path in samples)]
        chosen = await self.app.push_screen_wait(ChoiceScreen("Replay a recording", "", choices))
        if chosen == 0:
            hint = "An .mcap recording."
            typed = await self.app.push_screen_wait(TextDialog("Replay which file?", hint, "", _existing_file))
            path = None if typed is None else typed.value
        else:
            path = None if chosen is None else samples[chosen - 1]
        if path is not None:
            await self._show(partial(open_replay, path), "Opening the recording …")

    async def _sessions(self) -> None:
        logbook = await asyncio.to_thread(Logbook)
        sessions = await asyncio.to_thread(logbook.sessions, _LISTED)
        text = "Choose one to see it again." if sessions else "There is none yet: it is kept when you have lifted."
        chosen = await self.app.push_screen_wait(
            ChoiceScreen("Sessions so far", text, [session_line(each) for each in sessions])
        )
        if chosen is not None:
            await self._show(partial(open_replay, sessions[chosen].recording), "Opening the recording …")


def _choice(title: str, text: str) -> Content:
    return Content.assemble((f"{title:<22}", "bold"), (text, "dim"))


def _existing_file(text: str) -> Path:
    path = Path(text.strip()).expanduser()
    if not path.is_file():
        raise SensorlogError(f"there is no file {text.strip()!r}: type its whole path")
    return path
