"""A short training session of the virtual lifter, as packets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from sensorlog.events import JsonValue, SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Placement
from sensorlog.pipeline import role_of
from sensorlog.profiles import Profile, Registry
from sensorlog.recordings import RecordingWriter
from sensorlog.session import LiveSession, Sink
from sensorlog.simulate import packets
from sensorlog.simulate.lifter import Performance, Rest, Segment, SensorSpec, Set, Stand, perform

PROFILE_ID = "sensorlog-imu"

Key = tuple[SessionEventKind, dict[str, JsonValue]]


@cache
def performance() -> Performance:
    """Two sets with a rest between them."""
    script: list[Segment] = [
        Stand(4.0),
        Set("squat", 5, load_kg=60.0),
        Rest(10.0),
        Set("curl", 6, load_kg=12.5),
        Rest(6.0),
    ]
    return perform(script, [SensorSpec("bar", Placement.BAR)], seed=3)


@cache
def profile() -> Profile:
    return Registry().get(PROFILE_ID)


@cache
def items() -> tuple[Packet | SessionEvent, ...]:
    """What a sensor would have sent of it."""
    return tuple(packets(performance().samples, profile()))


def record(path: Path) -> Path:
    """Write a whole recording of it."""
    with RecordingWriter(path) as writer:
        writer.attach_profile(profile().id, profile().text)
        for item in items():
            writer.write(item)
    return path


class Given:
    """A source that delivers given items as fast as they are taken, and presses keys between them.

    ``keys`` are pressed after the item of their number.
    """

    def __init__(self, given: Sequence[Packet | SessionEvent], keys: Mapping[int, Sequence[Key]] | None = None) -> None:
        self._given = given
        self._keys = keys or {}
        self._now_ns = 0
        self.session: LiveSession
        """Whose keys are pressed."""

    @property
    def profiles(self) -> Mapping[str, str]:
        return {profile().id: profile().text}

    def now_ns(self) -> int:
        return self._now_ns

    async def run(self, sink: Sink) -> None:
        for number, item in enumerate(self._given):
            self._now_ns = item.t_ns
            sink(item)
            for kind, data in self._keys.get(number, ()):
                if kind is not SessionEventKind.ROLE:
                    self.session.key(kind, data)
                elif "bar" in self.session.state.sensors:
                    self.session.move("bar", role_of(data))
            await sink.room()
