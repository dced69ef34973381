"""The start page: what to do, and the sessions that a crash has left unfinished."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Label, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from sensorlog.errors import SensorlogError
from sensorlog.logbook import Logbook
from sensorlog.profiles import Registry
from sensorlog.resources import sample_recordings_dir
from sensorlog.session import (
    ROLES,
    Nearby,
    Wanted,
    finish_session,
    open_demo,
    open_lift,
    open_replay,
    pairing_candidates,
    remembered,
    role_words,
    unfinished_sessions,
)
from sensorlog.tui.near import near_line, near_words
from sensorlog.tui.screens.dialogs import ConfirmDialog, TextDialog
from sensorlog.tui.screens.near import SHAKE, NearScreen
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.shake import ShakeScreen
from sensorlog.tui.screens.wait import Opening
from sensorlog.tui.words import session_line

if TYPE_CHECKING:
    from sensorlog.tui.app import SensorlogApp

__all__ = ["StartScreen"]

_CHOICES = {
    "lift": ("Lift", "with your own sensors, or one that you choose"),
    "other": ("Lift with another one", "choose among those that are near"),
    "demo": ("Watch the demo", "a virtual lifter, apart from your log"),
    "replay": ("Replay a recording", "yours, or one of the samples"),
    "sessions": ("Sessions so far", "choose one to see it again"),
    "quit": ("Quit", ""),
}
_LISTED = 50
_NEAR_LISTED = 6
"""A gym may be full of them; the list to choose from has all."""
_REFRESH_HZ = 2.0
_RADIO_WORKS_S = 1.0
"""Listening that has gone well for so long will go on."""
_RADIO_AGAIN_S = 5.0


class StartScreen(Screen[None]):
    """What to do next. It stays open below every session."""

    app: SensorlogApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "quit"),
        Binding("escape", "app.quit", "quit", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._registry: Registry | None = None
        self._nearby: Nearby | None = None
        self._is_ready = asyncio.Event()
        """It is known which sensors are the person's own."""
        self._radio_problem = ""
        self._looking: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="page"):
            yield Label("sensorlog", classes="page-title")
            yield Label("Counts your reps and keeps your training log. It does not diagnose.", classes="page-text")
            yield OptionList(*(Option(_choice(*words), id=name) for name, words in _CHOICES.items()))
            yield Label("", id="message")
            yield Static(id="near")
        yield Footer()

    def on_mount(self) -> None:
        self._offer_unfinished()
        self._looking = self._look_around()
        self._show_near()
        self.set_interval(1 / _REFRESH_HZ, self._show_near)

    @work(group="near", exclusive=True)
    async def _look_around(self) -> None:
        """Read what is remembered and listen, until a session begins: then the adapter is the session's."""
        self._registry = await asyncio.to_thread(Registry)
        try:
            self._nearby = Nearby(self._registry, await asyncio.to_thread(remembered))
        except SensorlogError as error:
            self._nearby = Nearby(self._registry)
            self._say(f"▲ {error}")
        self._is_ready.set()
        while True:
            works = asyncio.get_running_loop().call_later(_RADIO_WORKS_S, self._set_radio_problem, "")
            try:
                await self._nearby.listen()
            except SensorlogError as error:
                self._set_radio_problem(str(error))
            finally:
                works.cancel()
            await asyncio.sleep(_RADIO_AGAIN_S)  # Bluetooth may be switched on meanwhile

    def _set_radio_problem(self, text: str) -> None:
        self._radio_problem = text

    def _show_near(self) -> None:
        near = [] if self._nearby is None else self._nearby.sensors(asyncio.get_running_loop().time())
        lines = [f"{'✔' if each.found else '·'} {near_line(near_words(each))}" for each in near]
        more = len(lines) - _NEAR_LISTED
        lines = [*lines[:_NEAR_LISTED], *([f"· and {more} more"] if more > 0 else [])]
        problems = [str(problem) for problem in self._registry.problems] if self._registry is not None else []
        problems += [self._radio_problem] if self._radio_problem else []
        page = ["Sensors", *(lines or ["· none is heard"]), *(f"▲ {problem}" for problem in problems)]
        self.query_one("#near", Static).update(Content("\n".join(page)))

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
                case "other":
                    await self._lift_with_another()
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
        await self._stop_looking()
        error = await self.app.lift(opening, what)
        self._looking = self._look_around()
        if error is not None:
            self._say(f"▲ {error}")

    async def _stop_looking(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            with suppress(WorkerCancelled, WorkerFailed):
                await self._looking.wait()

    async def _lift(self) -> None:
        await self._is_ready.wait()
        if self._nearby is not None and self._nearby.has_own:
            await self._show(open_lift, "Looking for your sensors – switch them on and move them …")
        else:
            await self._lift_with_another()

    async def _lift_with_another(self) -> None:
        """Let the person choose: whose sensor it is cannot be told from the air."""
        await self._is_ready.wait()
        if self._nearby is None:
            return
        address = await self.app.push_screen_wait(NearScreen(self._nearby))
        if address == SHAKE:
            address = await self._shaken(self._nearby)
        if address is None:
            return
        place = await self.app.push_screen_wait(
            ChoiceScreen("Where is the sensor clipped?", "", [role_words(role) for role in ROLES])
        )
        if place is not None:
            opening = partial(open_lift, [Wanted(ROLES[place], address)])
            await self._show(opening, "Looking for the sensor – switch it on and move it …")

    async def _shaken(self, nearby: Nearby) -> str | None:
        """Return the address of the sensor that is shaken; nobody else listens meanwhile."""
        near = [each.found for each in nearby.sensors(asyncio.get_running_loop().time()) if each.found is not None]
        await self._stop_looking()
        try:
            found = await self.app.push_screen_wait(ShakeScreen(pairing_candidates(near, ())))
        finally:
            self._looking = self._look_around()
        if isinstance(found, SensorlogError):
            raise found
        return None if found is None else found.address

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
        logged = await asyncio.to_thread(logbook.sessions, _LISTED)
        sessions = [(each, each.recording) for each in logged if each.recording is not None]
        text = "Choose one to see it again." if sessions else "There is none yet: it is kept when you have lifted."
        chosen = await self.app.push_screen_wait(
            ChoiceScreen("Sessions so far", text, [session_line(each) for each, _ in sessions])
        )
        if chosen is not None:
            await self._show(partial(open_replay, sessions[chosen][1]), "Opening the recording …")


def _choice(title: str, text: str) -> Content:
    return Content.assemble((f"{title:<22}", "bold"), (text, "dim"))


def _existing_file(text: str) -> Path:
    path = Path(text.strip()).expanduser()
    if not path.is_file():
        raise SensorlogError(f"there is no file {text.strip()!r}: type its whole path")
    return path
