"""Short simulated sessions as items, shared by the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sensorlog.events import JsonValue, LinkState, Rep, RepState, SessionEvent, SessionEventKind, SetEnded
from sensorlog.imu import Packet, Placement
from sensorlog.pipeline import Item, Pipeline
from sensorlog.profiles import Registry
from sensorlog.simulate import packets
from sensorlog.simulate.lifter import SensorSpec, Set, Stand, perform

PROFILE_ID = "sensorlog-imu"
RATE_HZ = 50.0

Session = list[Packet | SessionEvent]


@cache
def _squats(sensors: tuple[Placement, ...]) -> tuple[Packet | SessionEvent, ...]:
    specs = [SensorSpec(placement.value, placement, rate_hz=RATE_HZ) for placement in sensors]
    squats = Set("squat", 5)
    performance = perform([Stand(3.0), squats, Stand(12.0), replace(squats, reps=4), Stand(12.0)], specs, seed=5)
    return tuple(packets(performance.samples, Registry().get(PROFILE_ID), options={"rate_hz": RATE_HZ}))


def squats(*sensors: Placement) -> Session:
    """Two sets of squats, 5 and 4, with rests; by default the sensor is on the bar."""
    return list(_squats(sensors or (Placement.BAR,)))


def key(session: Sequence[Packet | SessionEvent], t_s: float, kind: SessionEventKind, **data: JsonValue) -> Session:
    """The session with a key pressed ``t_s`` after its first packet."""
    t_ns = next(item.t_ns for item in session if isinstance(item, Packet)) + round(t_s * 1e9)
    at = next((i for i, item in enumerate(session) if item.t_ns > t_ns), len(session))
    return [*session[:at], SessionEvent(t_ns, kind, None, data), *session[at:]]


def with_lost_link(session: Session, start_s: float, end_s: float) -> Session:
    """The session with the link lost in between, set up anew as the first time."""
    t0_ns = next(item.t_ns for item in session if isinstance(item, Packet))
    start_ns, end_ns = t0_ns + round(start_s * 1e9), t0_ns + round(end_s * 1e9)
    joined = next(i for i, item in enumerate(session) if is_kind(item, SessionEventKind.SENSOR))
    sensor = session[joined].sensor
    lost = SessionEvent(start_ns, SessionEventKind.LINK, sensor, {"state": LinkState.LOST.value})
    set_up = [replace(item, t_ns=end_ns) for item in session[: joined + 2]]
    before = [item for item in session if item.t_ns < start_ns]
    return [*before, lost, *set_up, *(item for item in session if item.t_ns >= end_ns)]


def is_kind(item: Item, kind: SessionEventKind) -> bool:
    return isinstance(item, SessionEvent) and item.kind is kind


def pipeline() -> Pipeline:
    return Pipeline(Registry())


def counts(events: Sequence[object]) -> list[tuple[str, int]]:
    """Sets that ended, with the confirmed reps that stand at the end."""
    standing: dict[str, Rep] = {}
    for event in events:
        if isinstance(event, Rep):
            standing[event.rep_id] = event
    return [
        (
            event.set_id,
            sum(rep.set_id == event.set_id and rep.state is RepState.CONFIRMED for rep in standing.values()),
        )
        for event in events
        if isinstance(event, SetEnded)
    ]
