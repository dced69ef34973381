"""The live screen: what is shown while somebody lifts, and the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from sensorlog.errors import SensorlogError
from sensorlog.events import JsonValue, SessionEventKind
from sensorlog.session import ROLES, LiveSession, load_data, role_words
from sensorlog.training import normalise_exercise
from sensorlog.tui.actions import actions_of
from sensorlog.tui.present import Moment, live_view, sensor_names
from sensorlog.tui.screens.dialogs import ConfirmDialog, TextDialog, Typed
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.registered import RegisteredScreen, bindings_of
from sensorlog.tui.view import LiveView
from sensorlog.tui.widgets.count import BigCount
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.widgets.panels import SensorBar, SetsPanel, StatusLine, TaskLine, TempoPanel
from sensorlog.tui.widgets.trace import Trace

if TYPE_CHECKING:
    from sensorlog.tui.app import SensorlogApp

__all__ = ["LiveScreen"]

_REFRESH_HZ = 10.0
"""Fast enough for a moving line; redrawing at each of 100 notifications a second would show nothing more."""


class LiveScreen(RegisteredScreen[SensorlogError | None]):
    """Shows a session that it runs, and hands on what the person enters.

    Dismissed with ``None`` when the person leaves, or with the error that ended the session.
    """

    app: SensorlogApp
    REGISTERED_AS = "live"
    BINDINGS = bindings_of("live")

    def __init__(self, session: LiveSession) -> None:
        super().__init__()
        self._session = session
        self._seen: LiveView | None = None
        self._over = False
        self._ended = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield SensorBar()
        yield TaskLine()
        yield StatusLine()
        with Container(id="body"):
            with Vertical(id="counting"):
                yield BigCount()
                yield Static(id="caption")
                yield TempoPanel()
                yield Trace()
            yield SetsPanel()
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()
        self.set_interval(1 / _REFRESH_HZ, self._show)
        self._run()

    @work(exclusive=True)
    async def _run(self) -> None:
        """Run the session in the app's event loop until it ends."""
        try:
            await self._session.run()
        except SensorlogError as error:
            self.app.leave_session(self, error)
        else:
            self._over = True
        finally:
            self._ended.set()

    def _moment(self) -> Moment:
        session = self._session
        return Moment(session.now_s, session.trace(), session.is_replay, self._over)

    def _show(self) -> None:
        """Draw what is new. Each widget redraws only when its own piece has changed."""
        view = live_view(self._session.state, self._moment())
        if view == self._seen:
            return
        self._seen = view
        self.query_one(SensorBar).sensors = view.sensors
        self.query_one(TaskLine).show(view)
        self.query_one(StatusLine).view = view.status
        self.query_one(BigCount).view = view.count
        self.query_one("#caption", Static).update(Content(view.count.caption))
        self.query_one(TempoPanel).view = view.tempo
        self.query_one(Trace).view = view.trace
        self.query_one(SetsPanel).sets = view.sets
        self.show_keys(view.labels)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what would change a recording that is only looked at, or one that is closed."""
        records = any(each.id == action and each.records for each in actions_of(self.REGISTERED_AS))
        if records and (self._over or self._session.is_replay):
            return None
        return True

    def _key(self, kind: SessionEventKind, data: dict[str, JsonValue] | None = None) -> None:
        self._session.key(kind, data)

    def action_toggle_set(self) -> None:
        is_open = self._seen is not None and self._seen.set_open
        self._key(SessionEventKind.SET_END if is_open else SessionEventKind.SET_START)

    def action_rep_add(self) -> None:
        self._key(SessionEventKind.REP_ADD)

    def action_rep_remove(self) -> None:
        self._key(SessionEventKind.REP_REMOVE)

    def action_toggle_pause(self) -> None:
        paused = self._seen is not None and self._seen.paused
        self._key(SessionEventKind.RESUME if paused else SessionEventKind.PAUSE)

    @work
    async def action_load(self) -> None:
        typed = await self._ask("Load", "60, 62.5 kg or 135 lb. Empty: no load.", "", load_data)
        if typed is not None:
            self._key(SessionEventKind.LOAD, typed.value)

    @work
    async def action_exercise(self) -> None:
        hint = "In your own words, such as squat. Empty: unlabelled."
        typed = await self._ask("Exercise", hint, self._session.state.exercise or "", normalise_exercise)
        if typed is not None:
            self._key(SessionEventKind.EXERCISE, {"name": typed.value})

    @work
    async def action_note(self) -> None:
        typed = await self._ask("Note", "It is kept at this moment of the session.", "", str.strip)
        if typed is not None and typed.value:
            self._key(SessionEventKind.NOTE, {"text": typed.value})

    @work
    async def action_person(self) -> None:
        hint = "A name or a short form. It stays on this machine."
        typed = await self._ask("Who lifts?", hint, self._session.state.person_label or "", self._session.person_called)
        if typed is not None:
            self._key(SessionEventKind.PERSON, {"id": typed.value.id, "label": typed.value.label})

    @work
    async def action_role(self) -> None:
        sensors = list(self._session.state.sensors)
        names = sensor_names(self._session.state)
        if not sensors:
            return
        chosen = 0 if len(sensors) == 1 else await self._choose("Which sensor has moved?", [names[s] for s in sensors])
        if chosen is None:
            return
        sensor = sensors[chosen]
        place = await self._choose(f"{names[sensor]}: where does it sit now?", [role_words(role) for role in ROLES])
        if place is not None and self._session.takes_keys:
            self._session.move(sensor, ROLES[place])

    async def _choose(self, title: str, choices: Sequence[str]) -> int | None:
        return await self.app.push_screen_wait(ChoiceScreen(title, "", choices))

    async def _ask(self, title: str, hint: str, initial: str, parse: Callable[[str], Any]) -> Typed[Any] | None:
        return await self.app.push_screen_wait(TextDialog(title, hint, initial, parse))

    @work
    async def action_end(self) -> None:
        if not self._over and not self._session.is_replay and self._seen is not None and self._seen.set_open:
            question = "A set is open. End it and the session? What was counted is kept."
            if not await self.app.push_screen_wait(ConfirmDialog(question, "end both", "go on lifting")):
                return
        self._session.stop()
        await self._ended.wait()
        self.app.leave_session(self, None)
