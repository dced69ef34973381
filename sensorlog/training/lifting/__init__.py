"""Loads: how much was lifted, what the most is, and what goes on the bar."""

from sensorlog.training.lifting.at_load import velocity_at_load
from sensorlog.training.lifting.bests import Best, BestKind, personal_bests
from sensorlog.training.lifting.plates import (
    Loading,
    Plates,
    even_steps,
    nearest_at_most,
    next_above,
    next_below,
)
from sensorlog.training.lifting.progress import SessionProgress, progress_by_session
from sensorlog.training.lifting.repetition_maximum import MAX_REPS_TO_ESTIMATE, epley_kg, estimated_maximum_kg
from sensorlog.training.lifting.sets import DoneSet, by_session, week_of
from sensorlog.training.lifting.target import Target, parse_target
from sensorlog.training.lifting.velocity_profile import Rejected, VelocityProfile, velocity_profile
from sensorlog.training.lifting.volume import MuscleWeek, volume_load_kg, weekly_by_muscle
from sensorlog.training.lifting.warm_up import WarmUpSet, warm_up_sets

__all__ = [
    "MAX_REPS_TO_ESTIMATE",
    "Best",
    "BestKind",
    "DoneSet",
    "Loading",
    "MuscleWeek",
    "Plates",
    "Rejected",
    "SessionProgress",
    "Target",
    "VelocityProfile",
    "WarmUpSet",
    "by_session",
    "epley_kg",
    "estimated_maximum_kg",
    "even_steps",
    "nearest_at_most",
    "next_above",
    "next_below",
    "parse_target",
    "personal_bests",
    "progress_by_session",
    "velocity_at_load",
    "velocity_profile",
    "volume_load_kg",
    "warm_up_sets",
    "week_of",
    "weekly_by_muscle",
]
