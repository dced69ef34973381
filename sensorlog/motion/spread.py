"""How far values lie from their mean, and strokes from each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import fsum, log, sqrt
from statistics import fmean, median
from typing import NamedTuple

from sensorlog.motion.zigzag import Turn

__all__ = ["Stroke", "irregularity", "spread", "strangeness"]

_SIZE_SPREAD = 0.1
_TIME_SPREAD = 0.25
"""People repeat a stroke's size within about 10 % and its time, pauses included, within about 25 %."""
_TINY = 1e-9


class Stroke(NamedTuple):
    """A movement from turn to turn."""

    size: float
    lasted_s: float


def spread(values: Sequence[float]) -> float:
    """Give the standard deviation of ``values``, which are all there are.

    As ``statistics.pstdev``, which calculates with fractions, and took a twentieth of all the time that counting takes.
    """
    mean = fsum(values) / len(values)
    return sqrt(fsum((value - mean) ** 2 for value in values) / len(values))


def strangeness(stroke: Stroke, others: Sequence[Stroke]) -> float:
    """How far ``stroke`` lies from ``others`` in size and time, in units of their spread (not less than a floor)."""
    total = 0.0
    for part, floor in ((0, _SIZE_SPREAD), (1, _TIME_SPREAD)):
        logs = [log(max(other[part], _TINY)) for other in others]
        usual = max(spread(logs), floor)
        total += ((log(max(stroke[part], _TINY)) - median(logs)) / usual) ** 2
    return sqrt(total)


def irregularity(turns: Sequence[Turn]) -> float:
    """How unlike the strokes and cycles of a run are: sum of the coefficients of variation of size and of time.

    Times are taken from high to high and low to low, since the way out may be quicker than the way back.
    """
    sizes = [abs(b.value - a.value) for a, b in pairwise(turns)]
    cycles = [float(b.at - a.at) for a, b in zip(turns, turns[2:], strict=False)]
    return _variation(sizes) + _variation(cycles)


def _variation(values: Sequence[float]) -> float:
    return spread(values) / fmean(values) if len(values) > 1 else 0.0
