"""What can be wrong with a simulation, in words for people."""

from __future__ import annotations

from sensorlog.errors import SensorlogError

__all__ = ["SimulateError"]


class SimulateError(SensorlogError):
    """Base of this room's errors."""
