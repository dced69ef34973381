"""The virtual lifter: movements as people make them, what sensors measure of them, and the truth of every rep."""

from __future__ import annotations

from sensorlog.simulate.lifter.exercises import EXERCISES
from sensorlog.simulate.lifter.perform import perform
from sensorlog.simulate.lifter.performance import (
    HoldTruth,
    Performance,
    RepMeasures,
    RepTruth,
    SensorSamples,
    SetTruth,
    Span,
)
from sensorlog.simulate.lifter.script import (
    ClipOn,
    Hitch,
    Hold,
    Lifter,
    PickUp,
    PutDown,
    Rack,
    Rest,
    ScriptError,
    Segment,
    SensorSpec,
    Set,
    Stand,
    Tempo,
    Unrack,
    Walk,
)
from sensorlog.simulate.lifter.workout import (
    any_mounting,
    exercises_seen_from,
    random_script,
    random_workout,
    set_with_weight,
)

__all__ = [
    "EXERCISES",
    "ClipOn",
    "Hitch",
    "Hold",
    "HoldTruth",
    "Lifter",
    "Performance",
    "PickUp",
    "PutDown",
    "Rack",
    "RepMeasures",
    "RepTruth",
    "Rest",
    "ScriptError",
    "Segment",
    "SensorSamples",
    "SensorSpec",
    "Set",
    "SetTruth",
    "Span",
    "Stand",
    "Tempo",
    "Unrack",
    "Walk",
    "any_mounting",
    "exercises_seen_from",
    "perform",
    "random_script",
    "random_workout",
    "set_with_weight",
]
