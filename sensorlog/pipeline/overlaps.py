"""Several sensors see one set: it is listed once, counted by the sensor that confirmed it first.

First is told by sample time. Packets of several sensors reach the computer with different delays, and a sensor whose
confirmation arrives a moment late takes over: so the result does not depend on who was analysed first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sensorlog.events import Event, Rep, RepState, SetConfirmed, SetEnded, SetStarted, SetWithdrawn

__all__ = ["Overlaps"]

SHARED = 0.5
"""Two sets are one if they share half of the shorter one's time: sensors disagree by a rep or two about where a set
begins, and never by half of it; sets one after the other share nothing."""


@dataclass(slots=True)
class _Seen:
    sensor: str
    set_id: str
    start_s: float
    end_s: float | None = None
    confirmed_s: float | None = None
    standing: dict[str, Rep] = field(default_factory=dict)


class Overlaps:
    """Passes the events of all sensors on, but for the sets that another sensor counts."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        """Sets that are listed, or may come to be, by their id."""
        self.heirs: dict[str, str] = {}
        """Sets that were left out, and the set of another sensor that counts instead."""

    def pass_on(self, event: Event) -> list[Event]:
        """Let an event through, or nothing, or with it the withdrawal of a set that another sensor counts."""
        if not isinstance(event, SetStarted | SetConfirmed | SetWithdrawn | SetEnded | Rep):
            return [event]
        if event.set_id in self.heirs:
            return []
        if isinstance(event, SetStarted):
            self._seen[event.set_id] = _Seen(event.sensor, event.set_id, event.start_s)
        seen = self._seen.get(event.set_id)
        if seen is None:
            return [event]
        match event:
            case Rep(state=RepState.WITHDRAWN):
                seen.standing.pop(event.rep_id, None)
            case Rep():
                seen.standing[event.rep_id] = event
            case SetConfirmed():
                return self._confirmed(event, seen)
            case SetEnded():
                seen.end_s = event.end_s
            case SetWithdrawn():
                del self._seen[event.set_id]
            case _:
                pass
        return [event]

    def _confirmed(self, event: SetConfirmed, own: _Seen) -> list[Event]:
        rivals = [other for other in self._seen.values() if _are_one(own, event.t_s, other)]
        for other in rivals:
            if other.end_s is not None or (other.confirmed_s or 0.0, other.sensor) <= (event.t_s, own.sensor):
                return self._leave_out(own, other, event.t_s)
        own.confirmed_s = event.t_s
        return [event, *(gone for other in rivals for gone in self._leave_out(other, own, event.t_s))]

    def _leave_out(self, seen: _Seen, heir: _Seen, t_s: float) -> list[Event]:
        self.heirs[seen.set_id] = heir.set_id
        del self._seen[seen.set_id]
        reps: list[Event] = [
            replace(rep, revision=rep.revision + 1, state=RepState.WITHDRAWN, t_s=t_s) for rep in seen.standing.values()
        ]
        return [*reps, SetWithdrawn(seen.sensor, seen.set_id, t_s)]


def _are_one(own: _Seen, confirmed_s: float, other: _Seen) -> bool:
    """Tell whether ``own``, confirmed now, is the set that ``other`` counts already; the same whoever comes first."""
    if other.sensor == own.sensor or other.confirmed_s is None:
        return False
    now_s = max(confirmed_s, other.confirmed_s)
    other_end_s = now_s if other.end_s is None else min(other.end_s, now_s)
    shared_s = other_end_s - max(own.start_s, other.start_s)
    shorter_s = min(now_s - own.start_s, other_end_s - other.start_s)
    return shared_s > 0 and shared_s >= SHARED * shorter_s
