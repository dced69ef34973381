"""A session whose second set, and whose end, wait for a file: ``python -m tests.tui.held FOLDER`` shows it.

With the same steps it ends in the same logbook, whoever drives it: keys in a terminal, or a mouse.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sensorlog.events import JsonValue, SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Placement
from sensorlog.logbook import DiaryKind, Logbook
from sensorlog.session import LiveSession, Sink, open_session
from sensorlog.simulate import packets
from sensorlog.simulate.lifter import Rest, SensorSpec, Set, Stand, perform
from sensorlog.training import PainEntry
from sensorlog.tui.app import SensorlogApp
from tests.tui.scene import PROFILE, REGISTRY

__all__ = ["SECOND_SET", "app_in", "contents"]

SECOND_SET = "second set"
"""Name of the file that lets it begin."""
KEYS: tuple[tuple[SessionEventKind, dict[str, JsonValue]], ...] = (
    (SessionEventKind.PERSON, {"id": "ana", "label": "Ana"}),
    (SessionEventKind.EXERCISE, {"name": "squat"}),
    (SessionEventKind.LOAD, {"kg": 60.0}),
)


class HeldSource:
    """Plays the first set, waits for the file, plays the second, and goes on for ever."""

    def __init__(self, folder: Path) -> None:
        self._go = folder / SECOND_SET
        script = (Stand(4.0), Set("squat", reps=5), Rest(24.0), Set("squat", reps=4), Stand(10.0))
        performance = perform(script, [SensorSpec("bar", Placement.BAR)], seed=3)
        self._items = list(packets(performance.samples, PROFILE))
        first_ns = next(item.t_ns for item in self._items if isinstance(item, Packet))
        self._hold_ns = first_ns + round(1e9 * (performance.sets[0].end_s + 12.0))
        self._now_ns = 0

    @property
    def profiles(self) -> Mapping[str, str]:
        return {PROFILE.id: PROFILE.text}

    def now_ns(self) -> int:
        return self._now_ns

    async def run(self, sink: Sink) -> None:
        for kind, data in KEYS:
            sink(SessionEvent(0, kind, None, data))
        for item in self._items:
            while item.t_ns > self._hold_ns and not self._go.exists():  # noqa: ASYNC110 - a file is no event
                await asyncio.sleep(0.05)
            self._now_ns = item.t_ns
            sink(item)
            await sink.room()
        await asyncio.Event().wait()


def app_in(folder: Path) -> SensorlogApp:
    """Return the app with that one session, its logbook in ``folder``."""

    async def opening() -> LiveSession:
        return open_session(HeldSource(folder), Logbook(f"sqlite:///{folder / 'log.db'}"), REGISTRY)

    return SensorlogApp(opening)


def contents(folder: Path) -> dict[str, Any]:
    """Return what stands in the logbook of ``folder``, without times and ids."""
    logbook = Logbook(f"sqlite:///{folder / 'log.db'}")
    (session,) = logbook.sessions()
    felt = [entry.felt for entry in logbook.diary("ana", [DiaryKind.PAIN])]
    held = {
        "person": session.person and session.person.label,
        "ended": session.ended_utc is not None,
        "notes": [note.text for note in session.notes],
        "sets": [
            (one.set_id, one.exercise, one.load_kg, one.rep_count, one.sensed_rep_count, one.rpe, one.warm_up)
            for one in session.sets
        ],
        "edits": [(str(edit.op), edit.value, edit.about) for edit in session.edits],
        "pain": [
            (each.score, each.site, each.new_or_worse, each.exercise) for each in felt if isinstance(each, PainEntry)
        ],
    }
    logbook.close()
    return held


if __name__ == "__main__":
    app_in(Path(sys.argv[1])).run()
