"""How to lift: with one's own sensors or another, with a virtual one, or again what was recorded."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from sensorlog.errors import SensorlogError
from sensorlog.logbook import Logbook
from sensorlog.resources import sample_recordings_dir
from sensorlog.session import ROLES, Wanted, open_demo, open_lift, open_replay, pairing_candidates, role_words
from sensorlog.tui.screens.dialogs import TextDialog
from sensorlog.tui.screens.near import SHAKE, NearScreen
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.registered import RegisteredScreen, bindings_of
from sensorlog.tui.screens.shake import ShakeScreen
from sensorlog.tui.screens.wait import Opening
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.widgets.frame.place_bar import PlaceBar
from sensorlog.tui.widgets.near import NearPanel
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
}
_LISTED = 50


class StartScreen(RegisteredScreen[None]):
    """How to lift. It stays open below every session."""

    app: SensorlogApp
    REGISTERED_AS = "start"
    BINDINGS = bindings_of("start")

    def compose(self) -> ComposeResult:
        yield PlaceBar("lift")
        with Vertical(classes="page"):
            yield OptionList(*(Option(_choice(*words), id=name) for name, words in _CHOICES.items()))
            yield Label("", id="message")
            yield NearPanel(self.app.radar)
        yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()

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
                case _:
                    await self._sessions()
        except SensorlogError as error:
            self._say(f"▲ {error}")

    async def _show(self, opening: Opening, what: str) -> None:
        error = await self.app.lift(opening, what)
        if error is not None:
            self._say(f"▲ {error}")

    async def _lift(self) -> None:
        radar = self.app.radar
        await radar.is_ready.wait()
        if radar.nearby is not None and radar.nearby.has_own:
            await self._show(open_lift, "Looking for your sensors – switch them on and move them …")
        else:
            await self._lift_with_another()

    async def _lift_with_another(self) -> None:
        """Let the person choose: whose sensor it is cannot be told from the air."""
        radar = self.app.radar
        await radar.is_ready.wait()
        if radar.nearby is None:
            return
        address = await self.app.push_screen_wait(NearScreen(radar.nearby))
        if address == SHAKE:
            address = await self._shaken()
        if address is None:
            return
        place = await self.app.push_screen_wait(
            ChoiceScreen("Where is the sensor clipped?", "", [role_words(role) for role in ROLES])
        )
        if place is not None:
            opening = partial(open_lift, [Wanted(ROLES[place], address)])
            await self._show(opening, "Looking for the sensor – switch it on and move it …")

    async def _shaken(self) -> str | None:
        """Return the address of the sensor that is shaken; nobody else listens meanwhile."""
        radar = self.app.radar
        near = [each.found for each in radar.sensors() if each.found is not None]
        await radar.stop()
        try:
            found = await self.app.push_screen_wait(ShakeScreen(pairing_candidates(near, ())))
        finally:
            radar.start()
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
