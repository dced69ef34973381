"""Exercises: what is known of each, and how they are found."""

from sensorlog.training.catalogue.catalogue import Catalogue, known_exercises, load_exercises, user_exercises_dir
from sensorlog.training.catalogue.schema import (
    SPINE_SUPPORTING,
    Counting,
    Exercise,
    Kind,
    Muscle,
    OneCount,
    Pattern,
    Sides,
)

__all__ = [
    "SPINE_SUPPORTING",
    "Catalogue",
    "Counting",
    "Exercise",
    "Kind",
    "Muscle",
    "OneCount",
    "Pattern",
    "Sides",
    "known_exercises",
    "load_exercises",
    "user_exercises_dir",
]
