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
    (-7.15, -6.24),
    {
        "few": (0.0, 4.01),
        "uneven_range": (0.68, 0.89),
        "uneven_time": (0.68, 1.31),
        "smallest": (1.96, 0.0),
        "longest": (0.99, 2.08),
        "shortest": (1.75, 0.0),
        "unlike": (0.19, 0.14),
        "unlike_first": (0.93, 0.0),
        "unlike_last": (0.87, 0.55),
        "pose_first": (0.25, 0.91),
        "pose_last": (1.7, 0.0),
        "one_way": (1.54, 1.82),
        "cut_off": (0.36, 1.03),
        "before": (1.07, 3.27),
        "after": (1.35, 2.12),
        "missed": (0.0, 1.02),
        "doubled": (0.95, 1.1),
        "other_channel": (0.0, 0.07),
        "small": (0.96, 0.3),
        "hole": (0.0, 4.39),
        "low_rate": (0.75, 0.0),
        "no_gyroscope": (0.0, 0.79),
        "slow": (0.0, 0.54),
        "astray": (1.06, 0.0),
    },
)
"""As printed by ``python -m benchmarks confidence`` on 22 November 2026."""


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
