"""Which files a person means by some paths, and what is in them, told by their content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sensorlog.recordings.csv import CsvRecording, read_csv
from sensorlog.recordings.errors import RecordingError, reason_of
from sensorlog.recordings.metabase_names import ACCELEROMETER, GYROSCOPE, parse_name, partner_of
from sensorlog.recordings.reader import MCAP_MAGIC, Recording, read_recording

__all__ = ["find_inputs", "open_any"]

_SUFFIXES = (".mcap", ".csv", ".csv.gz")


def open_any(path: str | Path) -> Recording | CsvRecording:
    """Open a recording or an export; what it is tells its content, not its name. Raises :class:`RecordingError`."""
    path = Path(path)
    try:
        if path.is_dir():
            next(path.iterdir(), None)  # says why, where a folder may not be looked into
            raise RecordingError(path, "is a folder without a recording or CSV in it; give another one")
        if path.exists() and not path.is_file():
            raise RecordingError(path, "is a device or a pipe; give a file")
        with path.open("rb") as file:
            magic = file.read(len(MCAP_MAGIC))
    except (OSError, ValueError) as error:
        raise RecordingError(
            path, reason_of(error) if isinstance(error, OSError) else "not a valid file name"
        ) from error
    named_mcap = path.suffix.casefold() == ".mcap"
    return read_recording(path) if magic == MCAP_MAGIC or named_mcap else read_csv(path)


def find_inputs(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Files in the order of ``paths``, folders walked in the order of names.

    Of a MetaBase pair only the accelerometer's file is given, and nothing is given twice. In folders, files of other
    kinds are passed over. A path that does not exist, and a folder without recordings or which may not be looked into,
    are given as they are: opening them says what is wrong.
    """
    seen: set[Path] = set()
    for path in map(Path, paths):
        for file in (list(_walk(path)) or [path]) if path.is_dir() else [path]:
            chosen = _of_pair(file)
            try:
                identity = chosen.resolve()
            except OSError:
                identity = chosen
            if identity not in seen:
                seen.add(identity)
                yield chosen


def _walk(folder: Path) -> Iterator[Path]:
    waiting = [folder]  # and not a recursion: folders can be nested more deeply than calls
    while waiting:
        path = waiting.pop()
        if path.is_dir():
            if path.is_symlink() and path != folder:  # a link may lead in a circle
                continue
            try:
                entries = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
            except OSError:
                yield path
            else:
                waiting += sorted(entries, reverse=True)
        elif path.name.casefold().endswith(_SUFFIXES) and _holds_motion(path):
            yield path


def _holds_motion(path: Path) -> bool:
    name = parse_name(path)
    return name is None or name.kind in (ACCELEROMETER, GYROSCOPE)


def _of_pair(path: Path) -> Path:
    name = parse_name(path)
    if name is None or name.kind != GYROSCOPE:
        return path
    try:
        return partner_of(path) or path
    except (RecordingError, OSError):
        return path  # opening it says what is wrong
