"""One session: its sets, the reps of each, and correcting them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, Label

from sensorlog.errors import SensorlogError
from sensorlog.events import Rep
from sensorlog.logbook import Logbook, LoggedSet
from sensorlog.session import open_replay
from sensorlog.training import LoadUnit
from sensorlog.tui.gather.edits import edit_lines, note_lines, takes_reps, undone_words
from sensorlog.tui.gather.sessions import OneSession, one_session
from sensorlog.tui.screens.page import Page
from sensorlog.tui.screens.registered import bindings_of
from sensorlog.tui.screens.said_of_set import QUESTIONS, choose_person
from sensorlog.tui.view import Tone
from sensorlog.tui.widgets.filling import fill
from sensorlog.tui.widgets.plots.bars import Bars
from sensorlog.tui.widgets.sessions.tables import REP_COLUMNS, SET_COLUMNS, rep_row, session_head, set_row

__all__ = ["SessionScreen"]


class SessionScreen(Page):
    """Shows what stands, and keeps each correction beside what the sensor said."""

    PLACE = "sessions"
    REGISTERED_AS = "session"
    BINDINGS = bindings_of("session")

    def __init__(self, session_id: str, *, demo: bool) -> None:
        super().__init__()
        self._session_id, self._demo = session_id, demo
        self._one: OneSession | None = None
        self._turn = asyncio.Lock()
        """Keys may come faster than corrections are kept."""

    def body(self) -> Iterable[Widget]:
        yield Label("", id="heading", classes="page-title")
        yield Horizontal(
            Vertical(
                DataTable(cursor_type="row", id="sets"), Label("", id="edits", classes="page-text"), id="sets-pane"
            ),
            Vertical(
                Bars("mean velocity", "cm/s"),
                DataTable(cursor_type="row", zebra_stripes=True, id="reps"),
                Label("", id="no-reps", classes="page-text"),
                id="reps-pane",
            ),
            classes="columns",
        )

    def on_mount(self) -> None:
        self._sets.focus()

    @property
    def _sets(self) -> DataTable[Any]:
        return self.query_one("#sets", DataTable)

    @property
    def _reps(self) -> DataTable[Any]:
        return self.query_one("#reps", DataTable)

    @property
    def _set(self) -> LoggedSet | None:
        sets = () if self._one is None else self._one.session.sets
        return sets[self._sets.cursor_row] if 0 <= self._sets.cursor_row < len(sets) else None

    @property
    def _rep(self) -> Rep | None:
        reps = () if self._set is None else self._set.reps
        return reps[self._reps.cursor_row] if 0 <= self._reps.cursor_row < len(reps) else None

    async def reload(self) -> None:
        one = self._one = await self.read(one_session, self.app.books, self._session_id, demo=self._demo)
        self.query_one("#heading", Label).update(Content(session_head(one)))
        self._show_sets(one)
        self.query_one("#edits", Label).update(Content("\n".join([*note_lines(one), *edit_lines(one)])))
        self._show_reps()

    def on_resize(self) -> None:
        if self._one is not None:
            self._show_sets(self._one)

    def _show_sets(self, one: OneSession) -> None:
        unit = LoadUnit(self.app.settings.unit)
        rows = [set_row(number, logged, one, unit) for number, logged in enumerate(one.session.sets, 1)]
        with self.prevent(DataTable.RowHighlighted):
            fill(self._sets, SET_COLUMNS, rows, self.room if self.is_narrow else self.room // 2 - 1)

    @on(DataTable.RowHighlighted, "#sets")
    def _show_reps(self) -> None:
        logged = self._set
        reps = () if logged is None else logged.reps
        fill(self._reps, REP_COLUMNS, [rep_row(number, rep) for number, rep in enumerate(reps, 1)])
        velocities = [rep.mean_velocity_m_s for rep in reps]
        self.query_one(Bars).values = tuple(None if each is None else 100 * each for each in velocities)
        told = "No set was counted." if logged is None else "" if reps else "No sensor saw its reps."
        self.query_one("#no-reps", Label).update(told)
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow what is about a set where there is one, what is about reps where a sensor saw them."""
        if self._one is None:
            return True
        if action == "replay":
            recording = self._one.session.recording
            return True if recording is not None and recording.exists() else None
        if action in ("rep_add", "rep_remove", "split", "merge"):
            return True if takes_reps(self._set) else None
        return None if action == "say_of_set" and self._set is None else True

    async def _edit(self, told: str, function: Callable[..., Any], *args: Any) -> None:
        """Keep a correction, and show what stands then, before the next key: none of them is lost."""
        if await self.guarded(function, self._session_id, *args, by=self._by()):
            self.say(f"{told}; u takes it back")
        await self.reread()

    def _by(self) -> str | None:
        return None if self._demo else self.app.settings.person or None

    async def _logbook(self) -> Logbook:
        return await self.read(self.app.books.logbook, demo=self._demo)

    @work(group="edit")
    async def action_rep_add(self) -> None:
        async with self._turn:
            if (logged := self._set) is not None:
                await self._edit("a rep was added", (await self._logbook()).add_rep, logged.set_id)

    @work(group="edit")
    async def action_rep_remove(self) -> None:
        async with self._turn:
            if (logged := self._set) is not None and (rep := self._rep) is not None:
                told = f"rep {self._reps.cursor_row + 1} was taken out"
                await self._edit(told, (await self._logbook()).remove_rep, logged.set_id, rep.rep_id)

    @work(group="edit")
    async def action_split(self) -> None:
        async with self._turn:
            if (logged := self._set) is not None and (rep := self._rep) is not None:
                told = f"cut before rep {self._reps.cursor_row + 1}"
                await self._edit(told, (await self._logbook()).split_set, logged.set_id, rep.rep_id)

    @work(group="edit")
    async def action_merge(self) -> None:
        async with self._turn:
            if (logged := self._set) is not None:
                await self._edit("put together", (await self._logbook()).merge_sets, logged.set_id)

    @work(group="edit")
    async def action_say_of_set(self, what: str) -> None:
        """Ask for one thing about the marked set, and keep it."""
        async with self._turn:
            if self._one is None or (logged := self._set) is None:
                return
            word = await QUESTIONS[what](self, self._one, logged)
            if word is not None:
                await self._edit(word.told, (await self._logbook()).say, logged.set_id, word.op, word.value)

    @work(group="edit")
    async def action_person(self) -> None:
        async with self._turn:
            if self._one is None:
                return
            chosen = await choose_person(self, self._one, "Whose is this session?", "whoever it was recorded for")
            if chosen is not None:
                await self._edit("the session was moved", (await self._logbook()).move_session, chosen or None)

    @work(group="edit")
    async def action_note(self) -> None:
        async with self._turn:
            hint = "It is kept with the marked set." if self._set is not None else "It is kept with the session."
            typed = await self.ask_text("Note", hint, "", str.strip)
            if typed is not None and typed.value:
                at_s = 0.0 if self._set is None else self._set.end_s
                if await self.guarded((await self._logbook()).write_note, self._session_id, at_s, typed.value):
                    self.say("the note was kept; u takes it back")
                await self.reread()

    @work(group="edit")
    async def action_undo(self) -> None:
        async with self._turn:
            logbook = await self._logbook()
            try:
                undone = await self.read(logbook.undo, self._session_id, by=self._by())
            except SensorlogError as error:
                self.say(str(error), Tone.TROUBLE)
                return
            self.say("nothing is left to take back" if undone is None else f"taken back: {undone_words(undone)}")
            await self.reread()

    @work(group="edit")
    async def action_send(self) -> None:
        from sensorlog.tui.screens.sharing import send_log

        await send_log(self, self._session_id, demo=self._demo)

    @work(group="edit")
    async def action_replay(self) -> None:
        if self._one is not None and self._one.session.recording is not None:
            opening = partial(open_replay, self._one.session.recording)
            error = await self.app.lift(opening, "Opening the recording …")
            if error is not None:
                self.say(str(error), Tone.TROUBLE)
