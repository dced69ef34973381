"""What goes wrong in this room."""

from __future__ import annotations

from sensorlog.errors import SensorlogError

__all__ = ["TrainingError"]


class TrainingError(SensorlogError):
    """Something that a person entered is not what it should be; the text says what would be."""
