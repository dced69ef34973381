"""The advice before the first session."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label, Static

from sensorlog.training import BEFORE_STARTING
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar

__all__ = ["AdviceScreen"]


class AdviceScreen(RegisteredModal[bool | None]):
    """Dismissed with ``True`` once it is read, ``None`` where it is put off."""

    REGISTERED_AS = "advice"
    BINDINGS = bindings_of("advice")

    def __init__(self) -> None:
        super().__init__(classes="-middle")

    def compose(self) -> ComposeResult:
        advice = BEFORE_STARTING
        steps = Content("\n").join(Content(step) for step in advice.steps)
        flags = Content("\n").join(Content(f"▲ {flag}") for flag in advice.red_flags)
        sources = Content("\n").join(Content(source) for source in advice.sources)
        with Vertical(classes="dialog"):
            yield Label(Content(advice.title), classes="dialog-title")
            with VerticalScroll(classes="advice"):
                yield Static(steps, classes="advice-part")
                yield Static(Content.assemble((advice.at_once, "bold"), "\n", flags), classes="advice-part")
                yield Static(sources, classes="dialog-hint")
            yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()
