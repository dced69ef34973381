"""Rest: the clock, the last set's numbers, correcting and logging it, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.css.query import NoMatches

from sensorlog.events import SessionEventKind
from sensorlog.pipeline import FoldedSet
from sensorlog.training import LoadUnit
from sensorlog.tui.desk import Desk
from sensorlog.tui.present.rest import held_s, is_timed
from sensorlog.tui.screens.lifting import LiftingScreen
from sensorlog.tui.screens.log_load import LoadDialog
from sensorlog.tui.screens.registered import bindings_of
from sensorlog.tui.screens.scale import EffortDialog, PainDialog
from sensorlog.tui.view import LiveView
from sensorlog.tui.widgets.bars import RestBar
from sensorlog.tui.widgets.count import BigClock, BigCount
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.widgets.panels import Line, SensorBar, SetsPanel, StatusLine, TaskLine

__all__ = ["RestScreen"]


class RestScreen(LiftingScreen):
    """Lies over the lift screen, which feeds it; goes by itself when a set begins. ``leave`` ends the session."""

    REGISTERED_AS = "rest"
    BINDINGS = bindings_of("rest")

    def __init__(self, desk: Desk, leave: Callable[[], object], view: LiveView) -> None:
        super().__init__(desk)
        self._leave = leave
        self._view = view
        self._is_drawn = False

    def compose(self) -> ComposeResult:
        yield SensorBar()
        yield TaskLine()
        yield StatusLine()
        with Container(id="rest-numbers"):
            with Vertical(classes="rest-number"):
                yield BigCount()
                yield Line(id="rest-caption")
                yield Line(id="rest-question")
            with Vertical(classes="rest-number"):
                yield BigClock()
                yield Line(id="rest-clock-caption")
                yield RestBar()
        with Container(id="rest-lines"):
            yield Line(id="rest-log")
            yield Line(id="rest-coming")
        yield SetsPanel()
        yield KeyBar()

    def on_mount(self) -> None:
        self._is_drawn = True
        with suppress(NoMatches):  # the app may be closing, and has lost some parts
            self.show(self._view)

    def show(self, view: LiveView) -> None:
        """Draw a view; one without a rest is a set that has begun."""
        if not self._is_drawn:  # it begins with the view that it was given
            return
        rest = view.rest
        self.query_one(SensorBar).sensors = view.sensors
        self.query_one(TaskLine).show(view)
        self.query_one(StatusLine).view = view.status
        self.query_one(SetsPanel).sets = view.sets
        self.show_keys(view.labels)
        if rest is None:
            if self.is_active:
                self.dismiss(None)
            return
        self.query_one(BigCount).view = rest.count
        self.query_one("#rest-caption", Line).text = rest.count.caption
        question = self.query_one("#rest-question", Line)
        question.text = f"▶ {rest.question}" if rest.question else "← less   more →"
        question.set_class(bool(rest.question), "-asked")
        self.query_one(BigClock).clock = rest.clock
        self.query_one("#rest-clock-caption", Line).text = rest.clock_caption
        self.query_one(RestBar).share = rest.share
        self.query_one("#rest-log", Line).text = "\n".join(rest.numbers)
        self.query_one("#rest-coming", Line).text = "\n".join(rest.coming)

    @property
    def _last(self) -> FoldedSet | None:
        """The set that the keys are about; ``None`` where nothing can be entered."""
        return self.desk.session.state.last_set if self.desk.session.takes_keys else None

    def action_less(self) -> None:
        self._correct(-1)

    def action_more(self) -> None:
        self._correct(1)

    def _correct(self, by: int) -> None:
        last = self._last
        if last is None:
            return
        if is_timed(last, self.desk.moment(self.app.settings)):
            self.desk.log.hold(last, max(0.0, round(held_s(last)) + by))
        else:
            self.desk.log.correct(last, by)

    @work(exclusive=True, group="log")
    async def action_log(self) -> None:
        """Ask for the load, and then for the effort where that is wanted."""
        last = self._last
        if last is None:
            return
        typed = await self.app.push_screen_wait(LoadDialog(self.desk, last, LoadUnit(self.app.settings.unit)))
        if typed is None or self._last is None:
            return
        self.desk.log.load(last, typed)
        if not self.app.settings.ask_effort:
            return
        said = await self.app.push_screen_wait(EffortDialog())
        if said is not None and self._last is not None:
            number = float(said.number)
            self.desk.log.effort(
                last, rpe=None if said.is_reserve else number, reps_in_reserve=number if said.is_reserve else None
            )

    @work(exclusive=True, group="pain")
    async def action_pain(self) -> None:
        last = self._last
        if last is not None:
            said = await self.app.push_screen_wait(PainDialog("Pain in the last set"))
            await self.keep_pain(last, said, new_or_worse=False)

    def action_warm_up(self) -> None:
        if (last := self._last) is not None:
            self.desk.log.warm_up(last)

    def action_next_set(self) -> None:
        self.desk.take_coming()
        self.dismiss(None)

    def action_start_set(self) -> None:
        if self.desk.moment(self.app.settings).is_hold:
            self.desk.get_ready()
        else:
            self.key(SessionEventKind.SET_START)
        self.dismiss(None)

    def action_end(self) -> None:
        self._leave()
