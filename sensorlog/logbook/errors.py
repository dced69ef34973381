"""What goes wrong in this room."""

from __future__ import annotations

from sensorlog.errors import SensorlogError

__all__ = ["LogbookError"]


class LogbookError(SensorlogError):
    """The logbook cannot be opened, read or written; the text says where, why, and what to do."""
