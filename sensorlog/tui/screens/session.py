"""One session: its sets, the reps of each, and correcting them."""

from __future__ import annotations

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
from sensorlog.logbook import EditOp, LoggedSet
from sensorlog.session import load_data, open_replay
from sensorlog.training import LoadUnit, normalise_exercise
from sensorlog.tui.gather.edits import edit_lines, parse_reps, takes_reps
from sensorlog.tui.gather.sessions import OneSession, one_session
from sensorlog.tui.screens.page import Page
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.registered import bindings_of
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
        unit = LoadUnit(self.app.settings.unit)
        self.query_one("#heading", Label).update(Content(session_head(one)))
        rows = [set_row(number, logged, one, unit) for number, logged in enumerate(one.session.sets, 1)]
        with self.prevent(DataTable.RowHighlighted):
            fill(self._sets, SET_COLUMNS, rows)
        self.query_one("#edits", Label).update(Content("\n".join(edit_lines(one))))
        self._show_reps()

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
        about_set = ("exercise", "load", "reps", "warm_up", "whose", "delete")
        return None if action in about_set and self._set is None else True

    async def _edit(self, function: Callable[..., Any], *args: Any, told: str) -> None:
        if await self.guarded(function, *args, by=self._by()):
            self.say(told)
        self.refresh_page()

    def _by(self) -> str | None:
        return None if self._demo else self.app.settings.person or None

    async def _say_of_set(self, op: EditOp, value: Any, told: str) -> None:
        logbook = await self.read(self.app.books.logbook, demo=self._demo)
        if self._set is not None:
            await self._edit(logbook.say, self._session_id, self._set.set_id, op, value, told=told)

    @work(group="edit")
    async def action_rep_add(self) -> None:
        logbook = await self.read(self.app.books.logbook, demo=self._demo)
        if self._set is not None:
            await self._edit(
                logbook.add_rep, self._session_id, self._set.set_id, told="a rep was added; u takes it back"
            )

    @work(group="edit")
    async def action_rep_remove(self) -> None:
        logbook = await self.read(self.app.books.logbook, demo=self._demo)
        if self._set is not None and self._rep is not None:
            told = f"rep {self._reps.cursor_row + 1} was taken out; u brings it back"
            await self._edit(logbook.remove_rep, self._session_id, self._set.set_id, self._rep.rep_id, told=told)

    @work(group="edit")
    async def action_split(self) -> None:
        logbook = await self.read(self.app.books.logbook, demo=self._demo)
        if self._set is not None and self._rep is not None:
            told = f"cut before rep {self._reps.cursor_row + 1}; u joins it again"
            await self._edit(logbook.split_set, self._session_id, self._set.set_id, self._rep.rep_id, told=told)

    @work(group="edit")
    async def action_merge(self) -> None:
        logbook = await self.read(self.app.books.logbook, demo=self._demo)
        if self._set is not None:
            await self._edit(
                logbook.merge_sets, self._session_id, self._set.set_id, told="put together; u takes it back"
            )

    @work(group="edit")
    async def action_exercise(self) -> None:
        hint = "In your own words, such as squat. Empty: unlabelled."
        now = "" if self._set is None else self._set.exercise or ""
        typed = await self.ask_text("Exercise of this set", hint, now, normalise_exercise)
        if typed is not None:
            await self._say_of_set(EditOp.EXERCISE, typed.value, "relabelled; u takes it back")

    @work(group="edit")
    async def action_load(self) -> None:
        typed = await self.ask_text("Load of this set", "60, 62.5 kg or 135 lb. Empty: not known.", "", load_data)
        if typed is not None:
            await self._say_of_set(EditOp.LOAD, typed.value, "the load was changed; u takes it back")

    @work(group="edit")
    async def action_reps(self) -> None:
        hint = "How many count, whatever was sensed. Empty: those that stand below."
        typed = await self.ask_text("Reps of this set", hint, "", parse_reps)
        if typed is not None:
            await self._say_of_set(EditOp.REPS, typed.value, "the number was changed; u takes it back")

    @work(group="edit")
    async def action_warm_up(self) -> None:
        if self._set is not None:
            is_warm_up = not self._set.warm_up
            await self._say_of_set(EditOp.WARM_UP, is_warm_up, "a warm-up" if is_warm_up else "a working set")

    @work(group="edit")
    async def action_whose(self) -> None:
        if self._one is None:
            return
        people = self._one.people
        chosen = await self.app.push_screen_wait(
            ChoiceScreen("Whose is this set?", "", ["the session's person", *(label for _, label in people)])
        )
        if chosen is not None:
            value = None if chosen == 0 else people[chosen - 1][0]
            await self._say_of_set(EditOp.MOVE_SET, value, "moved; u takes it back")

    @work(group="edit")
    async def action_delete(self) -> None:
        await self._say_of_set(EditOp.DELETE_SET, True, "this was no set; u takes that back")

    @work(group="edit")
    async def action_undo(self) -> None:
        logbook = await self.read(self.app.books.logbook, demo=self._demo)
        try:
            undone = await self.read(logbook.undo, self._session_id, by=self._by())
        except SensorlogError as error:
            self.say(str(error), Tone.TROUBLE)
            return
        self.say("nothing is left to take back" if undone is None else "taken back")
        self.refresh_page()

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
