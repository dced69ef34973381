"""Who lifts here, and who lifts now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import on, work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, Label

from sensorlog.logbook import Person
from sensorlog.tui.gather.people import PeoplePage, people_page
from sensorlog.tui.screens.page import Page
from sensorlog.tui.screens.registered import bindings_of
from sensorlog.tui.widgets.filling import fill
from sensorlog.tui.widgets.people import PEOPLE_COLUMNS, person_row

__all__ = ["PeopleScreen"]

_NAME_HINT = "A name or any word of your own. It stays on this computer."


class PeopleScreen(Page):
    """Everybody of the logbook, in the order of the overview."""

    PLACE = "people"
    REGISTERED_AS = "people"
    BINDINGS = bindings_of("people")

    def __init__(self) -> None:
        super().__init__()
        self._page = PeoplePage()
        self._is_read = False

    def body(self) -> Iterable[Widget]:
        yield Label("People", id="heading", classes="page-title")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Label("", id="hint", classes="page-text")

    def on_resize(self) -> None:
        if self._is_read:
            self._show()

    async def reload(self) -> None:
        self._page = await self.read(people_page, self.app.books, self.app.today())
        self._is_read = True
        self._show()

    def _show(self) -> None:
        table: DataTable[Any] = self.query_one(DataTable)
        lifting = self.app.settings.person
        rows = [person_row(line, is_lifting=line.person.id == lifting) for line in self._page.lines]
        fill(table, PEOPLE_COLUMNS[:3] if self.is_narrow else PEOPLE_COLUMNS, rows, self.room)
        nobody = "Nobody yet: a adds somebody."
        self.query_one("#hint", Label).update(Content(self._page.order if self._page.lines else nobody))
        table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow what is about a person where there is one."""
        return None if action in ("lifts", "rename") and not self._page.lines else True

    def _chosen(self) -> Person:
        return self._page.lines[self.query_one(DataTable).cursor_row].person

    @on(DataTable.RowSelected)
    def action_lifts(self) -> None:
        person = self._chosen()
        self.app.change_settings(person=person.id)
        self.say(f"{person.label} lifts now")
        self.refresh_page()

    @work(exclusive=True, group="edit")
    async def action_add(self) -> None:
        typed = await self.ask_text("Who is it?", _NAME_HINT, "", str.strip)
        if typed is not None:
            logbook = await self.read(self.app.books.logbook)
            if await self.guarded(logbook.add_person, typed.value):
                self.say(f"{typed.value} was added")
            self.refresh_page()

    @work(exclusive=True, group="edit")
    async def action_take_in(self) -> None:
        from sensorlog.tui.screens.sharing import import_files

        await import_files(self)

    @work(exclusive=True, group="edit")
    async def action_rename(self) -> None:
        person = self._chosen()
        typed = await self.ask_text("Another name", _NAME_HINT, person.label, str.strip)
        if typed is not None:
            logbook = await self.read(self.app.books.logbook)
            if await self.guarded(logbook.rename_person, person.id, typed.value):
                self.say(f"{person.label} is called {typed.value} now")
            self.refresh_page()
