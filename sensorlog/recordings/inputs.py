"""Which files a person means by some paths, and what is in them, told by their content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sensorlog.recordings.columns import name_and_unit
from sensorlog.recordings.csv import ACC_NAMES, is_metabase, read_csv
from sensorlog.recordings.errors import RecordingError, reason_of
from sensorlog.recordings.files import ZIP_MAGICS, DataFile
from sensorlog.recordings.metabase_names import ACCELEROMETER, GYROSCOPE, parse_name, partner_of
from sensorlog.recordings.reader import MCAP_MAGIC, Recording, read_recording
from sensorlog.recordings.sample_recording import SampleRecording
from sensorlog.recordings.table import not_text, split_line
from sensorlog.recordings.vendors import movesense, witmotion_log
from sensorlog.recordings.vendors.archives import read_archive
from sensorlog.recordings.vendors.assemble import read_vendor
from sensorlog.recordings.vendors.nearest import unknown_format
from sensorlog.recordings.vendors.recognise import head_of, lines_of, recognise
from sensorlog.recordings.vendors.walking import is_motion, representative

__all__ = ["find_inputs", "notes_about", "open_any"]

_SUFFIXES = (".mcap", ".csv", ".csv.gz")
_ONLY_IF_RECOGNISED = (".txt", ".txt.gz", ".json", ".json.gz", ".zip")
"""Folders hold such files of all kinds."""


def open_any(path: str | Path, rate_hz: float | None = None) -> Recording | SampleRecording:
    """Open a recording or an export; what it is tells its content, not its name.

    ``rate_hz`` is for the one format that holds no times. Raises :class:`RecordingError`.
    """
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
    if magic == MCAP_MAGIC or path.suffix.casefold() == ".mcap":
        return read_recording(path)
    return read_archive(path) if magic.startswith(ZIP_MAGICS) else _open_samples(DataFile(path), rate_hz)


def notes_about(source: Recording | SampleRecording) -> tuple[str, ...]:
    """Return its notes, each with the file that it is about."""
    return tuple(note if str(source.path) in note else f"{source.path}: {note}" for note in source.notes)


def _open_samples(file: DataFile, rate_hz: float | None) -> SampleRecording:
    head = head_of(file)
    if witmotion_log.is_log(head):
        return witmotion_log.read_log(file, rate_hz)
    if movesense.is_log(head):
        return movesense.read_log(file)
    found = recognise(file)
    if found is not None:
        return read_vendor(found)
    text = lines_of(head)
    if text is None:
        raise not_text(file, head)
    if not text[0][0].strip() or _is_ours(text[0][0]):
        return read_csv(file.path)
    raise unknown_format(file, text[0])


def _is_ours(line: str) -> bool:
    """Tell a generic CSV or one of MetaBase, even if columns are missing: what is wrong is said in its own words."""
    header = split_line(line, max(",;\t", key=line.count))
    names = {name_and_unit(heading)[0] for heading in header}
    return is_metabase(header) or bool(names & set(ACC_NAMES))


def find_inputs(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Files in the order of ``paths``, folders walked in the order of names.

    Of files that belong together only the accelerometer's is given, and nothing is given twice. In folders, files of
    other kinds are passed over. A path that does not exist, and a folder without recordings or which may not be looked
    into, are given as they are: opening them says what is wrong.
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
        elif _is_input(path):
            yield path


def _is_input(path: Path) -> bool:
    name = path.name.casefold()
    if name.endswith(".mcap"):
        return True
    metabase = parse_name(path)
    if metabase is not None:
        return metabase.kind in (ACCELEROMETER, GYROSCOPE)
    if name.endswith(_SUFFIXES):
        return is_motion(path, unknown=True)
    return name.endswith(_ONLY_IF_RECOGNISED) and is_motion(path, unknown=False)


def _of_pair(path: Path) -> Path:
    name = parse_name(path)
    if name is None:
        return representative(path)
    if name.kind != GYROSCOPE:
        return path
    try:
        return partner_of(path) or path
    except (RecordingError, OSError):
        return path  # opening it says what is wrong
