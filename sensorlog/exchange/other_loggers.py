"""The CSV that the training logs Strong and Hevy export → sets. Pure but for reading the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.logger_lines import FoundLine, NotUnderstoodError, Row, understand_hevy, understand_strong
from sensorlog.training import LoadUnit, TrainingError

__all__ = ["ImportedSet", "LogFormat", "OtherLog", "Remark", "is_other_log_head", "read_other_log"]

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_ROWS = 500_000
"""Fifty years of six hard sessions a week are half of it."""
_MAX_REMARKS = 1000


class LogFormat(StrEnum):
    """Whose export it is."""

    STRONG = "strong"
    HEVY = "hevy"


_COLUMNS = {
    LogFormat.STRONG: {"exercise name", "date", "set order", "reps"},
    LogFormat.HEVY: {"exercise_title", "start_time", "set_type", "reps"},
}
"""By which each is known."""
_MAY_LACK = 1
"""With one column renamed or deleted it is still seen whose it was, and said which is missing."""


@dataclass(frozen=True, slots=True)
class ImportedSet:
    """One set of another log."""

    line: int
    """Of the file, from 1."""
    workout: str
    started: datetime
    """Of the workout, as its clock showed it: these exports name no time zone."""
    order: int
    """Among the sets of the workout, from 1."""
    exercise: str
    """In one spelling; :meth:`Catalogue.named` knows more."""
    warm_up: bool
    reps: int | None
    load_kg: float | None
    duration_s: float | None
    reps_in_reserve: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What there is to say of a line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class OtherLog:
    """What a file holds."""

    format: LogFormat
    sets: tuple[ImportedSet, ...]
    problems: tuple[Remark, ...]
    """Lines that could not be understood."""
    left_out: tuple[Remark, ...]
    """Lines that are no sets: rest timers, notes, walks."""


def is_other_log_head(head: bytes) -> bool:
    """Say whether a file that begins so is an export of Strong or Hevy, or was one before a column was lost."""
    line = head.decode("utf-8-sig", errors="replace").split("\n", 1)[0]
    columns = {name.strip().strip('"').lower() for name in line.replace(";", ",").split(",")}
    return any(len(wanted - columns) <= _MAY_LACK for wanted in _COLUMNS.values())


def read_other_log(path: Path, unit: LoadUnit | None = None) -> OtherLog:
    """Read an export. ``unit`` is of loads whose column does not say (older exports of Strong).

    Raises :class:`ExchangeError` where the file cannot be read, is none of these exports, or the unit is missing.
    A line that cannot be understood is a problem of its own and stops nothing.
    """
    text = _read(path)
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = _columns(next(reader, []))
    except csv.Error as error:
        raise ExchangeError(f"{path}:1: no CSV ({error}); give the export of Strong or Hevy") from error
    log_format = _format(path, columns)
    if unit is None and not columns.keys() & {"weight unit", "weight (kg)", "weight (lbs)", "weight_kg", "weight_lbs"}:
        raise ExchangeError(f"{path}:1: the file does not say whether loads are kg or lb: add --unit kg or --unit lb")
    understand = understand_strong if log_format is LogFormat.STRONG else understand_hevy
    return _gather(path, log_format, _rows(path, reader, columns), understand, unit)


def _gather(
    path: Path,
    log_format: LogFormat,
    rows: Iterator[tuple[int, Row | None]],
    understand: Callable[[Row, LoadUnit | None], FoundLine],
    unit: LoadUnit | None,
) -> OtherLog:
    sets: list[ImportedSet] = []
    problems: list[Remark] = []
    left_out: list[Remark] = []
    orders: dict[tuple[datetime, str], int] = {}
    for number, (line, row) in enumerate(rows):
        if number >= MAX_ROWS:
            raise ExchangeError(f"{path}: more than {MAX_ROWS} lines: this is no training log; split it")
        if row is None:
            problems.append(Remark(line, "has another number of fields than the first line"))
            continue
        try:
            found = understand(row, unit)
        except (NotUnderstoodError, TrainingError) as error:
            problems.append(Remark(line, str(error)))
            if len(problems) >= _MAX_REMARKS:
                raise ExchangeError(
                    f"{path}:{line}: {_MAX_REMARKS} lines could not be understood, the last: {error}"
                ) from None
            continue
        if found.left_out:
            left_out.append(Remark(line, found.left_out))
            continue
        key = (found.started, found.workout)
        orders[key] = orders.get(key, 0) + 1
        sets.append(
            ImportedSet(
                line,
                found.workout,
                found.started,
                orders[key],
                found.exercise,
                found.warm_up,
                found.reps,
                found.load_kg,
                found.duration_s,
                found.reps_in_reserve,
                found.note,
            )
        )
    return OtherLog(log_format, tuple(sets), tuple(problems), tuple(left_out))


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ExchangeError(
            f"{path}: cannot be read ({error.strerror or error}); give the path of an export"
        ) from error
    if len(data) > MAX_FILE_BYTES:
        raise ExchangeError(f"{path}: larger than {MAX_FILE_BYTES // 2**20} MB: this is no training log")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ExchangeError(f"{path}:{line}: byte {error.start} is not UTF-8; export the file again") from error


def _columns(header: list[str]) -> dict[str, int]:
    """Position of each column, by its name in small letters; the first of equal names counts."""
    columns: dict[str, int] = {}
    for position, name in enumerate(header):
        columns.setdefault(name.strip().lower(), position)
    return columns


def _format(path: Path, columns: Mapping[str, int]) -> LogFormat:
    for log_format, wanted in _COLUMNS.items():
        if wanted <= columns.keys():
            return log_format
        if len(lacking := sorted(wanted - columns.keys())) <= _MAY_LACK:
            raise ExchangeError(
                f"{path}:1: like an export of {log_format.value.title()}, but without its column {lacking[0]!r}: "
                "export it again, and leave the first line as it is"
            )
    raise ExchangeError(
        f"{path}:1: neither an export of Strong (Date, Exercise Name, Set Order, Reps …) nor of Hevy "
        "(start_time, exercise_title, set_type, reps …)"
    )


def _rows(path: Path, reader: Iterator[list[str]], columns: Mapping[str, int]) -> Iterator[tuple[int, Row | None]]:
    """Each row with the line on which it begins; ``None`` for a row whose number of fields is another."""
    width = max(columns.values()) + 1
    line = 2
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ExchangeError(f"{path}:{line}: no CSV from here on ({error}); export the file again") from error
        begins, line = line, reader.line_num + 1  # type: ignore[attr-defined]
        if not any(field.strip() for field in fields):
            continue
        # Exports leave out empty fields at the end of a line.
        if len(fields) > width and any(field.strip() for field in fields[width:]):
            yield begins, None
        else:
            yield (
                begins,
                {
                    name: fields[position].strip() if position < len(fields) else ""
                    for name, position in columns.items()
                },
            )
