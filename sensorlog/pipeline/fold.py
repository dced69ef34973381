"""Events → what stands now: the sets and reps that screen, logbook and ``analyze`` show. One fold for all three."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sensorlog.events import (
    Calibration,
    Event,
    Hold,
    Rep,
    RepState,
    SensorState,
    SessionEvent,
    SessionEventKind,
    SetConfirmed,
    SetEnded,
    SetStarted,
    SetWithdrawn,
)
from sensorlog.imu import Role
from sensorlog.pipeline.folded import FoldedSet
from sensorlog.pipeline.roles import role_of
from sensorlog.pipeline.said import load_of, said_of

__all__ = ["FoldedSet", "SessionFold"]


class SessionFold:
    """What stands in a session, after all that it was told. Its parts are never changed, only replaced."""

    def __init__(self) -> None:
        self.sensors: dict[str, SensorState] = {}
        self.roles: dict[str, Role] = {}
        """Where each sensor sits now."""
        self._moved: set[str] = set()
        """Sensors that the person has put elsewhere since they joined."""
        self.calibrations: dict[str, Calibration] = {}
        """How the last calibration of each sensor went, or goes."""
        self.holds: tuple[Hold, ...] = ()
        self.notes: tuple[str, ...] = ()
        self.exercise: str | None = None
        self.load_kg: float | None = None
        self.person_id: str | None = None
        self.person_label: str | None = None
        self.is_paused = False
        self.has_ended = False
        """Whether the person ended the session."""
        self._sets: dict[str, FoldedSet] = {}
        self._standing: tuple[FoldedSet, ...] | None = None
        """By their start; ``None``: something has changed. A screen asks ten times a second, sets change seldom."""

    @property
    def sets(self) -> tuple[FoldedSet, ...]:
        """All sets that stand, by their start; those not yet confirmed included."""
        if self._standing is None:
            standing = (one for one in self._sets.values() if not one.is_discarded)
            self._standing = tuple(sorted(standing, key=lambda one: one.start_s))
        return self._standing

    def set_called(self, set_id: str) -> FoldedSet | None:
        """Return the set of that id, also one that the person discarded."""
        return self._sets.get(set_id)

    @property
    def confirmed_sets(self) -> tuple[FoldedSet, ...]:
        """Sets of which it is sure that they are some."""
        return tuple(one for one in self.sets if one.is_confirmed)

    @property
    def current_set(self) -> FoldedSet | None:
        """The set that goes on; of several, one that is confirmed, and of these the one that began last."""
        going = [one for one in self.sets if one.end_s is None]
        return max(going, key=lambda one: (one.is_confirmed, one.start_s), default=None)

    @property
    def last_set(self) -> FoldedSet | None:
        """The confirmed set that ended last."""
        ended = [one for one in self.sets if one.end_s is not None]
        return max(ended, key=lambda one: one.end_s or 0.0, default=None)

    def apply(self, items: Iterable[object], events: Iterable[Event]) -> None:
        """Take in some items and the events that they gave.

        Of the items only the session events say something here; what the person entered goes before the events, which
        is right as long as such an item comes alone or with what led up to it.
        """
        for item in items:
            if isinstance(item, SessionEvent):
                self._entered(item)
                self._standing = None
        for event in events:
            self._found(event)
            self._standing = None

    def _entered(self, item: SessionEvent) -> None:
        data = item.data
        match item.kind:
            case SessionEventKind.SENSOR if item.sensor is not None and item.sensor not in self._moved:
                self.roles[item.sensor] = role_of(data)
            case SessionEventKind.ROLE if item.sensor is not None:
                self.roles[item.sensor] = role_of(data)
                self._moved.add(item.sensor)
            case SessionEventKind.EXERCISE:
                name = data.get("name")
                self.exercise = name if isinstance(name, str) else None
                self._label_going()
            case SessionEventKind.LOAD:
                self.load_kg = load_of(data.get("kg"))
                self._label_going()
            case SessionEventKind.NOTE:
                self.notes = (*self.notes, str(data.get("text", "")))
            case SessionEventKind.PERSON:
                identity, label = data.get("id"), data.get("label")
                self.person_id = identity if isinstance(identity, str) else None
                self.person_label = label if isinstance(label, str) else None
            case SessionEventKind.SAID if (said := said_of(data, self._sets.values())) is not None:
                self._sets[said.set_id] = said
            case SessionEventKind.PAUSE:
                self.is_paused = True
            case SessionEventKind.RESUME:
                self.is_paused = False
            case SessionEventKind.END:
                self.has_ended = True
            case _:
                pass

    def _label_going(self) -> None:
        for one in list(self._sets.values()):
            if one.end_s is None:
                self._sets[one.set_id] = replace(one, exercise=self.exercise, load_kg=self.load_kg)

    def _found(self, event: Event) -> None:
        match event:
            case SensorState():
                self.sensors[event.sensor] = event
            case Calibration():
                self.calibrations[event.sensor] = event
            case Hold():
                self.holds = (*self.holds, event)
            case SetStarted():
                self._sets[event.set_id] = FoldedSet(
                    event.set_id,
                    event.sensor,
                    event.start_s,
                    event.by_person,
                    Role(event.placement, event.clip_site),
                    exercise=self.exercise,
                    load_kg=self.load_kg,
                )
            case SetWithdrawn():
                self._sets.pop(event.set_id, None)
            case Rep() | SetConfirmed() | SetEnded() if (one := self._sets.get(event.set_id)) is not None:
                self._sets[event.set_id] = _with(one, event)
            case _:
                pass


def _with(one: FoldedSet, event: Rep | SetConfirmed | SetEnded) -> FoldedSet:
    match event:
        case SetConfirmed():
            return replace(one, is_confirmed=True, channel=event.channel)
        case SetEnded():
            sensed = event.rep_count if event.sensed_rep_count is None else event.sensed_rep_count
            return replace(
                one,
                is_confirmed=True,
                start_s=event.start_s,
                end_s=event.end_s,
                channel=event.channel,
                confidence=event.confidence,
                sensed_other_count=event.other_count,
                is_carried=event.is_carried,
                velocity_loss=event.velocity_loss,
                sensed_rep_count=sensed,
            )
        case Rep():
            known = {rep.rep_id: rep for rep in one.reps}
            if event.rep_id in known and known[event.rep_id].revision >= event.revision:
                return one
            if event.state is RepState.WITHDRAWN:
                known.pop(event.rep_id, None)
            else:
                known[event.rep_id] = event
            return replace(one, reps=tuple(sorted(known.values(), key=lambda rep: (rep.start_s, rep.t_s))))
