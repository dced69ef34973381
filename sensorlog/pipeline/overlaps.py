"""Several sensors see one set: it is listed once, counted by the sensor that confirmed it first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sensorlog.events import Event, Rep, RepState, SetConfirmed, SetEnded, SetStarted, SetWithdrawn

__all__ = ["Overlaps"]

SHARED = 0.5
"""Two sets are one if they share half of the shorter one's time: sensors disagree by a rep or two about where a set
begins, and never by half of it; sets one after the other share nothing."""


@dataclass(slots=True)
class _Seen:
    start_s: float
    end_s: float | None = None
    is_confirmed: bool = False
    standing: dict[str, Rep] = field(default_factory=dict)


class Overlaps:
    """Passes the events of all sensors on, but for the sets that another sensor counts."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, _Seen]] = {}
        """By sensor and set id."""
        self._left_out: set[str] = set()

    def pass_on(self, event: Event) -> list[Event]:
        """Let an event through, or nothing, or the withdrawal of a set that turns out to be counted already."""
        if not isinstance(event, SetStarted | SetConfirmed | SetWithdrawn | SetEnded | Rep):
            return [event]
        if event.set_id in self._left_out:
            return []
        sets = self._seen.setdefault(event.sensor, {})
        match event:
            case SetStarted():
                sets[event.set_id] = _Seen(event.start_s)
            case Rep() if (seen := sets.get(event.set_id)) is not None:
                if event.state is RepState.WITHDRAWN:
                    seen.standing.pop(event.rep_id, None)
                else:
                    seen.standing[event.rep_id] = event
            case SetConfirmed() if (seen := sets.get(event.set_id)) is not None:
                if self._is_counted_elsewhere(event, seen):
                    return self._leave_out(event, seen)
                seen.is_confirmed = True
            case SetEnded() if (seen := sets.get(event.set_id)) is not None:
                seen.end_s = event.end_s
            case SetWithdrawn():
                sets.pop(event.set_id, None)
            case _:
                pass
        return [event]

    def _is_counted_elsewhere(self, confirmed: SetConfirmed, own: _Seen) -> bool:
        for sensor, sets in self._seen.items():
            if sensor == confirmed.sensor:
                continue
            for other in sets.values():
                end_s = confirmed.t_s if other.end_s is None else other.end_s
                shared_s = min(confirmed.t_s, end_s) - max(own.start_s, other.start_s)
                shorter_s = min(confirmed.t_s - own.start_s, end_s - other.start_s)
                if other.is_confirmed and shared_s > 0 and shared_s >= SHARED * shorter_s:
                    return True
        return False

    def _leave_out(self, confirmed: SetConfirmed, own: _Seen) -> list[Event]:
        self._left_out.add(confirmed.set_id)
        reps: list[Event] = [
            replace(rep, revision=rep.revision + 1, state=RepState.WITHDRAWN, t_s=confirmed.t_s)
            for rep in own.standing.values()
        ]
        return [*reps, SetWithdrawn(confirmed.sensor, confirmed.set_id, confirmed.t_s)]
