"""What goes on the bar: loads that the plates at hand can make, and how to make one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sensorlog.training.errors import TrainingError
from sensorlog.training.load import MAX_LOAD_KG

__all__ = ["Loading", "Plates", "even_steps", "nearest_at_most", "next_above", "next_below"]

_MAX_KINDS = 16
_MAX_PAIRS = 20
_GRAIN_KG = 0.01
"""Two loadings closer than this are the same load."""


@dataclass(frozen=True, slots=True)
class Loading:
    """One way to load a bar."""

    load_kg: float
    """Bar included."""
    per_side: tuple[float, ...]
    """Plates of each side in kg, largest first: the largest goes on first."""


@dataclass(frozen=True, slots=True)
class Plates:
    """A bar and the plates that belong to it."""

    bar_kg: float
    pairs: Mapping[float, int]
    """How many pairs there are of each plate (kg)."""

    def __post_init__(self) -> None:
        if not 0 <= self.bar_kg <= MAX_LOAD_KG:
            raise TrainingError(f"a bar of {self.bar_kg:g} kg: give its weight, from 0 to {MAX_LOAD_KG:g} kg")
        if len(self.pairs) > _MAX_KINDS:
            raise TrainingError(f"{len(self.pairs)} kinds of plates: give at most {_MAX_KINDS}")
        for plate_kg, count in self.pairs.items():
            if not 0 < plate_kg <= 100 or not 0 <= count <= _MAX_PAIRS:
                raise TrainingError(
                    f"{count} pairs of {plate_kg:g} kg: plates are up to 100 kg, with up to {_MAX_PAIRS} pairs of each"
                )

    def loadings(self) -> list[Loading]:
        """Return every load that can be made, lightest first, each with the fewest plates."""
        sides: dict[int, tuple[float, ...]] = {0: ()}
        for plate_kg in sorted(self.pairs, reverse=True):
            grown = dict(sides)
            for plates in sides.values():
                for count in range(1, self.pairs[plate_kg] + 1):
                    side = (*plates, *([plate_kg] * count))
                    key = round(sum(side) / _GRAIN_KG)
                    if self.bar_kg + 2 * sum(side) > MAX_LOAD_KG:
                        break
                    if key not in grown or len(side) < len(grown[key]):
                        grown[key] = side
            sides = grown
        made = [Loading(self.bar_kg + 2 * sum(side), side) for side in sides.values()]
        return sorted(made, key=lambda loading: loading.load_kg)

    def loading(self, load_kg: float) -> Loading:
        """Return the heaviest loading that is not above ``load_kg``: never more than was asked for.

        Raises :class:`TrainingError` where the empty bar is heavier.
        """
        below = [each for each in self.loadings() if each.load_kg <= load_kg + _GRAIN_KG / 2]
        if not below:
            raise TrainingError(
                f"{load_kg:g} kg is less than the empty bar ({self.bar_kg:g} kg): take a lighter bar or dumbbells"
            )
        return below[-1]


def even_steps(step_kg: float, heaviest_kg: float = MAX_LOAD_KG / 2) -> tuple[float, ...]:
    """Return loads in even steps, from one step on: dumbbells, or a stack, or plates that nobody listed."""
    if not 0.05 <= step_kg <= 100:
        raise TrainingError(f"steps of {step_kg:g} kg: give 0.05 to 100 kg")
    return tuple(round(step_kg * count, 4) for count in range(1, int(heaviest_kg / step_kg + 1e-9) + 1))


def nearest_at_most(loads_kg: Sequence[float], load_kg: float) -> float | None:
    """Return the heaviest of ``loads_kg`` (ascending) that is not above ``load_kg``."""
    index = bisect_right(loads_kg, load_kg + _GRAIN_KG / 2)
    return loads_kg[index - 1] if index else None


def next_above(loads_kg: Sequence[float], load_kg: float) -> float | None:
    """Return the lightest of ``loads_kg`` (ascending) above ``load_kg``."""
    index = bisect_right(loads_kg, load_kg + _GRAIN_KG / 2)
    return loads_kg[index] if index < len(loads_kg) else None


def next_below(loads_kg: Sequence[float], load_kg: float) -> float | None:
    """Return the heaviest of ``loads_kg`` (ascending) below ``load_kg``."""
    index = bisect_left(loads_kg, load_kg - _GRAIN_KG / 2)
    return loads_kg[index - 1] if index else None
