"""What a virtual sensor needs to know of its motion."""

from __future__ import annotations

from typing import Protocol

from sensorlog.imu import FloatArray, Placement

__all__ = ["Motion"]


class Motion(Protocol):
    """Samples of one sensor: what the virtual lifter makes, or a recording, or a test.

    Sample ``k`` was taken at ``t_s[k]`` true time; the sensor's own clock says ``k / rate_hz``.
    """

    @property
    def name(self) -> str:
        """The sensor's id in the session."""

    @property
    def placement(self) -> Placement:
        """Where it is clipped."""

    @property
    def rate_hz(self) -> float:
        """Samples a second by its own clock."""

    @property
    def t_s(self) -> FloatArray:
        """True times, shape (n,)."""

    @property
    def acc_m_s2(self) -> FloatArray:
        """Specific force, shape (n, 3)."""

    @property
    def gyr_rad_s(self) -> FloatArray:
        """Angular rate, shape (n, 3)."""
