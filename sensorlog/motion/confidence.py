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
    (-7.9, -7.28),
    {
        "few": (0.0, 2.09),
        "uneven_range": (0.42, 1.76),
        "uneven_time": (0.64, 1.25),
        "smallest": (2.17, 0.0),
        "longest": (1.06, 1.98),
        "shortest": (2.0, 0.0),
        "unlike": (0.0, 1.04),
        "unlike_first": (1.3, 0.0),
        "unlike_last": (0.5, 0.0),
        "pose_first": (1.52, 2.4),
        "pose_last": (1.25, 0.0),
        "one_way": (0.87, 0.97),
        "cut_off": (0.63, 1.85),
        "before": (0.08, 3.11),
        "after": (1.35, 2.11),
        "missed": (0.0, 0.23),
        "doubled": (1.71, 1.03),
        "other_channel": (0.28, 0.04),
        "small": (0.59, 0.28),
        "hole": (0.24, 2.97),
        "hidden": (0.0, 2.93),
        "hole_before": (0.0, 2.81),
        "hole_after": (0.0, 3.94),
        "low_rate": (0.37, 0.0),
        "no_gyroscope": (0.0, 0.36),
        "slow": (1.14, 1.35),
        "astray": (1.11, 0.09),
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
