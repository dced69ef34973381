"""A zip archive of one recording, as apps export it."""

from __future__ import annotations

from pathlib import Path

from sensorlog.recordings.columns import name_and_unit
from sensorlog.recordings.csv import ACC_NAMES, read_generic
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import DataFile, members
from sensorlog.recordings.sample_recording import SampleRecording
from sensorlog.recordings.table import read_header, shown
from sensorlog.recordings.vendors import movesense
from sensorlog.recordings.vendors.assemble import read_group
from sensorlog.recordings.vendors.groups import groups_in_archive
from sensorlog.recordings.vendors.recognise import head_of

__all__ = ["holds_recording", "read_archive"]

_SHOWN = 3
_OF_SPREADSHEETS = "[Content_Types].xml"
_SHOWN_CHARACTERS = 80


def read_archive(path: Path) -> SampleRecording:
    """Read the one recording in a zip archive, without unpacking it to the disk.

    Raises :class:`RecordingError` for none or several of them, and for an archive that is damaged or hostile.
    """
    groups = groups_in_archive(path)
    others = [] if groups else [file for file in members(path) if _is_other(file)]
    names = [group.tables[0].file.member or "" for group in groups] + [file.member or "" for file in others]
    if len(names) > 1:
        listed = ", ".join(name[:_SHOWN_CHARACTERS] for name in names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        raise RecordingError(
            path, f"holds {len(names)} recordings ({listed}); unpack it, and give the folder or one of them"
        )
    if groups:
        return read_group(groups[0])
    if not others and any(file.member == _OF_SPREADSHEETS for file in members(path)):
        raise RecordingError(path, "is a spreadsheet; export CSV from the app instead")
    if not others:
        listed = ", ".join(shown(file.member or "") for file in members(path)[:_SHOWN]) or "no file"
        raise RecordingError(path, f"holds no export of an app that is known here, but {listed}; see docs/formats.md")
    if movesense.is_log(head_of(others[0])):
        return movesense.read_log(others[0])
    return read_generic(others[0], read_header(others[0]))


def holds_recording(path: Path) -> bool:
    """Tell whether anything in a zip archive can be read. Raises :class:`RecordingError` as :func:`read_archive`."""
    return bool(groups_in_archive(path)) or any(_is_other(file) for file in members(path))


def _is_other(file: DataFile) -> bool:
    """Tell a generic CSV or a log of Movesense."""
    try:
        if movesense.is_log(head_of(file)):
            return True
        return {name_and_unit(heading)[0] for heading in read_header(file)} >= set(ACC_NAMES)
    except RecordingError:
        return False
