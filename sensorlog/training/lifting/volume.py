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
    main: dict[tuple[date, Muscle], list[DoneSet]] = {}
    helped: dict[tuple[date, Muscle], int] = {}
    for done in sets:
        exercise = catalogue.named(done.exercise)
        if done.warm_up or exercise is None or exercise.kind is not Kind.STRENGTH:
            continue
        week = week_of(done.day)
        for muscle in exercise.muscles:
            main.setdefault((week, muscle), []).append(done)
        for muscle in exercise.assisting:
            key = (week, muscle)
            helped[key] = helped.get(key, 0) + 1
    order = {muscle: number for number, muscle in enumerate(Muscle)}
    return [
        MuscleWeek(
            week,
            muscle,
            sets=len(done),
            assisting_sets=helped.get((week, muscle), 0),
            reps=sum(each.reps or 0 for each in done),
            volume_load_kg=volume_load_kg(done),
        )
        for week, muscle in sorted(main.keys() | helped.keys(), key=lambda key: (key[0], order[key[1]]))
        for done in [main.get((week, muscle), [])]
    ]
