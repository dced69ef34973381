"""What all pages have in common: the bars around them, a line that says what happened, and work in threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label

from sensorlog.errors import SensorlogError
from sensorlog.tui.screens.dialogs import ConfirmDialog, TextDialog, Typed
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.registered import RegisteredScreen
from sensorlog.tui.view import TONE_SYMBOLS, Tone
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.widgets.frame.place_bar import PlaceBar

if TYPE_CHECKING:
    from sensorlog.tui.app import SensorlogApp

__all__ = ["Page"]

P = ParamSpec("P")
T = TypeVar("T")


class Page(RegisteredScreen[Any]):
    """A page of the app. Subclasses say its ``PLACE``, its ``body`` and how to ``reload`` it."""

    app: SensorlogApp
    PLACE: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._reading = asyncio.Lock()

    def compose(self) -> ComposeResult:
        yield PlaceBar(self.PLACE)
        with Vertical(classes="page"):
            yield from self.body()
        yield Label("", id="message")
        yield KeyBar()

    def body(self) -> Iterable[Widget]:
        """Return what stands between the bars."""
        raise NotImplementedError

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for what matters most alone."""
        return self.size.width < 80

    @property
    def room(self) -> int:
        """Columns that what stands in a page may take."""
        return self.size.width - (0 if self.is_narrow else 2)

    async def reload(self) -> None:
        """Read what is shown, and show it. Called whenever the page comes up; what is raised is said."""
        raise NotImplementedError

    def labels(self) -> Mapping[str, str]:
        """Return what keys are called in the bar, by action, where that depends on what is shown."""
        return {}

    def on_screen_resume(self) -> None:
        self.refresh_page()

    @work(group="reload", exclusive=True)
    async def refresh_page(self) -> None:
        """Read and show anew; what was still being read is dropped."""
        try:
            person = await self.read(self.app.books.person, self.app.settings.person)
            self.query_one(PlaceBar).who = "" if person is None else person.label
            await self.reread()
        except SensorlogError as error:
            self.say(str(error), Tone.TROUBLE)
        self.show_keys(self.labels())

    async def reread(self) -> None:
        """Reload in turn: what was read before a change is never shown over what was read after it."""
        async with self._reading:
            await self.reload()

    async def read(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run what takes time in a thread. Where the page was left meanwhile nothing follows: it loses its parts."""
        try:
            return await asyncio.to_thread(function, *args, **kwargs)
        finally:
            if not self.app.is_running or not self.is_attached:
                raise asyncio.CancelledError

    async def guarded(self, function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Run it in a thread; return whether it went well, and say it where it did not."""
        try:
            await self.read(function, *args, **kwargs)
        except SensorlogError as error:
            self.say(str(error), Tone.TROUBLE)
            return False
        return True

    def say(self, text: str, tone: Tone = Tone.GOOD) -> None:
        """Say what happened, below the page."""
        self.query_one("#message", Label).update(Content(f"{TONE_SYMBOLS[tone]} {text}" if text else ""))

    async def ask_text(self, title: str, hint: str, initial: str, parse: Callable[[str], T]) -> Typed[T] | None:
        """Ask for one line."""
        return await self.app.push_screen_wait(TextDialog(title, hint, initial, parse))

    async def choose(self, title: str, choices: Sequence[str]) -> int | None:
        """Have one of several chosen."""
        return await self.app.push_screen_wait(ChoiceScreen(title, "", choices))

    async def ask_yes(self, question: str, yes: str, no: str) -> bool:
        """Ask a question; leaving it is a no."""
        answer = await self.app.push_screen_wait(ConfirmDialog(question, yes, no))
        return bool(answer)
