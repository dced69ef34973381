"""Lighter sets before the first working set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sensorlog.training.lifting.plates import nearest_at_most

__all__ = ["WarmUpSet", "warm_up_sets"]

_STEPS = ((0.4, 8), (0.6, 5), (0.8, 3))
"""Share of the working load, and reps: more load, fewer reps. Our own, after no study: warming up should not tire."""


@dataclass(frozen=True, slots=True)
class WarmUpSet:
    """One proposed set."""

    load_kg: float
    reps: int


def warm_up_sets(working_load_kg: float, loads_kg: Sequence[float]) -> tuple[WarmUpSet, ...]:
    """Propose sets that lead up to ``working_load_kg``, out of the loads at hand (ascending), lightest first.

    The lightest load there is (the empty bar) comes first where it is below the first step. Nothing is proposed where
    the working load is the lightest there is.
    """
    proposed: dict[float, int] = {}
    for share, reps in _STEPS:
        load_kg = nearest_at_most(loads_kg, share * working_load_kg)
        if load_kg is None and loads_kg and loads_kg[0] < working_load_kg:
            load_kg = loads_kg[0]
        if load_kg is not None and load_kg < working_load_kg:
            proposed.setdefault(load_kg, reps)
    return tuple(WarmUpSet(load_kg, reps) for load_kg, reps in sorted(proposed.items()))
