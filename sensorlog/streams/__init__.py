"""Packets of one sensor → samples with their times, readings and gaps. Stateful and pure: no I/O, no clock."""

from sensorlog.streams.stream import SensorStream

__all__ = ["SensorStream"]
