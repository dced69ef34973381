"""Folders with exports of apps: which files are recordings, and which stands for those that belong together."""

from __future__ import annotations

from pathlib import Path

from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import ZIP_MAGICS, DataFile
from sensorlog.recordings.vendors import movesense, witmotion_log
from sensorlog.recordings.vendors.archives import holds_recording
from sensorlog.recordings.vendors.assemble import main_table
from sensorlog.recordings.vendors.groups import group_of
from sensorlog.recordings.vendors.recognise import head_of, recognise

__all__ = ["is_motion", "representative"]


def is_motion(path: Path, *, unknown: bool) -> bool:
    """Tell whether a file holds motion; ``unknown`` is the answer for one that nobody knows.

    False for what apps write beside it. A file that cannot be read counts as motion: opening it says what is wrong.
    """
    file = DataFile(path)
    try:
        head = head_of(file)
        if head.startswith(ZIP_MAGICS):
            return holds_recording(path)
        if movesense.is_log(head) or witmotion_log.is_log(head):
            return True
        found = recognise(file)
        if found is not None:
            return found.is_motion
        return unknown and not (not head and _is_beside_export(path))
    except RecordingError:
        return True


def representative(path: Path) -> Path:
    """Find the accelerometer's file of those that ``path`` belongs to; ``path`` itself where it stands alone."""
    try:
        found = recognise(DataFile(path)) if path.is_file() else None
        main = main_table(group_of(found)) if found is not None else None
    except (RecordingError, OSError):
        return path  # opening it says what is wrong
    return path if main is None else main.file.path


def _is_beside_export(empty: Path) -> bool:
    """Tell an empty file that an app left beside its tables, such as notes that nobody took."""
    beside = [other for other in sorted(empty.parent.glob("*.csv")) if other != empty]
    for other in beside[:20]:
        try:
            if recognise(DataFile(other)) is not None:
                return True
        except RecordingError:
            continue
    return False
