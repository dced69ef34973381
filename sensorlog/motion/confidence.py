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
    (-8.42, -8.26),
    {
        "few": (0.0, 4.05),
        "uneven_range": (0.3, 1.85),
        "uneven_time": (1.08, 1.61),
        "smallest": (1.88, 0.0),
        "longest": (2.24, 1.22),
        "shortest": (2.11, 1.06),
        "unlike_first": (2.0, 0.0),
        "unlike_last": (2.83, 0.0),
        "pose_first": (0.74, 2.05),
        "pose_last": (1.08, 0.0),
        "one_way": (0.87, 0.06),
        "cut_off": (0.55, 2.55),
        "before": (1.35, 2.79),
        "after": (0.52, 3.11),
        "missed": (0.0, 0.72),
        "doubled": (1.22, 0.56),
        "other_channel": (0.09, 0.0),
        "small": (1.51, 0.43),
        "hole": (0.0, 3.75),
        "hidden": (0.0, 4.09),
        "hole_before": (0.0, 5.08),
        "hole_after": (0.5, 5.82),
        "low_rate": (0.04, 0.18),
        "no_gyroscope": (0.53, 0.49),
        "slow": (1.93, 2.5),
        "astray": (1.07, 1.45),
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
