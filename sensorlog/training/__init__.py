"""Domain rules of training: what a load and an exercise name are. Pure, and knows no other room."""

from sensorlog.training.errors import TrainingError
from sensorlog.training.exercise import MAX_NAME_LENGTH, normalise_exercise
from sensorlog.training.load import KG_PER_LB, MAX_LOAD_KG, LoadUnit, format_load, parse_load

__all__ = [
    "KG_PER_LB",
    "MAX_LOAD_KG",
    "MAX_NAME_LENGTH",
    "LoadUnit",
    "TrainingError",
    "format_load",
    "normalise_exercise",
    "parse_load",
]
