"""Telling equal sensors apart on the screen: shake the one that you mean."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, LoadingIndicator

from sensorlog.ble import Found
from sensorlog.errors import SensorlogError
from sensorlog.session import Shaking, find_shaken
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of
from sensorlog.tui.words import plural

__all__ = ["ShakeScreen"]

_NOW = "Now shake the one that you mean for some seconds, and keep the others still."
_AGAIN = "It was not clear which one moved. Lay the others down, and shake it once more."


class ShakeScreen(RegisteredModal[Found | SensorlogError | None]):
    """Listens to ``candidates`` until one is clearly shaken. Dismissed with it, an error, or ``None``: given up."""

    REGISTERED_AS = "shake"
    BINDINGS = bindings_of("shake")

    def __init__(self, candidates: Sequence[Found]) -> None:
        super().__init__()
        self._candidates = candidates
        self._call = _NOW

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(f"Connecting to {plural(len(self._candidates), 'sensor')} …", classes="dialog-title")
            yield Label("", classes="dialog-hint")
            yield LoadingIndicator()
            yield Label("[@click=screen.dismiss(None)]escape: back[/]", classes="dialog-keys")

    def on_mount(self) -> None:
        self._find()

    @work(exclusive=True)
    async def _find(self) -> None:
        try:
            while (found := (await find_shaken(self._candidates, progress=self._show)).found) is None:
                self._call = _AGAIN
        except SensorlogError as error:
            self.dismiss(error)
        else:
            self.dismiss(found)

    def _show(self, now: Shaking) -> None:
        if now.is_ready:
            self.query_one(".dialog-title", Label).update(self._call)
        self.query_one(".dialog-hint", Label).update(Content("\n".join(now.problems.values())))
