"""The list of sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual import on, work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, Input, Label

from sensorlog.training import LoadUnit
from sensorlog.tui.gather.sessions import SessionsPage, Wanted, delete_or_undelete, sessions_page
from sensorlog.tui.screens.page import Page
from sensorlog.tui.screens.registered import bindings_of
from sensorlog.tui.widgets.filling import fill
from sensorlog.tui.widgets.sessions.tables import SESSION_COLUMNS, session_row

__all__ = ["SessionsScreen"]


class SessionsScreen(Page):
    """Lists the latest sessions; further ones are read when they are asked for."""

    PLACE = "sessions"
    REGISTERED_AS = "sessions"
    AUTO_FOCUS = "DataTable"
    BINDINGS = bindings_of("sessions")

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Wanted()
        self._page = SessionsPage()
        self._is_read = False

    def body(self) -> Iterable[Widget]:
        yield Label("", id="heading", classes="page-title")
        field = Input(placeholder="an exercise, such as squat", id="filter", max_length=60)
        field.display = False
        yield field
        yield DataTable(cursor_type="row", zebra_stripes=True, id="sessions")
        yield Label("", id="hint", classes="page-text")

    def on_mount(self) -> None:
        self.query_one(DataTable).focus()

    def on_resize(self) -> None:
        if self._is_read:
            self._show()

    async def reload(self) -> None:
        self._wanted = replace(self._wanted, person_id=None)
        self._page = await self.read(sessions_page, self.app.books, self._wanted)
        self._is_read = True
        self._show()

    def _show(self) -> None:
        unit = LoadUnit(self.app.settings.unit)
        rows = [session_row(session, unit, is_narrow=self.is_narrow) for session in self._page.sessions]
        columns = SESSION_COLUMNS[:4] if self.is_narrow else SESSION_COLUMNS
        fill(self.query_one(DataTable), columns, rows, self.room)
        self.query_one("#heading", Label).update(Content(self._heading()))
        self.query_one("#hint", Label).update(Content(self._hint()))
        self.show_keys(self.labels())

    def _heading(self) -> str:
        wanted = self._wanted
        what = "Deleted sessions" if wanted.deleted else "Demo sessions" if wanted.demo else "Sessions"
        return f"{what} with {wanted.text!r}" if wanted.text else what

    def _hint(self) -> str:
        if self._page.sessions:
            return "There are more: m shows them." if self._page.has_more else ""
        if self._page.has_demos:
            return "None of your own yet. The demo's are kept apart: d shows them."
        if self._wanted.text:
            return "None has such an exercise."
        return "None is deleted." if self._wanted.deleted else "None yet: they are kept when you have lifted."

    def labels(self) -> dict[str, str]:
        return {
            "delete": "have it back" if self._wanted.deleted else "delete",
            "demos": "own sessions" if self._wanted.demo else "demo's",
            "deleted": "those that stand" if self._wanted.deleted else "deleted",
        }

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow what is about a session where there is one."""
        if action == "all":
            return True if self._wanted.text or self.query_one("#filter", Input).display else None
        if action in ("open", "delete") and not self._page.sessions:
            return None
        return None if action == "more" and not self._page.has_more else True

    def _chosen(self) -> str:
        return self._page.sessions[self.query_one(DataTable).cursor_row].id

    @on(DataTable.RowSelected)
    def action_open(self) -> None:
        from sensorlog.tui.screens.session import SessionScreen

        self.app.push_screen(SessionScreen(self._chosen(), demo=self._wanted.demo))

    def action_filter(self) -> None:
        field = self.query_one("#filter", Input)
        field.display = True
        field.focus()

    @on(Input.Submitted, "#filter")
    def _filtered(self) -> None:
        field = self.query_one("#filter", Input)
        field.display = False
        self.query_one(DataTable).focus()
        self._look_for(replace(self._wanted, text=field.value.strip(), pages=1))

    def action_all(self) -> None:
        self.query_one("#filter", Input).value = ""
        self._filtered()

    def _look_for(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.query_one(DataTable).move_cursor(row=0)
        self.refresh_page()

    def action_more(self) -> None:
        self._wanted = replace(self._wanted, pages=self._wanted.pages + 1)
        self.refresh_page()

    def action_demos(self) -> None:
        self._look_for(Wanted(demo=not self._wanted.demo))

    def action_deleted(self) -> None:
        self._look_for(replace(self._wanted, deleted=not self._wanted.deleted, pages=1))

    @work(exclusive=True, group="edit")
    async def action_send(self) -> None:
        from sensorlog.tui.screens.sharing import send_log

        await send_log(self, self._chosen() if self._page.sessions else None, demo=self._wanted.demo)

    @work(exclusive=True, group="edit")
    async def action_take_in(self) -> None:
        from sensorlog.tui.screens.sharing import import_files

        await import_files(self)

    @work(exclusive=True, group="edit")
    async def action_delete(self) -> None:
        if await self.guarded(delete_or_undelete, self.app.books, self._wanted, self._chosen()):
            self.say("counts again" if self._wanted.deleted else "deleted; t shows the deleted ones, to have them back")
        self.refresh_page()
