"""The form for what was done without a sensor."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Checkbox, Input, Label

from sensorlog.errors import SensorlogError
from sensorlog.logbook import Person
from sensorlog.training import LoadUnit, known_exercises
from sensorlog.tui.gather.by_hand import FormError, keep_form, read_form
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.widgets.toggles import Tick

if TYPE_CHECKING:
    from sensorlog.tui.app import SensorlogApp

__all__ = ["ByHandScreen"]

_FIELDS = (
    ("exercise", "Exercise", "squat, hamstring stretch, plank …"),
    ("amounts", "Reps of each set, or seconds", "8, 8, 7   or   30 s, 30 s"),
    ("load", "Load", "60, 62.5 kg, 135 lb; empty: none"),
)


class ByHandScreen(RegisteredModal[str | None]):
    """Dismissed with what was kept, in words, or ``None``."""

    app: SensorlogApp
    REGISTERED_AS = "by_hand"
    BINDINGS = bindings_of("by_hand")

    def compose(self) -> ComposeResult:
        names = [exercise.name for exercise in known_exercises().all()]
        with Vertical(classes="dialog"):
            yield Label("Log without a sensor", classes="dialog-title")
            for name, label, hint in _FIELDS:
                yield Label(label, classes="field-label")
                suggest = SuggestFromList(names, case_sensitive=False) if name == "exercise" else None
                yield Input(placeholder=hint, id=name, max_length=200, suggester=suggest)
            yield Tick("a warm-up: it counts for no record", id="warm-up")
            yield Label("", classes="dialog-error")
            yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()

    @on(Input.Submitted)
    @work(exclusive=True)
    async def action_keep(self) -> None:
        """Keep it; what cannot be is said in the form."""
        settings = self.app.settings
        try:
            exercise, amounts, load = (self.query_one(f"#{name}", Input).value for name, _, _ in _FIELDS)
            warm_up = self.query_one("#warm-up", Checkbox).value
            done = read_form(exercise, amounts, load, LoadUnit(settings.unit), warm_up=warm_up)
            logbook = await asyncio.to_thread(self.app.books.logbook)
            person = await asyncio.to_thread(self._person)
            told = await asyncio.to_thread(keep_form, logbook, person, done)
        except SensorlogError as error:
            self.query_one(".dialog-error", Label).update(Content(f"▲ {error}"))
        else:
            self.dismiss(told)

    def _person(self) -> Person:
        person = self.app.books.person(self.app.settings.person)
        if person is None:
            raise FormError("nobody is chosen: say in People who lifts")
        return person
