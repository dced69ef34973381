"""Whether the sensors sit where the exercise can be counted at all: the catalogue knows, before anybody has lifted."""

from __future__ import annotations

from collections.abc import Iterable

from sensorlog.imu import Placement, Role
from sensorlog.pipeline import FoldedSet
from sensorlog.training import Exercise
from sensorlog.tui.view import StatusView, Tone

__all__ = ["clip_advice", "is_seen_badly"]


def clip_advice(exercise: Exercise | None, roles: Iterable[Role]) -> StatusView | None:
    """Say where else to clip a sensor where none sees enough of the exercise; ``None`` where one does, or may."""
    places = list(dict.fromkeys(role.placement for role in roles))
    if exercise is None or not places or not all(_sees_too_little(exercise, place) for place in places):
        return None
    here, there = (" or ".join(map(_words, each)) for each in (places, exercise.clip[:2]))
    return StatusView(
        f"{exercise.name} cannot be counted at the {here}: clip the sensor to the {there}, or type the reps in",
        Tone.ATTENTION,
    )


def is_seen_badly(exercise: Exercise | None, one: FoldedSet) -> bool:
    """Say whether a set was counted where its sensor sees too little of the exercise."""
    return (
        exercise is not None
        and one.exercise is not None
        and one.exercise.casefold() in {exercise.id, *map(str.casefold, exercise.spellings)}
        and _sees_too_little(exercise, one.role.placement)
    )


def _sees_too_little(exercise: Exercise, place: Placement) -> bool:
    return place.value in exercise.no_count_on


def _words(place: str) -> str:
    return place.replace("_", " ")
