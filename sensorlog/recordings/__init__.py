"""Recordings in and out: MCAP as the program writes it, and CSV exports of other apps. Formats: docs/recordings.md."""

from __future__ import annotations

from sensorlog.recordings.continuing import ContinuedRecording, continue_recording
from sensorlog.recordings.csv import read_csv
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.inputs import find_inputs, notes_about, open_any
from sensorlog.recordings.reader import Recording, read_recording
from sensorlog.recordings.sample_recording import SampleRecording
from sensorlog.recordings.sensors import RecordedSensor, recorded_sensors
from sensorlog.recordings.signals_csv import write_signals_csv
from sensorlog.recordings.signals_mcap import write_signals_mcap
from sensorlog.recordings.signals_parquet import write_signals_parquet
from sensorlog.recordings.writer import RecordingWriter

__all__ = [
    "ContinuedRecording",
    "RecordedSensor",
    "Recording",
    "RecordingError",
    "RecordingWriter",
    "SampleRecording",
    "continue_recording",
    "find_inputs",
    "notes_about",
    "open_any",
    "read_csv",
    "read_recording",
    "recorded_sensors",
    "write_signals_csv",
    "write_signals_mcap",
    "write_signals_parquet",
]
