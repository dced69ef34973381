"""What would come of files, before anything is changed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Label

from sensorlog.tui.gather.taking_in import Arrived
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar

__all__ = ["TakeInScreen"]


class TakeInScreen(RegisteredModal[bool | None]):
    """Dismissed with whether it is to be taken in."""

    REGISTERED_AS = "take_in"
    BINDINGS = bindings_of("take_in")

    def __init__(self, would: Arrived) -> None:
        super().__init__()
        self._would = would

    def compose(self) -> ComposeResult:
        would = self._would
        with Vertical(classes="dialog"):
            yield Label("This would come" if would.news else "Nothing new would come", classes="dialog-title")
            with VerticalScroll(classes="arrivals"):
                for problem in would.problems:
                    yield Label(Content(f"▲ {problem}"), classes="dialog-error")
                yield Label(Content("\n".join(would.lines)))
            yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to take in where nothing is new."""
        return None if action == "take_in" and not self._would.news else True

    def action_take_in(self) -> None:
        self.dismiss(True)
