"""What goes wrong between packets and events, said to a person."""

from __future__ import annotations

from sensorlog.errors import SensorlogError

__all__ = ["PipelineError"]


class PipelineError(SensorlogError):
    """A session cannot be analysed: what is missing, and how to get it."""
