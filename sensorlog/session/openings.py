"""The ways to open a session: lift with sensors, watch the demo, replay what was recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from sensorlog.events import JsonValue, SessionEvent, SessionEventKind
from sensorlog.imu import Placement
from sensorlog.logbook import Logbook
from sensorlog.profiles import Registry, load_profile
from sensorlog.session.demo import DemoSource
from sensorlog.session.errors import SessionError
from sensorlog.session.finish import own_recording
from sensorlog.session.live import LiveSession
from sensorlog.session.pairing import own_pairings
from sensorlog.session.record import Record
from sensorlog.session.replay import ReplaySource
from sensorlog.session.resuming import same_sensors
from sensorlog.session.run import open_session
from sensorlog.session.sensors import BleSource, find_sensors
from sensorlog.session.source import Sink, Source
from sensorlog.session.usuals import usuals_of_recording
from sensorlog.session.wanted import Wanted
from sensorlog.simulate import Motion

__all__ = ["DEMO_KEYS", "DEMO_PROFILE", "Keys", "demo_motions", "open_demo", "open_lift", "open_replay", "open_resumed"]

Keys = Sequence[tuple[SessionEventKind, Mapping[str, JsonValue]]]
"""What the person has entered before the session begins."""


_FAST = 8.0
DEMO_PROFILE = "sensorlog-imu"
DEMO_KEYS: Keys = (
    (SessionEventKind.PERSON, {"id": "demo", "label": "virtual lifter"}),
    (SessionEventKind.EXERCISE, {"name": "squat"}),
    (SessionEventKind.LOAD, {"kg": 60.0}),
)


class _Announced:
    """A source whose first items are what the person entered beforehand."""

    def __init__(self, source: Source, keys: Keys) -> None:
        self._source, self._keys = source, keys

    @property
    def profiles(self) -> Mapping[str, str]:
        return self._source.profiles

    def now_ns(self) -> int:
        return self._source.now_ns()

    async def run(self, sink: Sink) -> None:
        for kind, data in self._keys:
            sink(SessionEvent(self.now_ns(), kind, None, data))
        await self._source.run(sink)


async def open_lift(wanted: Sequence[Wanted] = (), keys: Keys = (), registry: Registry | None = None) -> LiveSession:
    """Look for the sensors that are ``wanted``; return a session with them, in the person's own logbook.

    Nothing wanted: the person's own sensors, or the one that is near, if it is the only one; see :func:`find_sensors`.
    Whichever is nobody's yet is among the session's ``newcomers``. Raises :class:`SensorlogError` where Bluetooth, a
    sensor or the logbook can't be had.
    """
    registry = registry or Registry()
    logbook = Logbook()  # before the search: a logbook that can't be opened is said at once
    pairings = logbook.pairings()
    person_id = next((data.get("id") for kind, data in keys if kind is SessionEventKind.PERSON), None)
    clips = await find_sensors(registry, wanted, own_pairings(pairings, None if person_id is None else str(person_id)))
    session = open_session(_Announced(BleSource(clips, registry), keys), logbook, registry)
    known = {pairing.address for pairing in pairings}
    session.newcomers = tuple(clip for clip in clips if clip.found and clip.found.address not in known)
    return session


async def open_resumed(session_id: str, registry: Registry | None = None) -> LiveSession:
    """Return a session of the person's own logbook that was cut off, with the sensors that it had, to go on with.

    When it runs it catches up with what was recorded; the time between is a hole. Raises :class:`SessionError` where
    it has ended, its recording is gone, or none of its sensors is heard, and else as :func:`open_lift`.
    """
    logbook = Logbook()
    session = logbook.session(session_id)
    if session.ended_utc is not None:
        raise SessionError(f"session {session.id} has ended: begin a new one")
    own_recording(session).release()
    known = await asyncio.to_thread(same_sensors, session.evidence)
    registry = registry or Registry()
    for text in known.profiles.values():
        registry.add(load_profile(text))  # as the recording has it: its packets mean the same on both sides of the hole
    clips = await find_sensors(registry, list(known.wanted.values()), logbook.pairings())
    source = BleSource(known.called_as_before(clips), registry)
    return LiveSession(source, Record(logbook, session), registry)


async def open_demo(*, fast: bool = False) -> LiveSession:
    """Return a session with a virtual lifter, in the logbook of demos.

    Over a virtual radio and in real time where there is one; ``fast`` hands the packets over without, eight times as
    fast.
    """
    registry = Registry()
    motions = await asyncio.to_thread(demo_motions)
    source = DemoSource(motions, registry.get(DEMO_PROFILE), factor=_FAST if fast else 1.0)
    return open_session(_Announced(source, DEMO_KEYS), Logbook(demo=True), registry)


async def open_replay(path: Path, speed: float | None = 1.0, registry: Registry | None = None) -> LiveSession:
    """Return a session that plays the file at ``path`` again; nothing is recorded or kept of it.

    If it is the recording of a session in the logbook, the trunk is compared with the usual that the person had then.
    """
    usuals = await asyncio.to_thread(usuals_of_recording, path)
    return LiveSession(ReplaySource(path, speed), None, registry or Registry(), usuals)


def demo_motions() -> tuple[Motion, ...]:
    """Make the demo's workout: sensors on the bar and the trunk, two sets of squats with a rest between them.

    One rep of the second set is torn up after a stall, as happens to somebody who tires.
    """
    from sensorlog.simulate.lifter import Hitch, Rack, Rest, SensorSpec, Set, Stand, Unrack, Walk, perform

    script = (
        Stand(4.0),
        Set("squat", reps=8, load_kg=60.0, fatigue=0.3),
        Rack("squat"),
        Walk(6.0),
        Rest(15.0),
        Unrack("squat"),
        Set("squat", reps=6, load_kg=60.0, fatigue=0.4, hitches={4: Hitch()}),
        Rack("squat"),
        Stand(4.0),
    )
    sensors = [SensorSpec("bar", Placement.BAR), SensorSpec("trunk", Placement.TRUNK)]
    return perform(script, sensors, seed=1).samples
