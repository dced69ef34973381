"""What goes wrong in this room."""

from __future__ import annotations

from sensorlog.errors import SensorlogError

__all__ = ["ExchangeError", "IsPlanError"]


class ExchangeError(SensorlogError):
    """What came from outside cannot be taken in; the text says where and why."""


class IsPlanError(ExchangeError):
    """A package holds a plan, which is accepted rather than taken in."""

    def __init__(self, where: str) -> None:
        super().__init__(f"{where}: is a plan: `sensorlog plan show` shows it, `plan accept` takes it up")
