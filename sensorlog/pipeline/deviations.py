"""Says what of the trunk's motion has left the person's own usual, and lets the usual grow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sensorlog.events import (
    Event,
    JsonValue,
    Rep,
    RepState,
    SetConfirmed,
    SetEnded,
    SetStarted,
    SetWithdrawn,
    TrunkDeviation,
)
from sensorlog.imu import Role
from sensorlog.motion import Deviation, UsualRep, judge
from sensorlog.pipeline.usuals import Usuals, UsualsOf

__all__ = ["Deviations", "Trained"]

Trained = tuple[str | None, float | None]
"""Exercise and load in kg; ``None``: not said."""


@dataclass(slots=True)
class _Set:
    is_confirmed: bool = False
    waiting: Rep | None = None
    """The last rep: it is learnt once it cannot change any more."""
    told: set[tuple[str, int, str]] = field(default_factory=set)
    held: dict[str, list[TrunkDeviation]] = field(default_factory=dict)
    """By reps that stand: what was found of them before it was sure that this is a set."""
    own: Usuals = field(default_factory=lambda: Usuals(grows=True))


class Deviations:
    """Passes events on; reps get their deviation, and each one is an event as soon as it is known.

    Before a set is confirmed nothing is told of it; then what was found of the reps that stand is told at once.
    Only a rep that leaves the usual in nothing becomes part of it. Where no exercise was named, a set is compared with
    itself alone: two unlabelled sets may be two exercises. ``source`` names what is analysed: a rep is not compared
    with itself where that is part of the usual.
    """

    def __init__(self, usuals: Usuals | UsualsOf, role_of: Callable[[Rep], Role | None], source: str = "") -> None:
        self._usuals_of = None if isinstance(usuals, Usuals) else usuals
        self._usuals = usuals if isinstance(usuals, Usuals) else usuals(None)
        self._role_of = role_of
        self._source = source
        self._sets: dict[str, _Set] = {}
        self._person_id: str | None = None
        self.trained: Trained = (None, None)

    def change_person(self, identity: JsonValue) -> None:
        """Somebody trains. Who was not named before is the same person; a usual that was given is of the first one."""
        person_id = identity if isinstance(identity, str) else None
        if person_id == self._person_id:
            return
        is_other, learnt = self._person_id is not None, self._usuals.learnt
        if self._usuals_of is not None:
            self._usuals = self._usuals_of(person_id)
            for exercise, role, rep in () if is_other else learnt:
                self._usuals.learn(exercise, role, rep)
        elif is_other:
            self._usuals = Usuals(grows=self._usuals.grows)
        for known in self._sets.values() if is_other else ():
            known.own = Usuals(grows=True)
        self._person_id = person_id

    def pass_on(self, event: Event) -> list[Event]:
        """Let an event through; behind it what was found."""
        match event:
            case SetStarted():
                self._sets[event.set_id] = _Set()
            case SetConfirmed() if (known := self._sets.get(event.set_id)) is not None:
                known.is_confirmed = True
                held, known.held = known.held, {}
                return [event, *(_tell(one, event.t_s, known) for found in held.values() for one in found)]
            case SetWithdrawn():
                self._sets.pop(event.set_id, None)
            case SetEnded() if (known := self._sets.pop(event.set_id, None)) is not None:
                self._learn(known)
            case Rep() if (known := self._sets.get(event.set_id)) is not None:
                return self._rep(event, known)
            case _:
                pass
        return [event]

    def _rep(self, rep: Rep, known: _Set) -> list[Event]:
        if known.waiting is not None and known.waiting.rep_id != rep.rep_id and rep.state is not RepState.WITHDRAWN:
            self._learn(known)
        known.held.pop(rep.rep_id, None)
        role = self._role_of(rep)
        if rep.trunk is None or role is None or rep.state is RepState.WITHDRAWN:
            if known.waiting is not None and known.waiting.rep_id == rep.rep_id:
                known.waiting = None
            return [rep]
        exercise, load_kg = self.trained
        usual = self._book(known).of(exercise, role).without(self._key(rep))
        found = judge(rep.trunk, usual, load_kg)
        kinds = None if found is None else tuple(dict.fromkeys(one.kind.value for one in found))
        judged = replace(rep, trunk=replace(rep.trunk, deviation=kinds))
        told = [_deviation(rep, one) for one in found or ()]
        if not known.is_confirmed:
            known.held[rep.rep_id] = told
            return [judged]
        known.waiting = judged
        new = [one for one in told if _name(one) not in known.told]
        return [judged, *(_tell(one, rep.t_s, known) for one in new)]

    def _book(self, known: _Set) -> Usuals:
        return known.own if self._usuals.grows and self.trained[0] is None else self._usuals

    def _learn(self, known: _Set) -> None:
        """Take the last rep into the usual, if that grows and the rep did not leave it."""
        rep, known.waiting = known.waiting, None
        if rep is None or rep.trunk is None or rep.trunk.deviation or not self._usuals.grows:
            return
        role = self._role_of(rep)
        if role is not None and rep.trunk.phases:
            exercise, load_kg = self.trained
            self._book(known).learn(exercise, role, UsualRep(rep.trunk.phases, load_kg, self._key(rep)))

    def _key(self, rep: Rep) -> str:
        return f"{self._source}#{rep.rep_id}"


def _deviation(rep: Rep, found: Deviation) -> TrunkDeviation:
    return TrunkDeviation(
        sensor=rep.sensor,
        set_id=rep.set_id,
        rep_id=rep.rep_id,
        t_s=rep.t_s,
        kind=found.kind,
        phase=found.phase,
        phase_end_s=found.end_s,
        value=found.value,
        usual=found.usual,
        limit=found.limit,
    )


def _name(one: TrunkDeviation) -> tuple[str, int, str]:
    return one.rep_id, one.phase, one.kind.value


def _tell(one: TrunkDeviation, t_s: float, known: _Set) -> TrunkDeviation:
    """Say it at ``t_s``, and only once."""
    known.told.add(_name(one))
    return replace(one, t_s=t_s)
