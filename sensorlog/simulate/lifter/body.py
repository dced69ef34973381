"""The lifter's body: a chain of rigid segments, and the bar.

A posture is a vector of joint coordinates (:class:`Joint`); a movement is an array of them, shape (n, :data:`JOINTS`).
:func:`place` turns it into the path of one sensor: position and orientation in a room with x ahead, y left and z up.
Segment lengths are shares of the height (Drillis & Contini 1966, as in Winter, *Biomechanics and Motor Control*).
Simplifications: the trunk is one rigid segment, both sides of the body move alike, the right one is modelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sensorlog.imu import FloatArray, Placement
from sensorlog.simulate.lifter.rotations import about, multiply, rotate

__all__ = ["BAR", "JOINTS", "Body", "Joint", "PosePath", "hand_point", "hip_over_feet", "place", "shoulder_point"]


class Joint(IntEnum):
    """Coordinates of a posture: metres and radians. Angles of segments are absolute, not relative to the next one."""

    HIP_X = 0
    HIP_Y = 1
    HIP_Z = 2
    HEADING = 3
    """Where the body faces, about z."""
    TRUNK = 4
    """Forward inclination; −π/2 lies on the back."""
    TRUNK_SIDE = 5
    TRUNK_TWIST = 6
    THIGH = 7
    """Inclination of the line from knee to hip, forward positive: negative with bent knees."""
    SHANK = 8
    """Inclination of the line from ankle to knee."""
    ARM = 9
    """Elevation of the upper arm: 0 hangs, π/2 points ahead, π points up."""
    ARM_OUT = 10
    """Plane of that elevation: 0 ahead, π/2 to the side."""
    FOREARM = 11
    FOREARM_OUT = 12
    BAR_X = 13
    BAR_Y = 14
    BAR_Z = 15
    BAR_TURN = 16
    """Rotation about the bar's own axis."""
    BAR_TILT = 17
    """One end higher than the other."""


JOINTS = len(Joint)
BAR = slice(Joint.BAR_X, Joint.BAR_TILT + 1)
"""The bar's part of a posture."""

_TRUNK_SENSOR_SHARE = 0.8
_BAR_SENSOR_M = 0.45


@dataclass(frozen=True, slots=True)
class Body:
    """Lengths of the segments of a person of this height, in metres."""

    height_m: float

    @property
    def ankle(self) -> float:
        """Height of the ankle over the floor."""
        return 0.039 * self.height_m

    @property
    def shank(self) -> float:
        """Ankle to knee."""
        return 0.246 * self.height_m

    @property
    def thigh(self) -> float:
        """Knee to hip."""
        return 0.245 * self.height_m

    @property
    def trunk(self) -> float:
        """Hip to shoulder."""
        return 0.288 * self.height_m

    @property
    def shoulder(self) -> float:
        """Half the distance between the shoulders."""
        return 0.129 * self.height_m

    @property
    def arm(self) -> float:
        """Shoulder to elbow."""
        return 0.186 * self.height_m

    @property
    def forearm(self) -> float:
        """Elbow to wrist."""
        return 0.146 * self.height_m

    @property
    def grip(self) -> float:
        """Wrist to what the hand holds."""
        return 0.04 * self.height_m


@dataclass(frozen=True, slots=True, eq=False)
class PosePath:
    """Position in metres, shape (n, 3), and orientation as unit quaternions, shape (n, 4)."""

    position_m: FloatArray
    orientation: FloatArray


def hip_over_feet(body: Body, shank_rad: FloatArray, thigh_rad: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give x and z of the hip over ankles that stand at x = 0."""
    x = body.shank * np.sin(shank_rad) + body.thigh * np.sin(thigh_rad)
    z = body.ankle + body.shank * np.cos(shank_rad) + body.thigh * np.cos(thigh_rad)
    return x, z


def shoulder_point(body: Body, joints: FloatArray, out_m: float) -> FloatArray:
    """Give the point ``out_m`` to the right of the neck on the shoulder line, shape (n, 3)."""
    return _hip(joints) + rotate(_trunk(joints), np.array((0.0, -out_m, body.trunk)))


def hand_point(body: Body, joints: FloatArray) -> FloatArray:
    """Give the point that the right hand holds, shape (n, 3)."""
    return _along_forearm(body, joints, body.forearm + body.grip)


def place(body: Body, joints: FloatArray, placement: Placement) -> PosePath:
    """Path of a sensor at this placement; the frame is that of its segment: at attention x ahead, y left, z up."""
    match placement:
        case Placement.TRUNK:
            turn = _trunk(joints)
            point = np.array((0.1, 0.0, _TRUNK_SENSOR_SHARE * body.trunk))
            return PosePath(_hip(joints) + rotate(turn, point), turn)
        case Placement.PELVIS:
            turn = _trunk(joints)
            return PosePath(_hip(joints) + rotate(turn, np.array((-0.1, 0.0, 0.1))), turn)
        case Placement.UPPER_ARM:
            turn = _limb(joints, Joint.ARM, Joint.ARM_OUT)
            shoulder = shoulder_point(body, joints, body.shoulder)
            return PosePath(shoulder + rotate(turn, np.array((0.0, -0.04, -body.arm / 2))), turn)
        case Placement.WRIST:
            turn = _limb(joints, Joint.FOREARM, Joint.FOREARM_OUT)
            return PosePath(_along_forearm(body, joints, body.forearm), turn)
        case Placement.THIGH:
            turn = _leg(joints, Joint.THIGH)
            return PosePath(_hip(joints) + rotate(turn, np.array((0.08, 0.0, -body.thigh / 2))), turn)
        case Placement.SHANK:
            turn = _leg(joints, Joint.SHANK)
            knee = _hip(joints) + rotate(_leg(joints, Joint.THIGH), np.array((0.0, 0.0, -body.thigh)))
            return PosePath(knee + rotate(turn, np.array((0.05, 0.0, -0.6 * body.shank))), turn)
        case Placement.BAR:
            turn = _bar(joints)
            return PosePath(
                joints[:, Joint.BAR_X : Joint.BAR_Z + 1] + rotate(turn, np.array((0, _BAR_SENSOR_M, 0))), turn
            )
        case Placement.DUMBBELL:
            turn = _bar(joints)
            return PosePath(joints[:, Joint.BAR_X : Joint.BAR_Z + 1] + rotate(turn, np.array((0, 0.06, 0))), turn)
        case Placement.UNKNOWN:
            raise ValueError("an unknown placement has no pose")


def _hip(joints: FloatArray) -> FloatArray:
    return joints[:, Joint.HIP_X : Joint.HIP_Z + 1]


def _trunk(joints: FloatArray) -> FloatArray:
    yaw = about(2, joints[:, Joint.HEADING] + joints[:, Joint.TRUNK_TWIST])
    return multiply(multiply(yaw, about(1, joints[:, Joint.TRUNK])), about(0, joints[:, Joint.TRUNK_SIDE]))


def _leg(joints: FloatArray, segment: Joint) -> FloatArray:
    return multiply(about(2, joints[:, Joint.HEADING]), about(1, joints[:, segment]))


def _limb(joints: FloatArray, elevation: Joint, out: Joint) -> FloatArray:
    # The limb hangs along −z of its frame. On the right side, outwards is clockwise seen from above.
    yaw = about(2, joints[:, Joint.HEADING] + joints[:, Joint.TRUNK_TWIST] - joints[:, out])
    return multiply(yaw, about(1, -joints[:, elevation]))


def _along_forearm(body: Body, joints: FloatArray, distance_m: float) -> FloatArray:
    elbow = shoulder_point(body, joints, body.shoulder) + rotate(
        _limb(joints, Joint.ARM, Joint.ARM_OUT), np.array((0.0, 0.0, -body.arm))
    )
    forearm = _limb(joints, Joint.FOREARM, Joint.FOREARM_OUT)
    return elbow + rotate(forearm, np.array((0.0, 0.0, -distance_m)))


def _bar(joints: FloatArray) -> FloatArray:
    return multiply(about(0, joints[:, Joint.BAR_TILT]), about(1, joints[:, Joint.BAR_TURN]))
