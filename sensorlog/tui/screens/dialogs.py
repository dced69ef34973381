"""Small screens that ask for one thing, and the help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static

from sensorlog.errors import SensorlogError
from sensorlog.tui.actions import ACTIONS, key_names

__all__ = ["ConfirmDialog", "HelpScreen", "TextDialog", "Typed", "help_rows"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Typed(Generic[T]):
    """What was typed, read; a dialog that was left by escape gives ``None`` instead."""

    value: T


class TextDialog(ModalScreen[Typed[Any] | None]):
    """Asks for one line of text. ``parse`` reads it and raises :class:`SensorlogError` with what to type instead."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "leave as it is")]

    def __init__(self, title: str, hint: str, initial: str, parse: Callable[[str], Any]) -> None:
        super().__init__()
        self._title, self._hint, self._initial, self._parse = title, hint, initial, parse

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="dialog-title")
            yield Input(self._initial, select_on_focus=True, max_length=500)
            yield Label(Content(self._hint), classes="dialog-hint")
            yield Label("", classes="dialog-error")
            yield Label("enter: take it   escape: leave as it is", classes="dialog-keys")

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        try:
            value = self._parse(event.value)
        except SensorlogError as error:
            self.query_one(".dialog-error", Label).update(Content(f"▲ {error}"))
        else:
            self.dismiss(Typed(value))

    @on(Input.Changed)
    def _forget_error(self) -> None:
        self.query_one(".dialog-error", Label).update("")


class ConfirmDialog(ModalScreen[bool | None]):
    """Asks a question with two answers; escape is neither (``None``)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "yes"),
        Binding("n", "dismiss(False)", "no"),
        Binding("escape", "dismiss(None)", "back"),
        Binding("left,right", "app.focus_next", "other answer", show=False),
    ]

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._question), classes="dialog-title")
            with Horizontal(classes="dialog-buttons"):
                yield Button(f"{self._yes} (y)", id="yes", variant="primary")
                yield Button(f"{self._no} (n)", id="no")
            yield Label("escape: back", classes="dialog-keys")

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")


def help_rows() -> list[tuple[str, str]]:
    """Keys and what they do, from the list of actions."""
    rows = [(" or ".join(key_names(action)), action.help) for action in ACTIONS]
    return [*rows, ("ctrl+p", "Search all commands, and change the theme.")]


class HelpScreen(ModalScreen[None]):
    """What each key does, from the list of actions."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q,enter", "dismiss(None)", "back")]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -tall"):
            yield Label("Keys", classes="dialog-title")
            with VerticalScroll():
                keys = Table.grid("", "", padding=(0, 2, 0, 0))
                for names, text in help_rows():
                    keys.add_row(Text(names, "bold"), text)
                yield Static(keys, classes="help-line")
                yield Static(
                    "\nA number with ? is a rep that is not sure yet. ▲3 under the line is rep 3 at its farthest "
                    "point. This is a training log: it does not diagnose and it does not treat.",
                    classes="help-line",
                )
            yield Label("escape: back", classes="dialog-keys")
