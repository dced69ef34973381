"""Replay: the lift screen on a recording, with transport. Nothing is recorded or kept of it."""

from __future__ import annotations

import asyncio

from textual import events, on, work

from sensorlog.errors import SensorlogError
from sensorlog.profiles import Registry
from sensorlog.session import Moments, ReplaySource, find_moments
from sensorlog.tui.screens.registered import bindings_of
from sensorlog.tui.screens.running import RunningScreen
from sensorlog.tui.widgets.bars import TransportBar

__all__ = ["ReplayScreen"]

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
STEP_S = 0.1


class ReplayScreen(RunningScreen):
    """Lift with a transport in place of the keys of a session."""

    REGISTERED_AS = "replay"
    BINDINGS = bindings_of("replay")

    def on_mount(self) -> None:
        self._source.stays = True
        super().on_mount()
        self._find_moments()

    @property
    def _source(self) -> ReplaySource:
        source = self.desk.session.transport
        assert source is not None
        return source

    @property
    def _moments(self) -> Moments:
        return self.desk.moments or Moments()

    @work(exclusive=True, group="moments")
    async def _find_moments(self) -> None:
        """Look for reps and sets beside the event loop; until they are found there is nowhere to jump to."""
        try:
            self.desk.moments = await asyncio.to_thread(find_moments, self._source.path, Registry())
        except SensorlogError as error:
            self.notify(f"Reps and sets cannot be jumped to: {error}", severity="warning")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out a way that leads nowhere: there is no rep, set or speed beyond."""
        match action:
            case "rep_before" | "rep_after" | "set_before" | "set_after":
                return None if getattr(self._moments, action)(self._source.position_s) is None else True
            case "slower":
                return None if self._speed <= SPEEDS[0] else True
            case "faster":
                return None if self._speed >= SPEEDS[-1] else True
        return super().check_action(action, parameters)

    def action_end(self) -> None:
        self.leave()

    def action_play(self) -> None:
        """Stop or go on; at the end begin anew."""
        if self._source.is_at_end:
            self._source.is_paused = False
            self._source.seek(self._source.begins_s)
        else:
            self._source.is_paused = not self._source.is_paused

    def action_rep_before(self) -> None:
        self._go(self._moments.rep_before(self._source.position_s))

    def action_rep_after(self) -> None:
        self._go(self._moments.rep_after(self._source.position_s))

    def action_set_before(self) -> None:
        self._go(self._moments.set_before(self._source.position_s))

    def action_set_after(self) -> None:
        self._go(self._moments.set_after(self._source.position_s))

    def action_step(self) -> None:
        self._source.is_paused = True
        self._go(self._source.position_s + STEP_S)

    def action_step_back(self) -> None:
        self._source.is_paused = True
        self._go(self._source.position_s - STEP_S)

    def action_slower(self) -> None:
        self._source.speed = next((speed for speed in SPEEDS[::-1] if speed < self._speed), SPEEDS[0])

    def action_faster(self) -> None:
        self._source.speed = next((speed for speed in SPEEDS if speed > self._speed), SPEEDS[-1])

    @property
    def _speed(self) -> float:
        return SPEEDS[-1] if self._source.speed is None else self._source.speed

    @on(events.Click, "TransportBar")
    def _clicked(self, event: events.Click) -> None:
        share = self.query_one(TransportBar).share_at(event.x - 1)
        begins_s, length_s = self._source.begins_s, self._moments.duration_s
        if share is not None and length_s:
            self._go(begins_s + share * length_s)

    def _go(self, t_s: float | None) -> None:
        if t_s is not None:
            self._source.seek(t_s)
