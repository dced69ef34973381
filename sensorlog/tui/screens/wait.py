"""A screen to look at while a session is being opened: sensors are searched for, a virtual one is switched on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, LoadingIndicator

from sensorlog.errors import SensorlogError
from sensorlog.session import LiveSession
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of

__all__ = ["Opening", "WaitScreen"]

Opening = Callable[[], Awaitable[LiveSession]]
"""Opens a session, which may take a while. Raises :class:`SensorlogError` where it can't be had."""


class WaitScreen(RegisteredModal[LiveSession | SensorlogError | None]):
    """Opens a session. Dismissed with it, with the error, or with ``None`` where the person did not want to wait."""

    REGISTERED_AS = "wait"
    BINDINGS = bindings_of("wait")

    def __init__(self, opening: Opening, what: str) -> None:
        super().__init__()
        self._opening, self._what = opening, what

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._what), classes="dialog-title")
            yield LoadingIndicator()
            yield Label("[@click=screen.dismiss(None)]escape: back[/]", classes="dialog-keys")

    def on_mount(self) -> None:
        self._open()

    @work(exclusive=True)
    async def _open(self) -> None:
        try:
            session = await self._opening()
        except SensorlogError as error:
            self.dismiss(error)
        else:
            self.dismiss(session)
