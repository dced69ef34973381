"""What the rules look at: how the last sessions of one exercise went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sensorlog.training.lifting import DoneSet, by_session

__all__ = ["Outing", "outings"]


@dataclass(frozen=True, slots=True)
class Outing:
    """The working sets of one exercise in one session, at the load that most of them had."""

    day: date
    load_kg: float | None
    reps: tuple[int, ...]
    """Of each set at that load, in order."""
    seconds: tuple[float, ...]
    """The same of a hold."""
    reserve: float | None
    """Of the last set."""

    def all_reach(self, reps: int | None, seconds: int | None, least_sets: int) -> bool:
        """Say whether at least so many sets were done and each reached so much."""
        values, wanted = (self.reps, reps) if reps is not None else (self.seconds, seconds)
        return wanted is not None and len(values) >= least_sets and min(values) >= wanted

    @property
    def least(self) -> float | None:
        """The smallest number of reps (or seconds) of a set."""
        values = self.reps or self.seconds
        return min(values) if values else None


def outings(sets: Iterable[DoneSet]) -> list[Outing]:
    """Return the outings among sets of one exercise, oldest first. Warm-up sets are left out."""
    found = []
    for session in by_session(sets, lambda done: not done.warm_up and bool(done.reps or done.duration_s)):
        counted = Counter(done.load_kg for done in session)
        load_kg = max(counted, key=lambda load: (counted[load], load or 0.0))
        at_load = [done for done in session if done.load_kg == load_kg]
        found.append(
            Outing(
                session[0].day,
                load_kg,
                tuple(done.reps for done in at_load if done.reps),
                tuple(done.duration_s for done in at_load if done.duration_s and not done.reps),
                at_load[-1].reps_in_reserve,
            )
        )
    return found
