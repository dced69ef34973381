"""What goes wrong in this room."""

from __future__ import annotations

from sensorlog.errors import SensorlogError

__all__ = ["ExchangeError"]


class ExchangeError(SensorlogError):
    """What came from outside cannot be taken in; the text says where and why."""
