"""What a person wants taken in: files and folders, told apart by their content."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.locking import KEY_NAME
from sensorlog.exchange.log_reader import is_log_head
from sensorlog.exchange.log_tables import is_table_head
from sensorlog.exchange.other_loggers import is_other_log_head
from sensorlog.exchange.package_files import MANIFEST_NAME, is_package_head, refuse_large_directory
from sensorlog.exchange.package_reader import is_age
from sensorlog.exchange.plan_models import is_plan_head

__all__ = ["Incoming", "IncomingKind", "incoming_files", "kind_of"]

_HEAD_BYTES = 2**16
_MAX_FILES = 100_000


class IncomingKind(StrEnum):
    """What a file is."""

    PACKAGE = "package"
    LOG = "log"
    PLAN = "plan"
    AGE = "age"
    """Locked by a program of age itself."""
    OTHER_LOG = "other_log"
    """An export of Strong or Hevy."""
    RECORDING = "recording"
    """Or what else the room of recordings may know."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file."""

    path: Path
    kind: IncomingKind
    problem: str = ""
    """Of an unreadable one."""


def incoming_files(paths: Iterable[Path]) -> Iterator[Incoming]:
    """Yield what to take in, folders walked in the order of names; in them, files of other kinds are passed over.

    Links in folders are not followed. What is named itself is given whatever it is, with the problem where there is
    one: the others go on.
    """
    for path in paths:
        try:
            yield from _in_folder(path) if path.is_dir() else [Incoming(path, kind_of(path))]
        except ExchangeError as error:
            yield Incoming(path, IncomingKind.UNREADABLE, str(error))


def _in_folder(path: Path) -> list[Incoming]:
    from sensorlog.recordings import find_inputs

    found = {each.path: each for each in _walk(path)}
    for file in find_inputs([path]):
        if file not in found and file.is_file() and not _is_table(file):
            found[file] = Incoming(file, IncomingKind.RECORDING)
    if not found:
        raise ExchangeError(f"{path}: nothing in this folder can be taken in")
    return [found[file] for file in sorted(found)]


def _is_table(file: Path) -> bool:
    """Say whether a file is a table that an export wrote for reading, beside what can be taken in."""
    try:
        with file.open("rb") as opened:
            return is_table_head(opened.read(_HEAD_BYTES))
    except OSError:
        return False


def _walk(folder: Path) -> Iterator[Incoming]:
    """Yield logs, packages and plans; recordings are found by their own room."""
    waiting, seen = [folder], 0
    while waiting:
        try:
            entries = sorted(waiting.pop().iterdir())
        except OSError as error:
            raise ExchangeError(f"{folder}: cannot be looked into ({error.strerror}): check its permissions") from error
        seen += len(entries)
        if seen > _MAX_FILES:
            raise ExchangeError(f"{folder}: holds more than {_MAX_FILES} files: name a smaller folder")
        for entry in entries:
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir():
                waiting.append(entry)
            elif entry.is_file():
                try:
                    if (kind := kind_of(entry)) is not IncomingKind.RECORDING:
                        yield Incoming(entry, kind)
                except ExchangeError as error:
                    if entry.suffix == ".slog":
                        yield Incoming(entry, IncomingKind.UNREADABLE, str(error))


def kind_of(path: Path) -> IncomingKind:
    """Tell what a file is from its beginning. Raises :class:`ExchangeError` where it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ExchangeError(f"{path}: is no file but a folder, a device or a pipe: give a file")
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise ExchangeError(f"{path}: cannot be read ({error.strerror or error}): check its path") from error
    if is_age(head):
        return IncomingKind.AGE
    if is_package_head(head):
        return IncomingKind.PACKAGE if path.suffix == ".slog" or _is_ours(path) else IncomingKind.RECORDING
    if is_log_head(head):
        return IncomingKind.LOG
    if is_plan_head(head):
        return IncomingKind.PLAN
    if path.suffix == ".slog":
        raise ExchangeError(f"{path}: is no package of sensorlog: damaged, or something else under this name")
    if is_table_head(head):
        raise ExchangeError(
            f"{path}: is a table for reading: take in the package (.slog) or log (.json) of that export"
        )
    return IncomingKind.OTHER_LOG if is_other_log_head(head) else IncomingKind.RECORDING


def _is_ours(path: Path) -> bool:
    try:
        refuse_large_directory(path, str(path))
        with zipfile.ZipFile(path) as archive:
            return bool({MANIFEST_NAME, KEY_NAME} & set(archive.namelist()))
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
