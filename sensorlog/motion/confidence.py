"""How likely the count of a set is exact, and which other count is the likeliest.

Multinomial logistic regression (too many, exact, too few counted) on the doubts of :mod:`sensorlog.motion.evidence`.
No coefficient is negative, so that confidence never rises with a doubt. ``python -m benchmarks confidence`` fits them
and shows how well they are calibrated, on people whose recordings had no part in the fit as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from math import exp
from typing import NamedTuple

from sensorlog.motion.evidence import Evidence

__all__ = ["MODEL", "Model", "Sureness", "sureness"]

_ASK_BELOW = 0.8
"""With less confidence the other count is told, so that the person can be asked."""


class Model(NamedTuple):
    """Log odds against an exact count at no doubt, and what a whole doubt of each kind adds: too many, too few."""

    at_rest: tuple[float, float]
    added: Mapping[str, tuple[float, float]]


class Sureness(NamedTuple):
    """What may be said of a count."""

    confidence: float
    """Probability that it is exact."""
    other_count: int | None
    """The next likely count, where this one is not sure."""


MODEL = Model(
    (-7.78, -7.45),
    {
        "few": (0.0, 3.06),
        "uneven_range": (0.35, 1.74),
        "uneven_time": (0.71, 1.3),
        "smallest": (2.0, 0.0),
        "longest": (1.19, 1.86),
        "shortest": (2.07, 0.26),
        "unlike": (0.0, 1.26),
        "unlike_first": (2.11, 0.0),
        "unlike_last": (1.72, 0.0),
        "pose_first": (0.59, 2.28),
        "pose_last": (1.44, 0.0),
        "one_way": (0.44, 0.99),
        "cut_off": (0.81, 1.66),
        "before": (0.84, 3.07),
        "after": (1.74, 1.9),
        "missed": (0.0, 0.79),
        "doubled": (1.27, 1.16),
        "other_channel": (0.3, 0.0),
        "small": (1.18, 0.59),
        "hole": (0.0, 3.01),
        "hidden": (1.38, 2.59),
        "hole_before": (0.34, 2.88),
        "hole_after": (0.0, 3.68),
        "no_gyroscope": (0.0, 0.48),
        "slow": (1.11, 1.11),
        "astray": (0.7, 0.16),
    },
)
"""As printed by ``python -m benchmarks confidence`` on 23 November 2026."""


def sureness(evidence: Evidence, reps: int, model: Model = MODEL) -> Sureness:
    """Judge a count of ``reps``."""
    too_many, too_few = model.at_rest
    doubts = asdict(evidence)
    for name, (many, few) in model.added.items():
        too_many += many * doubts[name]
        too_few += few * doubts[name]
    confidence = 1.0 / (1.0 + exp(min(too_many, 50.0)) + exp(min(too_few, 50.0)))
    other = reps - 1 if too_many > too_few else reps + 1
    return Sureness(confidence, other if confidence < _ASK_BELOW else None)
