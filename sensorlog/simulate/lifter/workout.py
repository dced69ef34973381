"""Workouts by chance: whole sessions with sets, rests, racking and walking, different for each seed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sensorlog.imu import Placement
from sensorlog.simulate.lifter.body import JOINTS, Body, place
from sensorlog.simulate.lifter.exercises import EXERCISES, Weight, postures
from sensorlog.simulate.lifter.perform import perform
from sensorlog.simulate.lifter.performance import Performance
from sensorlog.simulate.lifter.rotations import angle_between
from sensorlog.simulate.lifter.script import (
    ClipOn,
    PickUp,
    PutDown,
    Quaternion,
    Rack,
    Rest,
    Segment,
    SensorSpec,
    Set,
    Stand,
    Unrack,
    Walk,
)

__all__ = ["any_mounting", "exercises_seen_from", "random_script", "random_workout", "set_with_weight"]

_SEEN_M = 0.12
_SEEN_RAD = 0.45


def any_mounting(seed: int) -> Quaternion:
    """Draw an orientation, uniform over all of them (four normal numbers, scaled to unit length)."""
    parts = np.random.default_rng(np.random.SeedSequence((seed, 3))).standard_normal(4)
    w, x, y, z = (float(part) for part in parts / np.sqrt(np.sum(parts * parts)))
    return (w, x, y, z)


def exercises_seen_from(placement: Placement) -> tuple[str, ...]:
    """Exercises in which a sensor at this placement moves enough to count: by 12 cm of height or by 26°."""
    body = Body(1.75)
    seen = []
    for what in EXERCISES.values():
        joints = postures(what, body, np.array((0.0, 1.0)), postures(what, body, np.zeros(1), np.zeros(JOINTS))[0])
        path = place(body, joints, placement)
        height = abs(float(path.position_m[1, 2] - path.position_m[0, 2]))
        if height >= _SEEN_M or angle_between(path.orientation[0], path.orientation[1]) >= _SEEN_RAD:
            seen.append(what.name)
    return tuple(seen)


def set_with_weight(what: Set) -> tuple[Segment, ...]:
    """Surround a set with what belongs to it: the weight is taken before and put back after."""
    weight = EXERCISES[what.exercise].weight
    if weight in (Weight.RACK, Weight.RACK_BACK):
        return (Unrack(what.exercise), what, Rack(what.exercise))
    if weight is Weight.FLOOR and not EXERCISES[what.exercise].touches_floor:
        return (PickUp(what.exercise), what, PutDown(what.exercise))
    return (what,)


def random_script(
    seed: int, n_sets: int, exercises: Sequence[str], rest_s: tuple[float, float] = (15.0, 45.0)
) -> tuple[Segment, ...]:
    """Draw a session of ``n_sets`` sets of these exercises: 2 to 4 sets of one, then the next, with rests between.

    Loads, rep counts (4 to 12), fatigue and ranges differ from set to set, rests between the limits of ``rest_s``.
    """
    rng = np.random.default_rng(np.random.SeedSequence((seed, 4)))
    script: list[Segment] = []
    left = 0
    name = ""
    for _ in range(n_sets):
        if left == 0:
            left = int(rng.integers(2, 5))
            name = exercises[int(rng.integers(len(exercises)))]
            script += [ClipOn(float(rng.uniform(4.0, 8.0)), name), Walk(float(rng.uniform(4.0, 14.0))), Stand(4.0)]
        left -= 1
        one = Set(
            name,
            reps=int(rng.integers(4, 13)),
            load_kg=float(rng.integers(4, 33)) * 2.5,
            fatigue=float(rng.uniform(0.1, 0.6)),
            range_scale=float(rng.uniform(0.9, 1.0)),
        )
        script += set_with_weight(one)
        if rng.uniform() < 0.4:
            script.append(Walk(float(rng.uniform(4.0, 16.0))))
        script.append(Rest(float(rng.uniform(*rest_s))))
    script.append(Stand(3.0))
    return tuple(script)


def random_workout(
    seed: int, n_sets: int = 10, sensors: Sequence[SensorSpec] = (), rest_s: tuple[float, float] = (15.0, 45.0)
) -> Performance:
    """Perform a random script. Without ``sensors`` one sits at the wrist, any way round.

    The exercises are those that every sensor can see.
    """
    worn = tuple(sensors) or (SensorSpec("wrist", Placement.WRIST, mounting=any_mounting(seed)),)
    seen = [name for name in EXERCISES if all(name in exercises_seen_from(spec.placement) for spec in worn)]
    return perform(random_script(seed, n_sets, seen, rest_s), worn, seed)
