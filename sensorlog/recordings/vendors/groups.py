"""Which files were recorded together: by their names, in a folder or in an archive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import DataFile, members
from sensorlog.recordings.table import split_line
from sensorlog.recordings.vendors.dialect import Dialect
from sensorlog.recordings.vendors.dialects import SENSOR_LOGGER, SENSOR_LOGGER_IOS, SENSOR_LOGGER_METADATA
from sensorlog.recordings.vendors.recognise import Recognised, head_of, lines_of, recognise

__all__ = ["Group", "group_of", "groups_in_archive"]

_SUFFIX = re.compile(r"(\.csv|\.txt)?(\.gz)?$", re.IGNORECASE)
_TABLE_SUFFIXES = (".csv", ".txt", ".csv.gz", ".txt.gz")


@dataclass(frozen=True, slots=True)
class Group:
    """Tables of one recording, each with motion in it; where one was asked for by its name it stands first."""

    dialect: Dialect
    tables: tuple[Recognised, ...]


def group_of(found: Recognised) -> Group:
    """Take a table together with those that lie beside it and belong to it."""
    own = found.file
    if not found.dialect.file_words.search(own.name):
        return _group(found.dialect, [found])
    beside = []
    try:
        others = sorted(own.path.parent.iterdir())
    except OSError:
        others = []  # a folder that may not be looked into still lets its files be read
    for path in others:
        name = path.name
        if name == own.name or not name.casefold().endswith(_TABLE_SUFFIXES):
            continue
        if found.dialect.file_words.search(name) and _key(found.dialect, name) == _key(found.dialect, own.name):
            beside.append(DataFile(path))
    return _group(found.dialect, [found, *_tables(beside, found.dialect)])


def groups_in_archive(path: Path) -> list[Group]:
    """List the recordings of apps in a zip archive. Raises :class:`RecordingError` for a hostile or damaged one."""
    apart: dict[tuple[str, str, str], list[Recognised]] = {}
    for found in _tables(members(path)):
        key = (found.file.folder, found.dialect.format, _key(found.dialect, found.file.name))
        apart.setdefault(key, []).append(found)
    groups = [_group(tables[0].dialect, tables) for tables in apart.values()]
    return [group for group in groups if group.tables]


def _key(dialect: Dialect, name: str) -> str:
    """Letters and digits of a name besides what tells the sensor: the same for files that belong together."""
    plain = _SUFFIX.sub("", unicodedata.normalize("NFKC", name))
    return re.sub(r"[\W_]+", "", dialect.file_words.sub("", plain)).casefold()


def _tables(files: Iterable[DataFile], dialect: Dialect | None = None) -> list[Recognised]:
    found = []
    for file in files:
        try:
            table = recognise(file)
        except RecordingError:
            continue  # a neighbour that cannot be read is not this recording's fault
        if table is not None and dialect in (None, table.dialect):
            found.append(table)
    return found


def _group(dialect: Dialect, tables: list[Recognised]) -> Group:
    if dialect is SENSOR_LOGGER and any(_is_ios(table) for table in tables):
        tables = [again for table in tables if (again := recognise(table.file, (SENSOR_LOGGER_IOS,))) is not None]
        dialect = SENSOR_LOGGER_IOS
    return Group(dialect, tuple(table for table in tables if table.is_motion))


def _is_ios(table: Recognised) -> bool:
    """Tell by Sensor Logger's Metadata.csv that signs and units are those of an iPhone."""
    names = [heading.casefold() for heading in table.layout.header]
    text = lines_of(head_of(table.file))
    if not set(names) >= SENSOR_LOGGER_METADATA or text is None or len(text[0]) < 2:
        return False
    cells = dict(zip(names, split_line(text[0][1], table.layout.separator), strict=False))
    return cells["platform"].casefold() == "ios" and cells.get("standardisation", "").casefold() != "true"
