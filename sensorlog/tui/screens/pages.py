"""Pages with a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from sensorlog.tui.screens.registered import RegisteredScreen, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar

__all__ = ["ChoiceScreen"]


class ChoiceScreen(RegisteredScreen[int | None]):
    """Offers lines to choose from. Dismissed with the place of the chosen one, or ``None``."""

    REGISTERED_AS = "choice"
    BINDINGS = bindings_of("choice")

    def __init__(self, title: str, text: str, choices: Sequence[str]) -> None:
        super().__init__()
        self._title, self._text, self._choices = title, text, choices

    def compose(self) -> ComposeResult:
        with Vertical(classes="page"):
            yield Label(Content(self._title), classes="page-title")
            yield Label(Content(self._text), classes="page-text")
            yield OptionList(*(Option(Content(choice)) for choice in self._choices))
        yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()
