"""Small screens that ask for one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label

from sensorlog.errors import SensorlogError
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of

__all__ = ["TAKE_OR_LEAVE", "ConfirmDialog", "TextDialog", "Typed"]

T = TypeVar("T")

TAKE_OR_LEAVE = "[@click=screen.take]enter: take it[/]   [@click=screen.dismiss(None)]escape: leave as it is[/]"
"""What ends a dialog, for a hand on the mouse as well; the screen has an ``action_take``."""


@dataclass(frozen=True, slots=True)
class Typed(Generic[T]):
    """What was typed, read; a dialog that was left by escape gives ``None`` instead."""

    value: T


class TextDialog(RegisteredModal[Typed[Any] | None]):
    """Asks for one line of text. ``parse`` reads it and raises :class:`SensorlogError` with what to type instead."""

    REGISTERED_AS = "text"
    BINDINGS = bindings_of("text")

    def __init__(
        self, title: str, hint: str, initial: str, parse: Callable[[str], Any], *, secret: bool = False
    ) -> None:
        """``secret``: what is typed is not shown."""
        super().__init__()
        self._title, self._hint, self._initial, self._parse = title, hint, initial, parse
        self._secret = secret

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="dialog-title")
            yield Input(self._initial, select_on_focus=True, max_length=500, password=self._secret)
            yield Label(Content(self._hint), classes="dialog-hint")
            yield Label("", classes="dialog-error")
            yield Label(TAKE_OR_LEAVE, classes="dialog-keys")

    @on(Input.Submitted)
    def action_take(self) -> None:
        try:
            value = self._parse(self.query_one(Input).value)
        except SensorlogError as error:
            self.query_one(".dialog-error", Label).update(Content(f"▲ {error}"))
        else:
            self.dismiss(Typed(value))

    @on(Input.Changed)
    def _forget_error(self) -> None:
        self.query_one(".dialog-error", Label).update("")


class ConfirmDialog(RegisteredModal[bool | None]):
    """Asks a question with two answers; escape is neither (``None``)."""

    REGISTERED_AS = "confirm"
    BINDINGS = bindings_of("confirm")

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._question), classes="dialog-title")
            with Horizontal(classes="dialog-buttons"):
                yield Button(f"{self._yes} (y)", id="yes", variant="primary")
                yield Button(f"{self._no} (n)", id="no")
            yield Label("[@click=screen.dismiss(None)]escape: back[/]", classes="dialog-keys")

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
