"""The sample sessions in ``recordings/``: what the virtual lifter did in each, what was recorded, and the truth.

``python -m sensorlog.simulate.samples FOLDER`` writes all of them and ``truth.json``; the same bytes each time.
"""

from __future__ import annotations

import heapq
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from sensorlog.ble import link_event
from sensorlog.events import JsonValue, LinkState, SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Placement
from sensorlog.profiles import Number, Profile, Registry
from sensorlog.recordings import RecordingWriter
from sensorlog.simulate.air import Air
from sensorlog.simulate.lifter import (
    ClipOn,
    Hitch,
    Hold,
    Performance,
    Rest,
    Segment,
    SensorSpec,
    Set,
    SetTruth,
    Stand,
    Walk,
    any_mounting,
    perform,
    set_with_weight,
)
from sensorlog.simulate.over_the_air import packets

__all__ = ["SAMPLES", "TRUTH_FILE", "Outage", "Sample", "truth_of", "write_samples"]

TRUTH_FILE = "truth.json"

_TYPED_BEFORE_S = 6.0
_KEY_AROUND_SET_S = 0.8
_NOTICED_AFTER_S = 2.5
_AIR = Air(interval_s=0.03, jitter_s=0.004, seed=7)
"""A connection interval of 30 ms, as phones and laptops choose."""

Item = Packet | SessionEvent


@dataclass(frozen=True, slots=True)
class Outage:
    """The link is lost in the pause after one rep of a set and back in the pause before another."""

    set_number: int
    after_rep: int
    before_rep: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample session. Set numbers count from 1."""

    about: str
    start_utc: str
    profile: str
    options: Mapping[str, Number]
    sensors: tuple[SensorSpec, ...]
    script: tuple[Segment, ...]
    seed: int
    bounded_sets: frozenset[int] = frozenset()
    """Sets that the person starts and ends by key."""
    paused_sets: frozenset[int] = frozenset()
    """Counting is paused for these: they are shown to somebody, not trained."""
    outage: Outage | None = None


@dataclass(frozen=True, slots=True)
class _Session:
    """A sample as performed: keys and truth need its times."""

    sample: Sample
    performance: Performance
    first_packet_ns: int
    began_ns: int
    """When the motion began: samples flow from here on."""
    items: tuple[Item, ...] = field(repr=False)

    def at_ns(self, t_s: float) -> int:
        return self.began_ns + round(t_s * 1e9)

    def outage_s(self) -> tuple[float, float] | None:
        outage = self.sample.outage
        if outage is None:
            return None
        reps = self.performance.sets[outage.set_number - 1].reps
        lost_s = (reps[outage.after_rep - 1].end_s + reps[outage.after_rep].start_s) / 2
        back_s = (reps[outage.before_rep - 2].end_s + reps[outage.before_rep - 1].start_s) / 2
        return lost_s, back_s

    def lost_reps(self, number: int) -> range:
        outage = self.sample.outage
        if outage is None or outage.set_number != number:
            return range(0)
        return range(outage.after_rep + 1, outage.before_rep)


def write_samples(folder: Path, names: Iterable[str]) -> None:
    """Write these samples and their truth into a folder; files of the same names are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    truth = {}
    for name in names:
        session = _perform(SAMPLES[name])
        truth[f"{name}.mcap"] = truth_of(session)
        _write(session, folder / f"{name}.mcap")
    lines = json.dumps(truth, indent=1, ensure_ascii=False)
    (folder / TRUTH_FILE).write_text(lines + "\n", encoding="utf-8")


def truth_of(session: _Session) -> dict[str, Any]:
    """Tell what was done, in seconds from the first packet, for ``truth.json``."""
    shift_s = (session.began_ns - session.first_packet_ns) / 1e9

    def at(t_s: float) -> float:
        return round(t_s + shift_s, 3)

    def told(number: int, done: SetTruth) -> dict[str, Any]:
        reps = tuple(enumerate(done.reps, start=1))
        return {
            "exercise": done.exercise,
            "load_kg": done.load_kg,
            "start_s": at(done.start_s),
            "end_s": at(done.end_s),
            "reps": len(done.reps),
            "half_reps": [n for n, rep in reps if rep.half],
            "hitches": [n for n, rep in reps if rep.hitch],
            "added_by_key": list(session.lost_reps(number)),
            "rep_times_s": [[at(rep.start_s), at(rep.turn_s), at(rep.end_s)] for rep in done.reps],
            "rom_m": {
                spec.name: round(max(rep.measures[spec.name].rom_m for rep in done.reps), 3)
                for spec in session.sample.sensors
            },
        }

    sets = tuple(enumerate(session.performance.sets, start=1))
    paused = session.sample.paused_sets
    outage = session.outage_s()
    return {
        "about": session.sample.about,
        "profile": session.sample.profile,
        "sensors": {spec.name: spec.placement.value for spec in session.sample.sensors},
        "sets": [told(number, done) for number, done in sets if number not in paused],
        "paused": [{"start_s": at(done.start_s), "end_s": at(done.end_s)} for number, done in sets if number in paused],
        "holds": [
            {"exercise": hold.exercise, "start_s": at(hold.start_s), "end_s": at(hold.end_s)}
            for hold in session.performance.holds
        ],
        "gaps": [] if outage is None else [{"start_s": at(outage[0]), "end_s": at(outage[1])}],
    }


def _perform(sample: Sample) -> _Session:
    performance = perform(sample.script, sample.sensors, sample.seed)
    profile = _profile(sample)
    items = tuple(packets(performance.samples, profile, options=sample.options, air=_AIR))
    first_packet = next(item for item in items if isinstance(item, Packet))
    began = max(item.t_ns for item in items if _is_link(item, LinkState.STREAMING))
    return _Session(sample, performance, first_packet.t_ns, began, items)


def _profile(sample: Sample) -> Profile:
    profile = Registry().get(sample.profile)
    assert profile is not None, sample.profile
    return profile


def _is_link(item: Item, state: LinkState) -> bool:
    return isinstance(item, SessionEvent) and item.kind is SessionEventKind.LINK and item.data["state"] == state.value


def _write(session: _Session, path: Path) -> None:
    path.unlink(missing_ok=True)
    with RecordingWriter(path) as writer:
        profile = _profile(session.sample)
        writer.attach_profile(profile.id, profile.text)
        writer.write(_opening(session.sample))
        items = heapq.merge(_with_outage(session), sorted(_keys(session), key=_time), key=_time)
        end_ns = 0
        for item in items:
            writer.write(item)
            end_ns = item.t_ns
        writer.write(SessionEvent(end_ns, SessionEventKind.END))
    # Nobody's health data: everybody may read it.
    path.chmod(0o644)


def _time(item: Item) -> int:
    return item.t_ns


def _opening(sample: Sample) -> SessionEvent:
    data: dict[str, JsonValue] = {"start_utc": sample.start_utc, "software": "sensorlog.simulate", "demo": True}
    return SessionEvent(0, SessionEventKind.SESSION, data=data)


def _with_outage(session: _Session) -> Iterator[Item]:
    """Items of the sensors; while the link is down nothing arrives, then the sensor is set up anew."""
    outage = session.outage_s()
    if outage is None:
        yield from session.items
        return
    lost_ns, back_ns = (session.at_ns(t_s) for t_s in outage)
    (sensor,) = (spec.name for spec in session.sample.sensors)
    setup = [*takewhile(lambda item: not _is_link(item, LinkState.STREAMING), session.items)]
    streaming = link_event(session.began_ns, sensor, LinkState.STREAMING)
    again = [_later(item, back_ns - session.began_ns) for item in (*setup, streaming)]
    down = link_event(lost_ns, sensor, LinkState.LOST, detail="the link dropped")
    yield from (item for item in session.items if item.t_ns < lost_ns)
    yield down
    yield from again
    yield from (item for item in session.items if item.t_ns > back_ns)


def _later(item: Item, by_ns: int) -> Item:
    if isinstance(item, Packet):
        return Packet(item.t_ns + by_ns, item.sensor, item.characteristic, item.data)
    return SessionEvent(item.t_ns + by_ns, item.kind, item.sensor, item.data)


def _keys(session: _Session) -> Iterator[SessionEvent]:
    """Everything that the person types: exercise and load before a set, and what the sample asks for."""

    def key(t_s: float, kind: SessionEventKind, **data: Any) -> SessionEvent:
        return SessionEvent(session.at_ns(t_s), kind, data=data)

    exercise: str | None = None
    load_kg: float | None = None
    for number, done in enumerate(session.performance.sets, start=1):
        typed_s = done.start_s - _TYPED_BEFORE_S
        before_s, after_s = done.start_s - _KEY_AROUND_SET_S, done.end_s + _KEY_AROUND_SET_S
        if number in session.sample.paused_sets:
            yield key(before_s, SessionEventKind.PAUSE)
            yield key(after_s, SessionEventKind.RESUME)
            continue
        if done.exercise != exercise:
            exercise = done.exercise
            yield key(typed_s, SessionEventKind.EXERCISE, name=exercise)
        if done.load_kg != load_kg:
            load_kg = done.load_kg
            yield key(typed_s + 1.0, SessionEventKind.LOAD, kg=load_kg)
        if number in session.sample.bounded_sets:
            yield key(before_s, SessionEventKind.SET_START)
            yield key(after_s, SessionEventKind.SET_END)
        outage = session.outage_s()
        for lost in session.lost_reps(number):
            assert outage is not None
            yield key(outage[1] + _NOTICED_AFTER_S + 0.4 * lost, SessionEventKind.REP_ADD)


def _settle(weight_of: str | None = None) -> tuple[Segment, ...]:
    return (ClipOn(5.0, weight_of), Walk(7.0), Stand(4.0))


_IMU_100 = {"rate_hz": 100, "acc_range_g": 8, "gyr_range_dps": 1000}

SAMPLES: Mapping[str, Sample] = {
    "squat-day": Sample(
        about="Three sets of squats seen from bar and trunk; unracking, walking out, racking, rests",
        start_utc="2026-01-05T17:30:00+00:00",
        profile="sensorlog-imu",
        options=_IMU_100,
        sensors=(
            SensorSpec("bar", Placement.BAR, mounting=any_mounting(11), clock_ppm=40.0),
            SensorSpec("trunk", Placement.TRUNK, mounting=any_mounting(12), clock_ppm=-25.0, acc_scale=1.01),
        ),
        script=(
            *_settle("squat"),
            *set_with_weight(Set("squat", 8, 60.0)),
            Rest(35.0),
            *set_with_weight(Set("squat", 8, 70.0, fatigue=0.4)),
            Walk(10.0),
            Rest(30.0),
            *set_with_weight(Set("squat", 6, 80.0, fatigue=0.6)),
            Walk(6.0),
        ),
        seed=101,
    ),
    "bench-press": Sample(
        about="Three sets of bench press, the sensor clipped crooked on the bar; the last set is slow",
        start_utc="2026-01-07T17:30:00+00:00",
        profile="metamotion",
        options={"rate_hz": 50},
        sensors=(SensorSpec("bar", Placement.BAR, rate_hz=50.0, mounting=any_mounting(21), clock_ppm=300.0),),
        script=(
            *_settle("bench press"),
            *set_with_weight(Set("bench press", 10, 40.0)),
            Rest(40.0),
            *set_with_weight(Set("bench press", 8, 50.0, fatigue=0.5)),
            Rest(40.0),
            *set_with_weight(Set("bench press", 5, 57.5, fatigue=0.9)),
            Stand(3.0),
        ),
        seed=102,
    ),
    "deadlift-hitch": Sample(
        about="Three sets of deadlifts seen from bar and trunk; two reps stall and are torn on. The second set is "
        "started and ended by key",
        start_utc="2026-01-09T17:30:00+00:00",
        profile="sensorlog-imu",
        options={**_IMU_100, "rate_hz": 104},
        sensors=(
            SensorSpec("bar", Placement.BAR, rate_hz=104.0, mounting=any_mounting(32), clock_ppm=30.0),
            SensorSpec("trunk", Placement.TRUNK, rate_hz=104.0, mounting=any_mounting(31), clock_ppm=-60.0),
        ),
        script=(
            *_settle("deadlift"),
            Set("deadlift", 6, 70.0),
            Rest(40.0),
            Set("deadlift", 5, 90.0, hitches={4: Hitch()}),
            Walk(12.0),
            Rest(35.0),
            Set("deadlift", 5, 90.0, fatigue=0.5, hitches={3: Hitch(depth=0.13, side_rad=0.05)}),
            Stand(3.0),
        ),
        seed=103,
        bounded_sets=frozenset({2}),
    ),
    "rehabilitation": Sample(
        about="Seated and standing trunk flexion, leg raises, a plank: slow, without weights; trunk and thigh",
        start_utc="2026-01-10T09:00:00+00:00",
        profile="sensorlog-imu",
        options={**_IMU_100, "rate_hz": 50},
        sensors=(
            SensorSpec("trunk", Placement.TRUNK, rate_hz=50.0, mounting=any_mounting(41), clock_ppm=15.0),
            SensorSpec("thigh", Placement.THIGH, rate_hz=50.0, mounting=any_mounting(42), clock_ppm=-80.0),
        ),
        script=(
            *_settle(),
            Set("seated trunk flexion", 8),
            Rest(25.0),
            Set("standing trunk flexion", 8),
            Rest(25.0),
            Set("leg raise", 10),
            Stand(8.0),
            Hold("plank", 30.0),
            Stand(6.0),
        ),
        seed=104,
    ),
    "curls-and-rows": Sample(
        about="Curls and bent-over rows seen from the wrist, with half reps at the end of sets. Counting is paused "
        "while three curls are shown to a friend",
        start_utc="2026-01-12T17:30:00+00:00",
        profile="metamotion",
        options={"rate_hz": 50},
        sensors=(SensorSpec("wrist", Placement.WRIST, rate_hz=50.0, mounting=any_mounting(51), clock_ppm=-200.0),),
        script=(
            *_settle("curl"),
            *set_with_weight(Set("curl", 10, 20.0, half_reps=(9, 10))),
            Rest(25.0),
            *set_with_weight(Set("curl", 3, 20.0)),
            Rest(25.0),
            *set_with_weight(Set("curl", 8, 20.0, fatigue=0.5)),
            Rest(30.0),
            *set_with_weight(Set("bent-over row", 10, 40.0)),
            Rest(30.0),
            *set_with_weight(Set("bent-over row", 8, 45.0, half_reps=(8,))),
            Stand(3.0),
        ),
        seed=105,
        paused_sets=frozenset({2}),
    ),
    "link-loss": Sample(
        about="Overhead press seen from the wrist; the link drops in the second set, and the rep that was lost with "
        "it is added by key",
        start_utc="2026-01-14T17:30:00+00:00",
        profile="sensorlog-imu",
        options=_IMU_100,
        sensors=(SensorSpec("wrist", Placement.WRIST, mounting=any_mounting(61), clock_ppm=20.0),),
        script=(
            *_settle("overhead press"),
            *set_with_weight(Set("overhead press", 8, 30.0)),
            Rest(35.0),
            *set_with_weight(Set("overhead press", 10, 30.0)),
            Rest(20.0),
        ),
        seed=106,
        outage=Outage(set_number=2, after_rep=5, before_rep=7),
    ),
}
"""By name of the file, without its suffix."""


if __name__ == "__main__":
    write_samples(Path(sys.argv[1]), SAMPLES)
