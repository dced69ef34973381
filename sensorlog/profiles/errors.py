"""The room's one exception."""

from __future__ import annotations

from sensorlog.errors import SensorlogError

__all__ = ["ProfileError"]


class ProfileError(SensorlogError):
    """A firmware profile is wrong, or a sensor did not answer as its profile says."""
