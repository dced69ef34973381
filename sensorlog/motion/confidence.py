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
    (-7.38, -7.06),
    {
        "few": (0.0, 4.98),
        "uneven_range": (1.16, 1.43),
        "uneven_time": (1.55, 1.28),
        "smallest": (1.16, 0.0),
        "longest": (1.42, 2.49),
        "shortest": (1.88, 0.0),
        "unlike": (0.0, 1.78),
        "unlike_first": (2.2, 0.0),
        "unlike_last": (1.7, 0.95),
        "pose_first": (0.94, 0.0),
        "one_way": (1.71, 1.42),
        "cut_off": (0.0, 1.79),
        "before": (0.62, 2.99),
        "after": (0.71, 3.52),
        "missed": (0.36, 2.52),
        "doubled": (1.64, 0.97),
        "other_channel": (1.16, 0.41),
        "small": (1.65, 0.37),
        "hole": (0.46, 3.63),
        "low_rate": (1.5, 0.0),
        "no_gyroscope": (0.26, 1.44),
        "quick": (2.1, 0.0),
        "slow": (0.79, 1.24),
        "shaken": (2.07, 0.0),
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
