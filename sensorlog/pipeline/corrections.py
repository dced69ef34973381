"""The person's word over the sensor's: added and removed reps of the sets of one session.

Everything that ``motion`` says of a set passes through here. What a person took back stays away, whatever is said of it
later; what a person added stays, even where the sensor finds that there was no set at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sensorlog.events import (
    Channel,
    Event,
    Rep,
    RepSource,
    RepState,
    SetConfirmed,
    SetEnded,
    SetStarted,
    SetWithdrawn,
)

__all__ = ["Corrections"]


@dataclass(slots=True)
class _Set:
    started: SetStarted
    reps: dict[str, Rep] = field(default_factory=dict)
    """Reps that stand, as last passed on."""
    removed: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Reps that the person took back, with the time they filled."""
    added: int = 0
    is_over: bool = False

    def count(self) -> int:
        return sum(rep.state is RepState.CONFIRMED for rep in self.reps.values())


class Corrections:
    """State of all sets of one session; a key goes to the set that is going on, else to the last one.

    ``heirs`` names, for a set that is withdrawn because another sensor counts it, that sensor's set: it inherits what
    the person said. It may fill meanwhile.
    """

    def __init__(self, heirs: Mapping[str, str] | None = None) -> None:
        self._sets: dict[str, _Set] = {}
        self._heirs: Mapping[str, str] = {} if heirs is None else heirs

    def pass_on(self, event: Event) -> list[Event]:
        """Let an event of a sensor through, changed where the person knows better."""
        match event:
            case SetStarted():
                self._sets[event.set_id] = _Set(event)
            case Rep():
                return self._rep(event)
            case SetWithdrawn():
                return self._withdrawn(event)
            case SetEnded() if (known := self._sets.get(event.set_id)) is not None:
                known.is_over = True
                count = known.count()
                other = event.other_count if count == event.rep_count else None  # the person has answered already
                return [replace(event, rep_count=count, sensed_rep_count=event.rep_count, other_count=other)]
            case _:
                pass
        return [event]

    def add_rep(self, t_s: float) -> list[Event]:
        """One rep more, at ``t_s``; nothing where there is no set that it could belong to."""
        known = self._current()
        return [] if known is None else [self._add(known, at_s=t_s, t_s=t_s)]

    def remove_rep(self, t_s: float) -> list[Event]:
        """Take the last rep that stands back, for good; nothing where there is none."""
        known = self._current()
        if known is None or not known.reps:
            return []
        last = max(known.reps.values(), key=lambda rep: (rep.start_s, rep.t_s))
        return [self._remove(known, last, t_s)]

    def _current(self) -> _Set | None:
        return max(self._sets.values(), key=lambda known: (not known.is_over, known.started.start_s), default=None)

    @staticmethod
    def _add(known: _Set, at_s: float, t_s: float) -> Rep:
        known.added += 1
        rep = Rep(
            sensor=known.started.sensor,
            set_id=known.started.set_id,
            rep_id=f"{known.started.set_id}/+{known.added}",
            revision=1,
            state=RepState.CONFIRMED,
            t_s=t_s,
            start_s=at_s,
            source=RepSource.PERSON,
        )
        known.reps[rep.rep_id] = rep
        return rep

    @staticmethod
    def _remove(known: _Set, rep: Rep, t_s: float) -> Rep:
        del known.reps[rep.rep_id]
        known.removed[rep.rep_id] = (rep.start_s, max(rep.start_s, t_s) if rep.end_s is None else rep.end_s)
        return _taken_back(rep, t_s)

    def _rep(self, rep: Rep) -> list[Event]:
        known = self._sets.get(rep.set_id)
        if known is None:
            return [rep]
        before = known.reps.get(rep.rep_id)
        if rep.rep_id in known.removed or (before is not None and before.revision >= rep.revision):
            return []
        if before is None and self._was_removed(known, rep):
            # The same movement under another id: the sensor has cut the set into reps anew.
            known.removed[rep.rep_id] = (rep.start_s, rep.start_s)
            return []
        if rep.state is RepState.WITHDRAWN:
            known.reps.pop(rep.rep_id, None)
        else:
            known.reps[rep.rep_id] = rep
        return [rep]

    @staticmethod
    def _was_removed(known: _Set, rep: Rep) -> bool:
        turn_s = rep.turn_s
        return turn_s is not None and any(start < turn_s < end for start, end in known.removed.values())

    def _withdrawn(self, event: SetWithdrawn) -> list[Event]:
        known = self._sets.get(event.set_id)
        heir = self._sets.get(self._heirs.get(event.set_id, ""))
        by_person = [] if known is None else [rep for rep in known.reps.values() if rep.source is RepSource.PERSON]
        if known is None or not by_person or heir is not None:
            self._sets.pop(event.set_id, None)
            inherited = [] if known is None or heir is None else self._inherit(heir, known, by_person, event.t_s)
            return [*(_taken_back(rep, event.t_s) for rep in by_person), event, *inherited]
        known.is_over = True
        confirmed = SetConfirmed(event.sensor, event.set_id, event.t_s, Channel.PERSON)
        ended = SetEnded(
            sensor=event.sensor,
            set_id=event.set_id,
            t_s=event.t_s,
            start_s=known.started.start_s,
            end_s=max(rep.start_s for rep in by_person),
            rep_count=known.count(),
            confidence=None,
            channel=Channel.PERSON,
            velocity_loss=None,
            sensed_rep_count=0,
        )
        return [confirmed, ended]

    def _inherit(self, heir: _Set, known: _Set, by_person: list[Rep], t_s: float) -> list[Rep]:
        events = [self._add(heir, rep.start_s, t_s) for rep in by_person]
        heir.removed.update(known.removed)
        return events + [self._remove(heir, rep, t_s) for rep in [*heir.reps.values()] if self._was_removed(known, rep)]


def _taken_back(rep: Rep, t_s: float) -> Rep:
    return replace(rep, revision=rep.revision + 1, state=RepState.WITHDRAWN, t_s=t_s)
