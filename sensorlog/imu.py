"""The only currency between rooms: packets from a sensor, and what they mean in SI units.

Vocabulary
----------
sensor
    The id of one sensor within a session, chosen when it is added (``"trunk"``, ``"bar"``, or an address).
sensor frame
    The axes printed on the sensor. All vectors here are in the sensor frame; nothing is rotated.
specific force
    What an accelerometer measures: at rest it reads +9.81 m/s² on the axis that points up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "MIN_VELOCITY_RATE_HZ",
    "FloatArray",
    "Gap",
    "ImuBlock",
    "Packet",
    "Placement",
    "Reading",
    "Role",
    "StreamInfo",
]

# Quoted: the logbook knows placements and no samples, and loading numpy takes a tenth of a second.
FloatArray: TypeAlias = "NDArray[np.float64]"

MIN_VELOCITY_RATE_HZ = 49.0
"""Below 50 Hz peaks of force are missed, and with them the velocity. What is set to 50 Hz comes to a little less by its
own clock, or by the times in a file."""


class Placement(StrEnum):
    """Where a sensor is clipped. ``UNKNOWN`` is an honest answer."""

    TRUNK = "trunk"
    PELVIS = "pelvis"
    WRIST = "wrist"
    UPPER_ARM = "upper_arm"
    THIGH = "thigh"
    SHANK = "shank"
    BAR = "bar"
    DUMBBELL = "dumbbell"
    UNKNOWN = "unknown"


TORSO = (Placement.TRUNK, Placement.PELVIS)
"""Places whose inclination is measured against standing."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a sensor is for as long as it sits at one place. It belongs to a set: between sets a sensor may move."""

    placement: Placement = Placement.UNKNOWN
    clip_site: str | None = None
    """Where exactly: ``sternum``, ``T12``, ``left wrist`` …; ``None``: not said. Nothing is compared across sites."""


@dataclass(frozen=True, slots=True)
class Packet:
    """Bytes that one sensor sent, exactly as they came over the air.

    ``t_ns`` is the arrival on a monotonic clock with an arbitrary origin; only differences mean something.
    A value that was read instead of notified is a packet of its characteristic as well.
    """

    t_ns: int
    sensor: str
    characteristic: str
    """128-bit UUID, lower case."""
    data: bytes


@dataclass(frozen=True, slots=True, eq=False)
class ImuBlock:
    """``n`` samples of one sensor, in time order.

    ``t_s`` has shape (n,): seconds from the first packet of the session, or a file's own time column.
    ``acc_m_s2`` (specific force) and ``gyr_rad_s`` have shape (n, 3). One of them is ``None`` where the sensor times
    accelerometer and gyroscope separately, or has no gyroscope.
    """

    sensor: str
    t_s: FloatArray
    acc_m_s2: FloatArray | None
    gyr_rad_s: FloatArray | None

    def __len__(self) -> int:
        return len(self.t_s)


@dataclass(frozen=True, slots=True)
class Reading:
    """A single value beside the motion: battery, heart rate, temperature."""

    sensor: str
    t_s: float
    kind: str
    """``battery_percent``, ``heart_rate_bpm``, ``rr_interval_s``, ``temperature_c`` …: the unit is in the name."""
    value: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Time without samples that should have had some. Filters restart behind it; reps inside it are unknown."""

    sensor: str
    start_s: float
    end_s: float
    lost_packets: int | None
    """How many packets are missing; ``None`` where the wire does not tell."""


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """What an algorithm knows of a sensor before its first sample."""

    sensor: str
    placement: Placement
    acc_rate_hz: float
    gyr_rate_hz: float | None
    """``None``: no gyroscope."""
    clip_site: str | None = None
    """See :class:`Role`."""
