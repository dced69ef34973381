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

    def publish(
        self, drafts: Sequence[RepDraft], t_s: float, measure: Callable[[RepDraft, Rep], Rep], *, final: bool = False
    ) -> list[Event]:
        """Say what is new in ``drafts``. ``final``: the set is over, its last rep is confirmed."""
        events: list[Event] = []
        frozen = max(len(self._entries) - 1, 0) if self.confirmed else 0
        waiting = self._entries[frozen:]
        matches: list[_Entry | None] = []
        for draft in drafts[frozen:]:
            match = next((entry for entry in waiting if _same(entry.draft, draft)), None)
            if match is not None:
                waiting = waiting[waiting.index(match) + 1 :]
            matches.append(match)
        kept = {id(match) for match in matches if match is not None}
        gone = [entry for entry in self._entries[frozen:] if id(entry) not in kept]
        events += [self._revised(entry, t_s, RepState.WITHDRAWN) for entry in gone]
        entries = self._entries[:frozen]
        newly_sure = [entry for entry in entries if entry.rep.state is not RepState.CONFIRMED]
        events += [self._revised(entry, t_s, RepState.CONFIRMED) for entry in newly_sure]
        for number, (draft, match) in enumerate(zip(drafts[frozen:], matches, strict=True), frozen + 1):
            complete = draft.counted and draft.end is not None
            sure = self.confirmed and (number < len(drafts) or complete or final)
            state = RepState.CONFIRMED if sure else RepState.PROVISIONAL
            if match is None:
                self._number += 1
                rep_id = f"{self._set_id}/{self._number}"
                rep = Rep(self._sensor, self._set_id, rep_id, 1, state, t_s, start_s=t_s)
                match = _Entry(measure(draft, rep), draft)
                events.append(match.rep)
            elif match.draft != draft or match.rep.state is not state:
                match.draft = draft
                match.rep = measure(draft, replace(match.rep, revision=match.rep.revision + 1, state=state, t_s=t_s))
                events.append(match.rep)
            entries.append(match)
        self._entries = entries
        return events

    def _revised(self, entry: _Entry, t_s: float, state: RepState) -> Rep:
        entry.rep = replace(entry.rep, revision=entry.rep.revision + 1, state=state, t_s=t_s)
        return entry.rep


def _same(old: RepDraft, new: RepDraft) -> bool:
    """Tell whether it is the same rep, seen better: its turn lies within the other."""
    return new.start <= old.anchor <= (new.anchor if new.end is None else new.end)
