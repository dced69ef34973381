"""From the running analysis to entries of the logbook: what the person entered, and every set when it is over.

The same object serves a live session and one that is finished from its recording later: the ids of what it makes
follow from the recording alone, so that writing twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sensorlog.events import (
    Event,
    JsonValue,
    Rep,
    RepSource,
    RepState,
    SessionEvent,
    SessionEventKind,
    SetEnded,
    SetStarted,
)
from sensorlog.imu import Packet, Role
from sensorlog.logbook import Edit, EditOp, Logbook, Note, Person, SensedSet
from sensorlog.pipeline import ANALYSIS_VERSION
from sensorlog.session.keys import is_key, is_sound
from sensorlog.session.source import Item

__all__ = ["Bookkeeper", "Entry", "write"]

Entry = SensedSet | Edit | Note | Person


def write(logbook: Logbook, session_id: str, analysis_version: str, entries: Sequence[Entry]) -> None:
    """Write ``entries`` into the logbook; what is there already stays. Raises :class:`LogbookError`."""
    for entry in entries:
        match entry:
            case SensedSet():
                logbook.save_set(session_id, analysis_version, entry)
            case Edit():
                logbook.add_edit(session_id, entry)
            case Note():
                logbook.add_note(session_id, entry)
            case Person():
                logbook.set_person(session_id, entry)


@dataclass(slots=True)
class _Set:
    start_s: float
    role: Role
    end_s: float | None = None
    sensed: dict[str, Rep] = field(default_factory=dict)


class Bookkeeper:
    """Follows one session. ``start_utc`` is the time of its first item."""

    def __init__(self, start_utc: datetime) -> None:
        self._start_utc = start_utc
        self._first_ns: int | None = None
        self._first_packet_ns: int | None = None
        self._keys = 0
        self._person_id: str | None = None
        self._exercise: str | None = None
        self._load_kg: float | None = None
        self._load_entered: str | None = None
        self._sets: dict[str, _Set] = {}

    def entries(self, items: Sequence[Item], events: Sequence[Event]) -> list[Entry]:
        """Return what belongs in the logbook of ``items`` and the ``events`` that they gave, in order.

        A key of the person has to come alone.
        """
        key: SessionEvent | None = None
        for item in items:
            if isinstance(item, Packet | SessionEvent) and self._first_ns is None:
                self._first_ns = item.t_ns
            if isinstance(item, Packet) and self._first_packet_ns is None:
                self._first_packet_ns = item.t_ns
            if isinstance(item, SessionEvent) and is_key(item):
                key = item
        found: list[Entry] = []
        if key is not None:
            self._keys += 1
            if is_sound(key.kind, key.data) and (entry := self._entered(key, events)) is not None:
                found.append(entry)
        taken_back = key is not None and key.kind is SessionEventKind.REP_REMOVE
        ended = (self._follow(event, taken_back=taken_back) for event in events)
        return [*found, *(over for over in ended if over is not None)]

    def _follow(self, event: Event, *, taken_back: bool) -> SensedSet | None:
        """Take in one event; return the set that it ends."""
        match event:
            case SetStarted():
                self._sets[event.set_id] = _Set(event.start_s, Role(event.placement, event.clip_site))
            case Rep(source=RepSource.SENSOR) if (known := self._sets.get(event.set_id)) is not None:
                if event.state is not RepState.WITHDRAWN:
                    known.sensed[event.rep_id] = event
                elif not taken_back:  # what the person takes back was sensed all the same
                    known.sensed.pop(event.rep_id, None)
            case SetEnded() if (known := self._sets.get(event.set_id)) is not None:
                known.start_s, known.end_s = event.start_s, event.end_s
                return self._sensed_set(event, known)
            case _:
                pass
        return None

    def _sensed_set(self, ended: SetEnded, known: _Set) -> SensedSet:
        return SensedSet(
            set_id=ended.set_id,
            sensor=ended.sensor,
            start_s=ended.start_s,
            end_s=ended.end_s,
            channel=ended.channel,
            confidence=ended.confidence,
            velocity_loss=ended.velocity_loss,
            exercise=self._exercise,
            load_kg=self._load_kg,
            load_entered=self._load_entered,
            sensed_rep_count=ended.rep_count if ended.sensed_rep_count is None else ended.sensed_rep_count,
            reps=tuple(known.sensed.values()),
            placement=known.role.placement,
            clip_site=known.role.clip_site,
            is_carried=ended.is_carried,
        )

    def _entered(self, key: SessionEvent, events: Sequence[Event]) -> Entry | None:
        """Return the entry that a key is, or ``None`` where it changed nothing (a rep less where there was none)."""
        entry_id = f"key-{self._keys}"
        t_s = self._seconds(key.t_ns)
        at_utc = self._utc(key.t_ns)
        corrects = key.kind in (SessionEventKind.REP_ADD, SessionEventKind.REP_REMOVE)
        rep = next((event for event in events if isinstance(event, Rep)), None) if corrects else None
        start_s, end_s = t_s, t_s
        value: JsonValue = None
        match key.kind:
            case SessionEventKind.NOTE:
                return Note(entry_id, t_s, str(key.data["text"]), at_utc)
            case SessionEventKind.PERSON:
                person = Person(str(key.data["id"]), str(key.data.get("label") or ""))
                self._person_id = person.id
                return person
            case SessionEventKind.EXERCISE:
                name = key.data["name"]
                value = self._exercise = None if name is None else str(name)
            case SessionEventKind.LOAD:
                load_kg = key.data["kg"]
                self._load_kg = float(load_kg) if isinstance(load_kg, int | float) else None
                entered = key.data.get("entered")
                self._load_entered = None if entered is None else str(entered)
                value = self._load_kg if entered is None else {"kg": self._load_kg, "entered": entered}
            case SessionEventKind.SAID:
                return self._said(key, entry_id, at_utc)
            case SessionEventKind.REP_ADD | SessionEventKind.REP_REMOVE if rep is None:
                return None
            case SessionEventKind.ROLE | SessionEventKind.CALIBRATE:  # it is in the sets that follow
                return None
            case SessionEventKind.REP_ADD if rep is not None and (known := self._sets.get(rep.set_id)) is not None:
                value = rep.start_s
                start_s, end_s = known.start_s, rep.start_s if known.end_s is None else known.end_s
            case SessionEventKind.REP_REMOVE if rep is not None:
                start_s, end_s = rep.start_s, _end_s(rep, t_s)
            case _:
                pass
        holds_on = key.kind in (SessionEventKind.EXERCISE, SessionEventKind.LOAD)
        return Edit(
            edit_id=entry_id,
            op=EditOp(key.kind.value),
            start_s=start_s,
            end_s=None if holds_on else max(start_s, end_s),
            value=value,
            by=self._person_id,
            at_utc=at_utc,
            about=None if rep is None else rep.rep_id,
            analysis_version=None if rep is None else ANALYSIS_VERSION,
        )

    def _said(self, key: SessionEvent, entry_id: str, at_utc: datetime) -> Edit:
        """Return what is said of one set; where this analysis has it under another name, the times tell which it is."""
        set_id, start_s, end_s = str(key.data["set_id"]), key.data["start_s"], key.data["end_s"]
        assert isinstance(start_s, int | float)
        assert isinstance(end_s, int | float)
        known = self._sets.get(set_id)
        is_known = known is not None and known.start_s <= end_s and (known.end_s is None or start_s <= known.end_s)
        return Edit(
            edit_id=entry_id,
            op=EditOp(str(key.data["op"])),
            start_s=start_s,
            end_s=end_s,
            value=key.data.get("value"),
            by=self._person_id,
            at_utc=at_utc,
            about=set_id if is_known else None,
            analysis_version=ANALYSIS_VERSION if is_known else None,
        )

    def _seconds(self, t_ns: int) -> float:
        """Seconds from the first packet; what was entered before it is put at its time."""
        return 0.0 if self._first_packet_ns is None else (t_ns - self._first_packet_ns) / 1e9

    def _utc(self, t_ns: int) -> datetime:
        first_ns = t_ns if self._first_ns is None else self._first_ns
        return (self._start_utc + timedelta(microseconds=(t_ns - first_ns) // 1000)).astimezone(UTC)


def _end_s(rep: Rep, now_s: float) -> float:
    """Return where a rep ends; one that goes on ends now, one that was added is a moment."""
    if rep.source is RepSource.PERSON:
        return rep.start_s
    return now_s if rep.end_s is None else rep.end_s
