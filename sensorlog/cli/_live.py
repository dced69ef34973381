"""What `lift`, `demo` and `replay` share: the screen where there is a terminal, plain lines where there is none."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._saying import say
from sensorlog.cli._waiting import bring_logbook_up_to_date

if TYPE_CHECKING:
    from sensorlog.events import Event, LinkState, SensorState
    from sensorlog.pipeline import FoldedSet, SessionFold
    from sensorlog.session import LiveSession

__all__ = ["NO_UI", "has_terminal", "run_session"]

NO_UI = typer.Option(False, "--no-ui", help="Print lines instead of showing the screen.")


_LOOK_EVERY_S = 0.5


def has_terminal() -> bool:
    """Say whether somebody sits at a terminal that can be drawn on. The screen is drawn on stderr: it is one, too."""
    is_terminal = all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    return is_terminal and os.environ.get("TERM") != "dumb"


def run_session(opening: Callable[[], Awaitable[LiveSession]], what: str, *, no_ui: bool) -> None:
    """Open a session and run it to its end: on the screen, or with a line for each set as it ends.

    ``what`` is said while it opens. Raises the :class:`SensorlogError` that ended the session.
    """
    if no_ui or not has_terminal():
        asyncio.run(_print_session(opening, what))
        return
    bring_logbook_up_to_date()
    from sensorlog.tui.app import SensorlogApp

    error = SensorlogApp(opening, what).run()
    if error is not None:
        raise error


async def _print_session(opening: Callable[[], Awaitable[LiveSession]], what: str) -> None:
    from sensorlog.session import run_until_stopped

    say(what, err=True)
    session = await opening()
    for clip in session.newcomers:
        say(f"{clip.sensor}: not remembered as yours; `sensorlog sensors pair {clip.who}` does that", err=True)
    lines = _Lines(session.state, 0.0 if session.transport is None else session.transport.begins_s)

    def told(events: Sequence[Event]) -> None:
        with suppress(OSError):  # nobody reads, or the disk is full: the session goes on, and it is said at the end
            lines(events)

    session.listen(told)
    waiting = asyncio.create_task(_say_waiting(session))
    try:
        await run_until_stopped(session)
    finally:
        waiting.cancel()
    lines([])
    if session.transport is not None:
        for note in session.transport.notes:
            say(note, err=True)
    say(_summary(session.state))


async def _say_waiting(session: LiveSession) -> None:
    """Print, once each time, that another program keeps the logbook from being written."""
    from sensorlog.tui.present.waiting import WAIT_WORDS

    told = None
    while True:
        await asyncio.sleep(_LOOK_EVERY_S)
        wait = session.waits_for_logbook
        if wait is not None and wait is not told:
            with suppress(OSError):
                say(WAIT_WORDS[wait], err=True)
        told = wait


class _Lines:
    """Prints what is new in ``state``: sets on stdout, how the links and the running set do on stderr."""

    def __init__(self, state: SessionFold, begins_s: float = 0.0) -> None:
        self._state, self._begins_s = state, begins_s
        self._printed: set[str] = set()
        self._told: dict[str, tuple[LinkState, str]] = {}
        self._lost: dict[str, int] = {}
        self._unknown: dict[str, int] = {}
        self._counted: tuple[str, int] | None = None

    def __call__(self, events: Sequence[Event]) -> None:
        from sensorlog.events import Calibration, SensorState
        from sensorlog.tui.present.calibration import calibration_words

        for event in events:
            if isinstance(event, SensorState):
                self._sensor(event)
            elif isinstance(event, Calibration):
                say(f"{event.sensor}: {calibration_words(event.state)}", err=True)
        going = self._state.current_set
        if going is not None and going.reps and (going.set_id, len(going.reps)) != self._counted:
            self._counted = (going.set_id, len(going.reps))
            say(f"{going.sensor}: {len(going.reps)}{'?' * (going.provisional_count > 0)}", err=True)
        for number, one in enumerate(self._state.confirmed_sets, start=1):
            if one.end_s is not None and one.set_id not in self._printed:
                self._printed.add(one.set_id)
                say(_set_line(number, one, self._begins_s))

    def _sensor(self, state: SensorState) -> None:
        """Say how a sensor does, once: of one that is tried again and again, only what is new."""
        from sensorlog.events import LinkState
        from sensorlog.tui.near import signal_words
        from sensorlog.tui.words import LINK_WORDS, plural

        link, detail = self._told.get(state.sensor, (None, ""))
        is_retry = link in (LinkState.LOST, LinkState.SILENT, LinkState.SEARCHING) and state.link in (
            LinkState.SEARCHING,
            LinkState.CONNECTING,
            LinkState.SETTING_UP,
        )
        is_new = state.detail not in ("", detail)
        if (state.link is link or is_retry) and not is_new:
            return
        self._told[state.sensor] = state.link, state.detail or detail
        facts = [state.detail] if is_new else []
        if state.link is LinkState.STREAMING:
            facts += [] if state.rssi_dbm is None else [signal_words(state.rssi_dbm)]
            facts += [] if state.battery_percent is None else [f"battery {state.battery_percent:.0f} %"]
        if (lost := state.lost_packets - self._lost.get(state.sensor, 0)) > 0:
            self._lost[state.sensor] = state.lost_packets
            facts.append(f"{plural(lost, 'packet')} lost")
        if (unknown := state.unknown_packets - self._unknown.get(state.sensor, 0)) > 0:
            self._unknown[state.sensor] = state.unknown_packets
            facts.append(f"{plural(unknown, 'packet')} not understood: is its firmware the one of its profile?")
        beside = f" ({', '.join(facts)})" if facts else ""
        say(f"{state.sensor}: {LINK_WORDS[state.link]}{beside}", err=True)


def _set_line(number: int, one: FoldedSet, begins_s: float) -> str:
    from sensorlog.tui.words import clock, lifted, speed

    speeds = [rep.mean_velocity_m_s for rep in one.reps if rep.mean_velocity_m_s is not None]
    mean = speed(sum(speeds) / len(speeds)) if speeds else ""
    end_s = one.start_s if one.end_s is None else one.end_s
    when = f"{clock(one.start_s - begins_s)}–{clock(end_s - begins_s)}"
    return f"set {number}: {lifted(one.rep_count, one.exercise, one.load_kg)} ({', '.join(filter(None, (when, mean)))})"


def _summary(state: SessionFold) -> str:
    from sensorlog.tui.words import plural

    sets = state.confirmed_sets
    return f"{plural(len(sets), 'set')}, {plural(sum(one.rep_count for one in sets), 'rep')}"
