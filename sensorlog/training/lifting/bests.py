"""Personal bests of one exercise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sensorlog.training.lifting.repetition_maximum import estimated_maximum_kg
from sensorlog.training.lifting.sets import DoneSet

__all__ = ["Best", "BestKind", "personal_bests"]


class BestKind(StrEnum):
    """What a best is about."""

    HEAVIEST = "heaviest"
    """Load of a set of at least one rep, in kg."""
    MOST_REPS = "most_reps"
    """In one set, whatever the load."""
    SET_VOLUME = "set_volume"
    """Reps × load of one set, in kg."""
    ESTIMATED_MAXIMUM = "estimated_maximum"
    """By reps (Epley), in kg."""
    LONGEST_HOLD = "longest_hold"
    """In s."""


@dataclass(frozen=True, slots=True)
class Best:
    """The first set that reached a value which no other exceeds."""

    kind: BestKind
    value: float
    done: DoneSet


def personal_bests(sets: Iterable[DoneSet]) -> dict[BestKind, Best]:
    """Return the bests among sets of one exercise, in the order in which they are given. Warm-up sets set none."""
    bests: dict[BestKind, Best] = {}
    for done in sets:
        if done.warm_up:
            continue
        for kind, value in _values(done).items():
            if value is not None and (kind not in bests or value > bests[kind].value):
                bests[kind] = Best(kind, value, done)
    return {kind: bests[kind] for kind in BestKind if kind in bests}


def _values(done: DoneSet) -> dict[BestKind, float | None]:
    load_kg = done.load_kg or None
    reps = done.reps or None
    return {
        BestKind.HEAVIEST: load_kg if reps else None,
        BestKind.MOST_REPS: reps,
        BestKind.SET_VOLUME: reps * load_kg if reps and load_kg else None,
        BestKind.ESTIMATED_MAXIMUM: estimated_maximum_kg(done),
        BestKind.LONGEST_HOLD: None if reps else done.duration_s or None,
    }
