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
    (-8.51, -6.52),
    {
        "few": (0.0, 4.15),
        "uneven_range": (0.71, 1.28),
        "uneven_time": (1.52, 1.06),
        "smallest": (1.07, 0.15),
        "longest": (2.14, 2.69),
        "shortest": (1.75, 0.0),
        "unlike": (0.44, 0.92),
        "unlike_first": (2.32, 0.0),
        "unlike_last": (2.63, 0.21),
        "pose_first": (2.19, 0.02),
        "pose_last": (0.01, 1.73),
        "one_way": (0.93, 1.49),
        "cut_off": (0.0, 1.16),
        "before": (0.48, 3.68),
        "after": (1.27, 2.58),
        "missed": (0.0, 2.74),
        "doubled": (1.04, 1.15),
        "other_channel": (1.73, 0.43),
        "small": (1.7, 0.42),
        "hole": (0.3, 2.73),
        "low_rate": (1.56, 0.0),
        "no_gyroscope": (0.0, 1.59),
        "quick": (1.32, 0.0),
        "slow": (0.15, 1.3),
        "shaken": (2.6, 0.0),
        "astray": (0.77, 1.49),
    },
)
"""As printed by ``python -m benchmarks confidence`` on 21 November 2026."""


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
