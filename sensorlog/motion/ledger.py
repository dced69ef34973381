"""Publishes the reps of one set under the event contract: ids, revisions, states.

Until a set is confirmed all its reps are provisional and may change or be withdrawn; afterwards only the last may.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sensorlog.events import Event, Rep, RepState
from sensorlog.motion.reps import RepDraft

__all__ = ["Ledger"]


@dataclass(slots=True)
class _Entry:
    rep: Rep
    draft: RepDraft


class Ledger:
    """What has been said of the reps of one set."""

    def __init__(self, sensor: str, set_id: str) -> None:
        self._sensor = sensor
        self._set_id = set_id
        self._number = 0
        self._entries: list[_Entry] = []
        self.confirmed = False

    @property
    def reps(self) -> list[Rep]:
        """Reps that stand, as last published."""
        return [entry.rep for entry in self._entries]

    def draft_of(self, rep_id: str) -> RepDraft | None:
        """Return what a rep that stands was published from; ``None`` where there is none of that id."""
        return next((entry.draft for entry in self._entries if entry.rep.rep_id == rep_id), None)

    def publish(
        self, drafts: Sequence[RepDraft], t_s: float, measure: Callable[[RepDraft, Rep], Rep], *, final: bool = False
    ) -> list[Event]:
        """Say what is new in ``drafts``, in time order. ``final``: the set is over, its last rep is confirmed.

        The n-th draft is the n-th rep that stands, so that ids rise with time; what a rep says may be revised.
        """
        frozen = max(len(self._entries) - 1, 0) if self.confirmed else 0
        gone = self._entries[max(len(drafts), frozen) :]
        events: list[Event] = [self._revised(entry, t_s, RepState.WITHDRAWN) for entry in reversed(gone)]
        del self._entries[max(len(drafts), frozen) :]
        newly_sure = [entry for entry in self._entries[:frozen] if entry.rep.state is not RepState.CONFIRMED]
        events += [self._revised(entry, t_s, RepState.CONFIRMED) for entry in newly_sure]
        for number, draft in enumerate(drafts[frozen:], frozen):
            complete = draft.counted and draft.end is not None
            sure = self.confirmed and (number < len(drafts) - 1 or complete or final)
            state = RepState.CONFIRMED if sure else RepState.PROVISIONAL
            if number == len(self._entries):
                self._number += 1
                rep = Rep(self._sensor, self._set_id, f"{self._set_id}/{self._number}", 1, state, t_s, start_s=t_s)
                self._entries.append(_Entry(measure(draft, rep), draft))
                events.append(self._entries[-1].rep)
                continue
            entry = self._entries[number]
            if entry.draft != draft or entry.rep.state is not state:
                entry.draft = draft
                entry.rep = measure(draft, replace(entry.rep, revision=entry.rep.revision + 1, state=state, t_s=t_s))
                events.append(entry.rep)
        return events

    def _revised(self, entry: _Entry, t_s: float, state: RepState) -> Rep:
        entry.rep = replace(entry.rep, revision=entry.rep.revision + 1, state=state, t_s=t_s)
        return entry.rep
