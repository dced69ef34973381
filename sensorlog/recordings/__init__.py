"""Recordings in and out: MCAP as the program writes it, and CSV exports of other apps. Formats: docs/recordings.md."""

from __future__ import annotations

from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.reader import Recording, read_recording
from sensorlog.recordings.writer import RecordingWriter

__all__ = ["Recording", "RecordingError", "RecordingWriter", "read_recording"]
