"""What is chosen once."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual import on, work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, Label

from sensorlog.settings import settings_file
from sensorlog.training import AtHand, own_equipment, read_barbell, save_equipment
from sensorlog.tui.gather.settings import LINES, PLATES_HINT, SettingLine, read_rest
from sensorlog.tui.screens.page import Page
from sensorlog.tui.screens.registered import bindings_of
from sensorlog.tui.widgets.filling import fill

__all__ = ["SettingsScreen"]


class SettingsScreen(Page):
    """A line for each setting; what it means stands below."""

    PLACE = "settings"
    REGISTERED_AS = "settings"
    BINDINGS = bindings_of("settings")

    def __init__(self) -> None:
        super().__init__()
        self._at_hand = AtHand()

    def body(self) -> Iterable[Widget]:
        yield Label("Settings", id="heading", classes="page-title")
        yield DataTable(cursor_type="row", zebra_stripes=True, show_header=False)
        yield Label("", id="hint", classes="page-text")

    def on_mount(self) -> None:
        self.query_one(DataTable).focus()

    async def reload(self) -> None:
        self._show()
        self._at_hand = await self.read(own_equipment)
        self._show()

    def _show(self) -> None:
        chosen = [(Text(each.title), Text(each.words(self.app.settings, self._at_hand), "bold")) for each in LINES]
        fill(self.query_one(DataTable), ("setting", "value"), chosen)

    @property
    def _line(self) -> SettingLine:
        return LINES[max(0, self.query_one(DataTable).cursor_row)]

    @on(DataTable.RowHighlighted)
    def _explain(self) -> None:
        self.query_one("#hint", Label).update(Content(f"{self._line.help}\n\nkept in {settings_file()}"))

    @on(DataTable.RowSelected)
    @work(exclusive=True, group="edit")
    async def action_change(self) -> None:
        line = self._line
        if line.choices:
            self.app.change_settings(**{line.name: line.after(self.app.settings)})
        elif line.name == "rest_s":
            hint = "Whole seconds. A program that says its own rest goes before it."
            typed = await self.ask_text("Rest between sets", hint, str(self.app.settings.rest_s), read_rest)
            if typed is not None:
                self.app.change_settings(rest_s=typed.value)
        else:
            await self._plates()
        self._show()

    async def _plates(self) -> None:
        unit = self.app.settings.unit
        now = self._at_hand.barbell_text() if self._at_hand.unit == unit else ""
        typed = await self.ask_text(
            f"Bar and plates, in {unit}", PLATES_HINT, now, lambda text: read_barbell(text, self._at_hand, unit)
        )
        if typed is not None and await self.guarded(save_equipment, typed.value):
            self._at_hand = typed.value
