"""Record the sample sessions: packets, keys, links, and the truth beside them.

``python -m sensorlog.simulate.samples [FOLDER]`` writes all of them and ``truth.json``; the same bytes each time.
"""

from __future__ import annotations

import heapq
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from sensorlog.ble import link_event
from sensorlog.events import JsonValue, LinkState, SessionEvent, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.profiles import Profile, Registry
from sensorlog.recordings import RecordingWriter
from sensorlog.resources import firmware_profiles_dir, sample_recordings_dir
from sensorlog.simulate.air import Air
from sensorlog.simulate.lifter import Performance, SetTruth, perform
from sensorlog.simulate.over_the_air import packets
from sensorlog.simulate.sample_sessions import SAMPLES, Sample

__all__ = ["TRUTH_FILE", "write_samples"]

TRUTH_FILE = "truth.json"

_TYPED_BEFORE_S = 6.0
_KEY_AROUND_SET_S = 0.8
_NOTICED_AFTER_S = 2.5
_AIR = Air(interval_s=0.03, jitter_s=0.004, seed=7)
"""A connection interval of 30 ms, as phones and laptops choose."""

Item = Packet | SessionEvent


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
        truth[f"{name}.mcap"] = _truth(session)
        _write(session, folder / f"{name}.mcap")
    lines = json.dumps(truth, indent=1, ensure_ascii=False)
    (folder / TRUTH_FILE).write_text(lines + "\n", encoding="utf-8")


def _truth(session: _Session) -> dict[str, Any]:
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
    profile = Registry(folders=[firmware_profiles_dir()]).get(sample.profile)
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


if __name__ == "__main__":
    write_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else sample_recordings_dir(), SAMPLES)
