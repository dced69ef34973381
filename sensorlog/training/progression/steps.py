"""From one load to the next: bounded steps among the loads at hand."""

from __future__ import annotations

from collections.abc import Sequence

from sensorlog.training.lifting import nearest_at_most, next_above, next_below

__all__ = ["LARGEST_STEP", "LOWERED_TO", "SMALLEST_STEP", "heavier_kg", "lighter_kg"]

SMALLEST_STEP = 0.02
LARGEST_STEP = 0.10
"""2 to 10 %: ACSM position stand 2009, Med Sci Sports Exerc 41(3):687-708."""
LOWERED_TO = 0.9
"""One step down is the largest step up, backwards. Our own."""
_ROUNDING = 1e-6


def heavier_kg(load_kg: float, loads_kg: Sequence[float]) -> float | None:
    """Return the smallest load at hand (ascending) that is 2 to 10 % heavier; ``None`` where there is none."""
    above = next_above(loads_kg, load_kg * (1 + SMALLEST_STEP) - 0.01)
    return above if above is not None and above <= load_kg * (1 + LARGEST_STEP) * (1 + _ROUNDING) else None


def lighter_kg(load_kg: float, loads_kg: Sequence[float]) -> float | None:
    """Return the heaviest load at hand of at most nine tenths, else the next below; ``None`` where nothing is."""
    return nearest_at_most(loads_kg, load_kg * LOWERED_TO) or next_below(loads_kg, load_kg)
