"""The exercises: two postures each, the start of a rep and its turn, and what lies between.

Angles are read off textbook figures and checked against ranges of motion that are usual for a person of 1.75 m: bar
paths of 0.4 to 0.6 m, trunk flexion of 70° seated and 85° standing (Laird 2019: 93° with, 111° without back pain).
Between the two postures joint angles move together, straight or with a bulge; paths of bar and sensor follow
from the body's geometry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.simulate.lifter.body import Body, Joint, hand_point, hip_over_feet, shoulder_point
from sensorlog.simulate.lifter.script import ScriptError, Tempo

__all__ = ["EXERCISES", "Exercise", "Phase", "Weight", "at_ease", "exercise", "gripped", "postures"]

_SEAT_M = (-0.4, 0.5)
_BENCH_M = (0.0, 0.5)
_FLOOR_M = (0.0, 0.14)
_BAR_BEHIND_SHOULDERS_M = -0.06


class Phase(StrEnum):
    """What the way out is; the way back is the other one."""

    ECCENTRIC = "eccentric"
    CONCENTRIC = "concentric"
    NEITHER = "neither"
    """No up and down."""


class Weight(StrEnum):
    """What is lifted, and where it waits."""

    NONE = "none"
    RACK = "rack"
    """In hands, taken from a rack."""
    RACK_BACK = "rack_back"
    """On the upper back, taken from a rack."""
    FLOOR = "floor"
    """In hands, taken from the floor."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise. Angles are (start, turn) in degrees; a joint that is not named stays as in standing."""

    name: str
    angles_deg: Mapping[Joint, tuple[float, float]]
    tempo: Tempo
    first: Phase
    weight: Weight = Weight.NONE
    bulges_deg: Mapping[Joint, float] = field(default_factory=dict)
    """How far a joint leaves the straight way between both angles in the middle: keeps a grip's width, a bar's path."""
    hip_m: tuple[float, float] | None = None
    """Where the hip rests (x, z); ``None``: it follows the legs, the feet stand."""
    racked_deg: Mapping[Joint, float] = field(default_factory=dict)
    """Added to the start while the bar lies in the rack."""
    rack_ahead_m: float = 0.0
    """How far the lifter stands before the place of the set when at the rack."""
    touches_floor: bool = False
    """The weight meets the floor at the end of each rep."""


def _legs(shank: tuple[float, float], thigh: tuple[float, float]) -> dict[Joint, tuple[float, float]]:
    return {Joint.SHANK: shank, Joint.THIGH: thigh}


_BEND_KNEES = {Joint.SHANK: 10.0, Joint.THIGH: -18.0}
_LYING = {Joint.TRUNK: (-90.0, -90.0)}

EXERCISES: Mapping[str, Exercise] = {
    item.name: item
    for item in (
        Exercise(
            "squat",
            _legs((0, 32), (0, -84))
            | {Joint.TRUNK: (4, 36), Joint.ARM: (-20, -52), Joint.FOREARM: (150, 118), Joint.BAR_TURN: (0, 12)},
            Tempo(1.5, 0.0, 1.1, 0.7),
            Phase.ECCENTRIC,
            Weight.RACK_BACK,
            racked_deg=_BEND_KNEES,
            rack_ahead_m=0.3,
        ),
        Exercise(
            "deadlift",
            _legs((15, 0), (-65, 0)) | {Joint.TRUNK: (58, 0), Joint.ARM: (-6, 6), Joint.FOREARM: (-6, 8)},
            Tempo(1.3, 0.8, 1.2, 0.5),
            Phase.CONCENTRIC,
            Weight.FLOOR,
            touches_floor=True,
        ),
        Exercise(
            "bent-over row",
            _legs((10, 10), (-26, -24))
            | {Joint.TRUNK: (62, 58), Joint.ARM: (2, -98), Joint.ARM_OUT: (-40, -40), Joint.FOREARM: (2, 25)},
            Tempo(1.1, 0.3, 0.8, 0.2),
            Phase.CONCENTRIC,
            Weight.FLOOR,
        ),
        Exercise(
            "bench press",
            _LYING
            | _legs((10, 10), (-95, -95))
            | {
                Joint.ARM: (155, 78),
                Joint.ARM_OUT: (80, 80),
                Joint.FOREARM: (160, 188),
                Joint.FOREARM_OUT: (90, 90),
                Joint.BAR_TURN: (0, 6),
            },
            Tempo(1.4, 0.2, 1.0, 0.6),
            Phase.ECCENTRIC,
            Weight.RACK,
            hip_m=_BENCH_M,
            racked_deg={Joint.ARM_OUT: 25.0, Joint.ARM: -8.0},
        ),
        Exercise(
            "overhead press",
            {
                Joint.TRUNK: (-6, 0),
                Joint.ARM: (35, 174),
                Joint.ARM_OUT: (75, 75),
                Joint.FOREARM: (180, 151),
                Joint.FOREARM_OUT: (90, 90),
                Joint.BAR_TURN: (0, 14),
            },
            Tempo(1.3, 0.5, 1.1, 0.4),
            Phase.CONCENTRIC,
            Weight.RACK,
            bulges_deg={Joint.FOREARM: 25.0},
            racked_deg=_BEND_KNEES,
            rack_ahead_m=0.3,
        ),
        Exercise(
            "curl",
            {Joint.TRUNK: (0, -3), Joint.ARM: (2, 12), Joint.FOREARM: (8, 135), Joint.BAR_TURN: (0, -125)},
            Tempo(1.4, 0.3, 1.0, 0.3),
            Phase.CONCENTRIC,
            Weight.FLOOR,
        ),
        Exercise(
            "seated trunk flexion",
            _legs((0, 0), (-90, -90)) | {Joint.TRUNK: (3, 70), Joint.ARM: (40, -27), Joint.FOREARM: (140, 73)},
            Tempo(1.8, 0.4, 1.7, 0.6),
            Phase.ECCENTRIC,
            hip_m=_SEAT_M,
        ),
        Exercise(
            "standing trunk flexion",
            _legs((0, 4), (0, -14)) | {Joint.TRUNK: (2, 85), Joint.ARM: (2, 0), Joint.FOREARM: (6, 0)},
            Tempo(2.0, 0.4, 1.8, 0.7),
            Phase.ECCENTRIC,
        ),
        Exercise(
            "leg raise",
            _LYING
            | _legs((-90, -158), (-92, -162))
            | {Joint.ARM: (-70, -70), Joint.ARM_OUT: (20, 20), Joint.FOREARM: (-80, -80)},
            Tempo(1.6, 0.3, 1.4, 0.6),
            Phase.CONCENTRIC,
            hip_m=_FLOOR_M,
        ),
        Exercise(
            "shoulder rotation",
            {Joint.ARM: (4, 4), Joint.FOREARM: (90, 90), Joint.FOREARM_OUT: (-50, 45)},
            Tempo(1.3, 0.3, 1.5, 0.4),
            Phase.NEITHER,
        ),
        Exercise(
            "plank",
            _legs((80, 80), (80, 80)) | {Joint.TRUNK: (78, 78), Joint.ARM: (0, 0), Joint.FOREARM: (90, 90)},
            Tempo(1.0, 0.0, 1.0, 0.0),
            Phase.NEITHER,
            hip_m=(0.0, 0.28),
        ),
    )
}
"""By name, lower case."""


def exercise(name: str) -> Exercise:
    """Find an exercise by name; :class:`ScriptError` lists what there is."""
    found = EXERCISES.get(name)
    if found is None:
        raise ScriptError(f"the virtual lifter does not know {name!r}; it knows {', '.join(EXERCISES)}")
    return found


def at_ease(body: Body, base: FloatArray, sitting: bool) -> FloatArray:
    """Resting posture, shape (JOINTS,); heading and bar stay as in ``base``."""
    posture = base.copy()
    posture[: Joint.HEADING] = 0.0
    posture[Joint.HEADING + 1 : Joint.BAR_X] = 0.0
    posture[Joint.ARM], posture[Joint.FOREARM] = (0.35, 1.2) if sitting else (0.05, 0.15)
    if sitting:
        posture[Joint.HIP_X], posture[Joint.HIP_Z] = _SEAT_M
        posture[Joint.THIGH], posture[Joint.TRUNK] = -np.pi / 2, 0.2
    else:
        posture[Joint.HIP_X], posture[Joint.HIP_Z] = hip_over_feet(body, np.zeros(()), np.zeros(()))
    return posture


def postures(what: Exercise, body: Body, progress: FloatArray, base: FloatArray) -> FloatArray:
    """Joints over a rep: ``progress`` (n,) is 0 at the start and 1 at the turn; the result has shape (n, JOINTS).

    ``base`` (JOINTS,) gives the heading, and the bar where the exercise has none.
    """
    joints = np.repeat(at_ease(body, base, sitting=False)[None], len(progress), axis=0)
    for joint, (start, turn) in what.angles_deg.items():
        joints[:, joint] = np.radians(start) + progress * np.radians(turn - start)
    for joint, bulge in what.bulges_deg.items():
        joints[:, joint] += 4.0 * progress * (1.0 - progress) * np.radians(bulge)
    if what.hip_m is None:
        joints[:, Joint.HIP_X], joints[:, Joint.HIP_Z] = hip_over_feet(
            body, joints[:, Joint.SHANK], joints[:, Joint.THIGH]
        )
    else:
        joints[:, Joint.HIP_X], joints[:, Joint.HIP_Z] = what.hip_m
    _take_bar(what, body, joints)
    return joints


def gripped(what: Exercise, body: Body, base: FloatArray) -> FloatArray:
    """Posture with the weight in the hands, or on the back, where it waits: in the rack or on the floor."""
    if what.weight is Weight.FLOOR:
        posture = postures(EXERCISES["deadlift"], body, np.zeros(1), base)
        posture[:, Joint.BAR_TURN] = np.radians(what.angles_deg.get(Joint.BAR_TURN, (0.0, 0.0))[0])
        return np.asarray(posture[0])
    if what.weight is Weight.NONE:
        raise ScriptError(f"{what.name} has no weight to pick up, unrack or put back")
    posture = postures(what, body, np.zeros(1), base)
    for joint, delta in what.racked_deg.items():
        posture[:, joint] += np.radians(delta)
    if what.hip_m is None:
        x, z = hip_over_feet(body, posture[:, Joint.SHANK], posture[:, Joint.THIGH])
        posture[:, Joint.HIP_X], posture[:, Joint.HIP_Z] = x + what.rack_ahead_m, z
    _take_bar(what, body, posture)
    return np.asarray(posture[0])


def _take_bar(what: Exercise, body: Body, joints: FloatArray) -> None:
    """Let the bar follow the hands or the back, in place."""
    if what.weight is Weight.NONE:
        return
    # The lifter faces the bar, whatever turns were walked before; both hands hold it, so its middle is at y = 0.
    facing = joints.copy()
    facing[:, Joint.HEADING] = 0.0
    if what.weight is Weight.RACK_BACK:
        point = shoulder_point(body, facing, 0.0)
        point[:, 0] += _BAR_BEHIND_SHOULDERS_M
    else:
        point = hand_point(body, facing)
    joints[:, Joint.BAR_X], joints[:, Joint.BAR_Y], joints[:, Joint.BAR_Z] = point[:, 0], 0.0, point[:, 2]
