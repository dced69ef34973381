"""What goes wrong in this room."""

from __future__ import annotations

from sensorlog.errors import SensorlogError

__all__ = ["LogbookBusyError", "LogbookError"]


class LogbookError(SensorlogError):
    """The logbook cannot be opened, read or written; the text says where, why, and what to do."""


class LogbookBusyError(LogbookError):
    """Another program has been writing for longer than the logbook waits: the same can be tried again."""
