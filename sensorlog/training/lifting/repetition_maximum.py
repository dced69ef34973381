"""The one-repetition maximum, estimated from the repetitions of a set."""

from __future__ import annotations

from sensorlog.training.lifting.sets import DoneSet

__all__ = ["MAX_REPS_TO_ESTIMATE", "epley_kg", "estimated_maximum_kg"]

MAX_REPS_TO_ESTIMATE = 10
"""Reynolds, Gordon & Robergs 2006, J Strength Cond Res 20(3):584-592: no more than 10 reps in linear equations."""


def epley_kg(load_kg: float, reps: float) -> float:
    """One-repetition maximum: load × (1 + reps / 30).

    Source: Epley B. 1985, Poundage chart, Boyd Epley Workout, Lincoln, Nebraska; written out for instance in Mayhew et
    al. 2008, J Strength Cond Res 22(5):1570-1577. One rep is the load itself: the formula is meant for more than one.
    Raises ``ValueError`` for less than one rep or a negative load.
    """
    if reps < 1 or load_kg < 0:
        raise ValueError(f"{reps} reps with {load_kg} kg")
    return load_kg if reps == 1 else load_kg * (1 + reps / 30)


def estimated_maximum_kg(done: DoneSet) -> float | None:
    """Return the estimate from one set, ``None`` where it has no load, no reps, or too many.

    Reps in reserve, where the person said them, are counted as if they had been done: the formula supposes a set
    after which none is left. Without them the estimate is a lower bound.
    """
    if not done.load_kg or not done.reps:
        return None
    reps = done.reps + max(0.0, done.reps_in_reserve or 0.0)
    return epley_kg(done.load_kg, reps) if reps <= MAX_REPS_TO_ESTIMATE else None
