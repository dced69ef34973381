"""Asking for the load of a set: the last one is offered, and the plates for it are said while one types."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label

from sensorlog.events import JsonValue
from sensorlog.pipeline import FoldedSet
from sensorlog.session import load_data
from sensorlog.training import LoadUnit, TrainingError, format_load, parse_load
from sensorlog.tui.desk import Desk
from sensorlog.tui.present.rest import plates_words
from sensorlog.tui.screens.dialogs import TAKE_OR_LEAVE
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of

__all__ = ["LoadDialog"]


class LoadDialog(RegisteredModal[dict[str, JsonValue] | None]):
    """Enter takes what is offered. Dismissed with the data of the key ``load``."""

    REGISTERED_AS = "set_load"
    BINDINGS = bindings_of("set_load")

    def __init__(self, desk: Desk, one: FoldedSet, unit: LoadUnit) -> None:
        super().__init__()
        self._desk, self._one, self._unit = desk, one, unit

    def compose(self) -> ComposeResult:
        load_kg = self._one.load_kg if self._one.load_kg is not None else self._desk.session.state.load_kg
        offered = "" if load_kg is None else format_load(load_kg, self._unit)
        with Vertical(classes="dialog"):
            yield Label("Load of the last set", classes="dialog-title")
            yield Input(offered, select_on_focus=True, max_length=100)
            yield Label("", id="plates", classes="dialog-hint")
            yield Label("", classes="dialog-error")
            with Horizontal(classes="scale-row"):
                yield Button("less", id="less", compact=True)
                yield Button("more", id="more", compact=True)
            yield Label(TAKE_OR_LEAVE, classes="dialog-keys")

    def on_mount(self) -> None:
        self._say_plates(self.query_one(Input).value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.query_one(".dialog-error", Label).update("")
        self._say_plates(event.value)

    @on(Button.Pressed)
    def _step(self, event: Button.Pressed) -> None:
        """Offer the next load that is at hand."""
        event.stop()
        field = self.query_one(Input)
        offered_kg = self._desk.next_load_kg(self._read(field.value), is_more=event.button.id == "more")
        if offered_kg is not None:
            field.value = format_load(offered_kg, self._unit)

    @on(Input.Submitted)
    def action_take(self) -> None:
        try:
            data = load_data(self.query_one(Input).value, self._unit)
        except TrainingError as error:
            self.query_one(".dialog-error", Label).update(Content(f"▲ {error}"))
        else:
            self.dismiss(data)

    def _say_plates(self, text: str) -> None:
        plates = plates_words(self._desk.at_hand, self._desk.exercise, self._read(text))
        self.query_one("#plates", Label).update(Content(plates))

    def _read(self, text: str) -> float | None:
        try:
            return parse_load(text, self._unit)
        except TrainingError:
            return None
