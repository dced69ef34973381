"""Which sensors a recording has, from its summary: without reading it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from mcap.exceptions import McapError
from mcap.reader import SeekingReader

from sensorlog.recordings.layout import sensor_and_characteristic
from sensorlog.recordings.reader import MAX_RECORD_BYTES

__all__ = ["RecordedSensor", "recorded_sensors"]


@dataclass(frozen=True, slots=True)
class RecordedSensor:
    """A sensor, and the firmware profile that decodes it, as its channels name them."""

    sensor: str
    profile_id: str | None
    profile_sha256: str | None


def recorded_sensors(path: Path) -> tuple[RecordedSensor, ...] | None:
    """Return the sensors that sent anything, by name; ``None`` where there is no recording, or it has no summary."""
    try:
        with path.open("rb") as file:
            summary = SeekingReader(file, record_size_limit=MAX_RECORD_BYTES).get_summary()
    except (OSError, McapError, struct.error, ValueError, OverflowError, MemoryError):
        return None
    if summary is None:
        return None
    found: dict[str, RecordedSensor] = {}
    for channel in summary.channels.values():
        names = sensor_and_characteristic(channel.topic)
        if names is not None:
            metadata = channel.metadata
            found[names[0]] = RecordedSensor(names[0], metadata.get("profile"), metadata.get("profile_sha256"))
    return tuple(found[name] for name in sorted(found))
