"""What Lift and Replay share: a session that runs, drawn ten times a second, and heard."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext, suppress

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.css.query import NoMatches

from sensorlog.errors import SensorlogError
from sensorlog.events import Event
from sensorlog.session import staying_awake
from sensorlog.tui.desk import Desk
from sensorlog.tui.present import live_view
from sensorlog.tui.screens.lifting import LiftingScreen
from sensorlog.tui.sound import Beat, Cue, Sound, cues_between
from sensorlog.tui.view import LiveView
from sensorlog.tui.widgets.bars import SpeedBar, TempoBar, TransportBar
from sensorlog.tui.widgets.count import BigCount
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.widgets.panels import Line, SensorBar, SetsPanel, StatusLine, TaskLine, TrunkPanel
from sensorlog.tui.widgets.trace import Trace

__all__ = ["RunningScreen"]

REFRESH_HZ = 10.0
"""Fast enough for a moving line; redrawing at each of 100 notifications a second would show nothing more."""


class RunningScreen(LiftingScreen):
    """Runs a session and shows it.

    Dismissed with ``None`` when the person leaves, or with the error that ended the session.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seen: LiveView | None = None
        self._is_drawn = False
        self._known: tuple[object, ...] = ()
        """What of the session was drawn at once."""
        self._beat = Beat()
        self._sound: Sound | None = None
        self._ended = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield SensorBar()
        yield TaskLine()
        yield StatusLine()
        yield TransportBar()
        with Container(id="body"):
            with Vertical(id="counting"):
                yield BigCount()
                yield Line(id="caption")
                yield TempoBar()
                yield SpeedBar()
                yield TrunkPanel()
                yield Trace()
            yield SetsPanel()
        yield KeyBar()

    def on_mount(self) -> None:
        self._is_drawn = True
        self._tick()
        self.set_interval(1 / REFRESH_HZ, self._tick)
        self.run_session()

    @work(exclusive=True, group="session")
    async def run_session(self) -> None:
        """Run the session in the app's event loop until it ends."""
        session = self.desk.session
        self._sound = Sound(self.app.bell)
        try:
            with nullcontext() if session.is_replay else staying_awake():
                self._sound.open()
                session.listen(self._told)
                await session.run()
        except SensorlogError as error:
            self.app.leave_session(self, error)
        else:
            self.desk.is_over = True
        finally:
            self._sound.close()
            self._ended.set()

    def _told(self, _events: Sequence[Event]) -> None:
        """Show at once what a key or a rep changed: the next tick may be a tenth of a second away."""
        state = self.desk.session.state
        known = (state.sets, state.is_paused, state.exercise, state.load_kg, state.person_id)
        if known != self._known and self._is_drawn:
            self._known = known
            self._tick()

    def _tick(self) -> None:
        """Draw what is new, and let it be heard, whatever lies over this screen."""
        self.desk.begin_what_is_due()
        view = live_view(self.desk.session.state, self.desk.moment(self.app.settings))
        self._hear(view.beat)
        if view == self._seen:
            return
        self._seen = view
        with suppress(NoMatches):  # a screen that is on its way out loses its parts one by one
            if self.is_active:
                self.show(view)
                self.shown(view)
            else:
                self.hidden(view)

    def _hear(self, beat: Beat) -> None:
        settings = self.app.settings
        cues = cues_between(self._beat, beat)
        self._beat = beat
        if self._sound is not None and not self.desk.is_over:
            self._sound.play([cue for cue in cues if (settings.sound if cue is Cue.REP else settings.signals)])

    def shown(self, view: LiveView) -> None:
        """Do what follows from a view that was drawn."""

    def hidden(self, view: LiveView) -> None:
        """Do what follows from a view while another screen lies over this one."""

    def show(self, view: LiveView) -> None:
        """Draw a view. Each widget redraws only when its own piece has changed."""
        self.query_one(SensorBar).sensors = view.sensors
        self.query_one(TaskLine).show(view)
        self.query_one(StatusLine).view = view.status
        self.query_one(TransportBar).view = view.transport
        self.query_one(BigCount).view = view.count
        self.query_one("#caption", Line).text = view.count.caption
        self.query_one(TempoBar).tempo = view.tempo
        self.query_one(SpeedBar).view = view.speed
        self.query_one("#counting").set_class(view.is_timed, "-timed")
        self.query_one(TrunkPanel).lines = view.trunk
        self.query_one(Trace).view = view.trace
        self.query_one(SetsPanel).sets = view.sets
        self.show_keys(view.labels)

    def on_screen_resume(self) -> None:
        self._seen = None

    @work(exclusive=True, group="leave")
    async def leave(self) -> None:
        """End the session and this screen."""
        self.desk.session.stop()
        await self._ended.wait()
        self.app.leave_session(self, None)
