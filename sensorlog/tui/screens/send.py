"""*Send*: what of a log, whether locked, and to which file."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Checkbox, Input, Label, RadioSet

from sensorlog.errors import SensorlogError
from sensorlog.tui.gather.sending import Offer, Offers, SendOrder, read_order
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.widgets.toggles import OneOf, Tick
from sensorlog.tui.words import plural

__all__ = ["SendScreen"]


class SendScreen(RegisteredModal[SendOrder | None]):
    """The form. Dismissed with what is to be packed, or ``None``."""

    REGISTERED_AS = "send"
    BINDINGS = bindings_of("send")

    def __init__(self, offered: Offers) -> None:
        super().__init__()
        self._offered = offered

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Label(Content(f"Send what of {self._offered.person.label}?"), classes="dialog-title")
            with RadioSet(compact=True):
                for number, offer in enumerate(self._offered.offers):
                    words = f"{offer.words} ({plural(offer.sessions, 'session')})"
                    yield OneOf(Content(words), value=number == 0, compact=True)
            yield Tick("with the recordings", id="recordings", compact=True)
            yield Label("Passphrase (empty: whoever has the file can read it)", classes="field-label")
            yield Input(placeholder="passphrase", password=True, id="passphrase", compact=True, max_length=200)
            yield Input(placeholder="the same once more", password=True, id="again", compact=True, max_length=200)
            yield Label("Into which new file", classes="field-label")
            yield Input(str(self._offer.path), id="path", compact=True, max_length=1000)
            yield Label("", classes="dialog-error")
            yield Button("make the package", id="make", compact=True, variant="primary")
            yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()

    @property
    def _offer(self) -> Offer:
        chosen = self.query_one(RadioSet).pressed_index if self.is_mounted else 0
        return self._offered.offers[max(0, chosen)]

    @on(RadioSet.Changed)
    def _name_file(self) -> None:
        """Each choice has a name of its own, unless another one was typed."""
        field = self.query_one("#path", Input)
        if field.value in {str(offer.path) for offer in self._offered.offers}:
            field.value = str(self._offer.path)

    @on(Input.Submitted)
    @on(Button.Pressed)
    def action_keep(self) -> None:
        passphrases = self.query_one("#passphrase", Input).value, self.query_one("#again", Input).value
        recordings = self.query_one("#recordings", Checkbox).value
        path = self.query_one("#path", Input).value
        try:
            order = read_order(self._offered.person, self._offer, path, passphrases, recordings=recordings)
        except SensorlogError as error:
            self.query_one(".dialog-error", Label).update(Content(f"▲ {error}"))
        else:
            self.dismiss(order)
