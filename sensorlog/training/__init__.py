"""Domain rules of training: exercises, loads, programs, progression, pain. Pure, and knows no other room."""

from sensorlog.training.catalogue import (
    SPINE_SUPPORTING,
    Catalogue,
    Counting,
    Exercise,
    Kind,
    Muscle,
    OneCount,
    Pattern,
    Sides,
    known_exercises,
    load_exercises,
    user_exercises_dir,
)
from sensorlog.training.errors import TrainingError
from sensorlog.training.exercise import MAX_NAME_LENGTH, normalise_exercise
from sensorlog.training.load import KG_PER_LB, MAX_LOAD_KG, LoadUnit, format_load, parse_load

__all__ = [
    "KG_PER_LB",
    "MAX_LOAD_KG",
    "MAX_NAME_LENGTH",
    "SPINE_SUPPORTING",
    "Catalogue",
    "Counting",
    "Exercise",
    "Kind",
    "LoadUnit",
    "Muscle",
    "OneCount",
    "Pattern",
    "Sides",
    "TrainingError",
    "format_load",
    "known_exercises",
    "load_exercises",
    "normalise_exercise",
    "parse_load",
    "user_exercises_dir",
]
