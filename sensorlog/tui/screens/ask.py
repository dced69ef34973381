"""A question with some answers, in the middle of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from sensorlog.tui.screens.registered import RegisteredModal, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar

__all__ = ["AskScreen"]


class AskScreen(RegisteredModal[int | None]):
    """Dismissed with the place of the chosen answer, or ``None``."""

    REGISTERED_AS = "ask"
    BINDINGS = bindings_of("ask")

    def __init__(self, title: str, text: str, answers: Sequence[str]) -> None:
        super().__init__(classes="-middle")
        self._title, self._text, self._answers = title, text, answers

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="dialog-title")
            yield Label(Content(self._text), classes="dialog-hint")
            yield OptionList(*(Option(Content(answer)) for answer in self._answers))
            yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()
