"""A plan that a therapist sent, before it is accepted."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label

from sensorlog.tui.screens.registered import RegisteredModal, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar

__all__ = ["PlanScreen"]


class PlanScreen(RegisteredModal[bool | None]):
    """Dismissed with whether it is accepted."""

    REGISTERED_AS = "plan"
    BINDINGS = bindings_of("plan")

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label("A plan from your therapist", classes="dialog-title")
            with VerticalScroll(classes="arrivals"):
                yield Label(Content("\n".join(self._lines)))
            yield Label("A program that is running ends; what was lifted stays.", classes="dialog-hint")
            yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()
