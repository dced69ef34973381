"""What goes wrong in this room."""

from __future__ import annotations

from sensorlog.errors import SensorlogError

__all__ = ["SessionError"]


class SessionError(SensorlogError):
    """A session cannot begin, go on or be finished; the text says why, what is safe, and what to do."""
