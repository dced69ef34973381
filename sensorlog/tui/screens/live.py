"""Lift: what is shown while somebody lifts, and the keys; the rest between two sets lies over it."""

from __future__ import annotations

from textual import work

from sensorlog.events import SessionEventKind
from sensorlog.tui.desk import Desk
from sensorlog.tui.screens.dialogs import ConfirmDialog
from sensorlog.tui.screens.registered import bindings_of
from sensorlog.tui.screens.rest import RestScreen
from sensorlog.tui.screens.running import RunningScreen
from sensorlog.tui.view import LiveView

__all__ = ["LiveScreen"]


_HEARD_S = 0.2
"""Longer than a key takes to be analysed."""


class LiveScreen(RunningScreen):
    """Shows a session that it runs, and hands on what the person enters."""

    REGISTERED_AS = "live"
    BINDINGS = bindings_of("live")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rested: str | None = None
        """The set whose rest was shown."""

    def shown(self, view: LiveView) -> None:
        if view.rest is None or view.rest.set_id == self._rested or self.desk.is_over:
            return
        self._rested = view.rest.set_id
        self.app.push_screen(RestScreen(self.desk, self.leave, view))

    def hidden(self, view: LiveView) -> None:
        if isinstance(self.app.screen, RestScreen):
            self.app.screen.show(view)

    def action_toggle_set(self) -> None:
        going = self.desk.shown_set
        if going is not None and going.end_s is None:
            self.key(SessionEventKind.SET_END)
        elif self.desk.moment(self.app.settings).is_hold:
            self.desk.get_ready()
        else:
            self.key(SessionEventKind.SET_START)

    def action_rep_add(self) -> None:
        self._correct(is_more=True)

    def action_rep_remove(self) -> None:
        self._correct(is_more=False)

    def _correct(self, *, is_more: bool) -> None:
        if self.desk.session.takes_keys:
            self.desk.log.rep(is_more=is_more)
            self.set_timer(_HEARD_S, self._say_if_no_set)

    def _say_if_no_set(self) -> None:
        """Say that a rep went nowhere; a set that was begun just before it is known by now."""
        if self.desk.shown_set is None:
            self.notify("There is no set yet: space starts one.", severity="warning")

    def action_toggle_pause(self) -> None:
        is_paused = self.desk.session.state.is_paused
        self.key(SessionEventKind.RESUME if is_paused else SessionEventKind.PAUSE)

    def action_split(self) -> None:
        self.key(SessionEventKind.RESUME, {"split": True})

    @work
    async def action_end(self) -> None:
        session, going = self.desk.session, self.desk.shown_set
        if not self.desk.is_over and not session.is_replay and going is not None and going.end_s is None:
            question = "A set is open. End it and the session? What was counted is kept."
            if not await self.app.push_screen_wait(ConfirmDialog(question, "end both", "go on lifting")):
                return
        self.leave()
