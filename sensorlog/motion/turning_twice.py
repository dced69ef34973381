"""Whether the sensor turns out and back on each way of travel, as the wrist of somebody who presses overhead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median

from sensorlog.motion.pattern import Run

__all__ = ["turns_twice"]

_WAYS = 4
"""Of two cycles."""
_STRAIGHT = 0.75
"""An angle that ends within this part of its span has gone out and back: at the wrist in simulated overhead presses it
ends within 0.46 to 0.61 of it, and where turning goes one way with travel within 0.8 and more."""
_ALIKE = 0.5
"""It does so on ways up as on ways down: if it turns on one of them by less than this part of the other, then it goes
out and back once in a cycle, as in some exercises of people's limbs."""
_TINY = 1e-12


def turns_twice(angle: Sequence[float], travel: Run) -> bool:
    """Tell whether an angle (rad) goes out and back on each way of a run of travel: its turns are not the reps' then.

    ``angle``: of the same samples as the values of the run.
    """
    shares, spans = [], []
    for start, end in list(pairwise(travel.turns[:-1]))[-_WAYS:]:
        part = angle[start.at - travel.first : end.at - travel.first + 1]
        spans.append(max(part) - min(part))
        shares.append(abs(part[-1] - part[0]) / max(spans[-1], _TINY))
    if len(spans) < 2:
        return False
    less, more = sorted((fmean(spans[::2]), fmean(spans[1::2])))
    return median(shares) < _STRAIGHT and less > _ALIKE * more
