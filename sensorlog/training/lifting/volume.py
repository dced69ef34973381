"""How much was done: volume load, sets and reps by muscle group and week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sensorlog.training.catalogue import Catalogue, Kind, Muscle
from sensorlog.training.lifting.sets import DoneSet, week_of

__all__ = ["MuscleWeek", "volume_load_kg", "weekly_by_muscle"]


def volume_load_kg(sets: Iterable[DoneSet]) -> float | None:
    """Sum of reps × load over the sets that have both, in kg; ``None`` where none has.

    Source: the usual definition, as in McBride et al. 2009, J Strength Cond Res 23(1):106-110. The lifter's own body
    is left out, so that sets without a load add nothing rather than a guess.
    """
    products = [done.reps * done.load_kg for done in sets if done.reps is not None and done.load_kg is not None]
    return sum(products) if products else None


@dataclass(frozen=True, slots=True)
class MuscleWeek:
    """What one muscle group did in one week. Warm-up sets are left out."""

    week: date
    """Its Monday."""
    muscle: Muscle
    sets: int
    """Of exercises that are done for this group."""
    assisting_sets: int
    """Of exercises in which it helps."""
    reps: int
    """In ``sets``; holds have none."""
    volume_load_kg: float | None
    """Of ``sets``."""


def weekly_by_muscle(sets: Iterable[DoneSet], catalogue: Catalogue) -> list[MuscleWeek]:
    """Add up working sets by week and muscle group, in that order.

    A set counts whole for each of the exercise's main groups, so the groups do not add up to the week. Sets of
    exercises that the catalogue does not know, stretches and warm-ups belong to no group.
    """
    by_day: dict[date, dict[str, list[DoneSet]]] = {}
    for done in sets:
        if not done.warm_up:
            by_day.setdefault(done.day, {}).setdefault(done.exercise, []).append(done)
    # By day and exercise first: years have tens of thousands of sets, and a few hundred of these to a group.
    tallies: dict[date, dict[Muscle, _Tally]] = {}
    for day, by_exercise in by_day.items():
        in_week = tallies.setdefault(week_of(day), {})
        for name, same in by_exercise.items():
            exercise = catalogue.named(name)
            if exercise is None or exercise.kind is not Kind.STRENGTH:
                continue
            reps, load_kg = sum(done.reps or 0 for done in same), volume_load_kg(same)
            for muscle in exercise.muscles:
                in_week.setdefault(muscle, _Tally()).add(len(same), reps, load_kg)
            for muscle in exercise.assisting:
                in_week.setdefault(muscle, _Tally()).assisting_sets += len(same)
    return [
        MuscleWeek(week, muscle, tally.sets, tally.assisting_sets, tally.reps, tally.volume_load_kg)
        for week in sorted(tallies)
        for muscle in Muscle
        if (tally := tallies[week].get(muscle)) is not None
    ]


@dataclass(slots=True)
class _Tally:
    """What has been added up so far."""

    sets: int = 0
    assisting_sets: int = 0
    reps: int = 0
    volume_load_kg: float | None = None

    def add(self, sets: int, reps: int, load_kg: float | None) -> None:
        self.sets += sets
        self.reps += reps
        if load_kg is not None:
            self.volume_load_kg = (self.volume_load_kg or 0.0) + load_kg
