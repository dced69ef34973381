"""A session log from outside: its parts one by one, each judged before the next is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from pydantic import ValidationError

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.json_scan import Piece, pieces
from sensorlog.exchange.log_models import (
    FORMAT,
    LISTS,
    VERSION,
    LogDiaryEntry,
    LogPart,
    LogPerson,
    LogPrescription,
    LogProgram,
    LogSession,
    LogUsualMark,
)

__all__ = ["MAX_LOG_BYTES", "LogReader", "is_log_head", "opened_file", "validated"]

MAX_LOG_BYTES = 512 * 2**20
"""Ten years of four sessions a week are some 300 MB."""
_MAX_BESIDE_BYTES = 16 * 2**20
"""Of everything but the sessions: twenty thousand entries of the diary, and the programs."""
_HEAD: Final = ("format", "version", "person")
# Where one of these is not in the bytes, no number in them is infinite or none: then they need not be parsed twice.
_MAY_BE_ENDLESS = re.compile(rb"NaN|Infinity|[eE]\+?[0-9]{3}|[0-9]{200}")
_Part = TypeVar("_Part", bound=LogPart)
_BESIDE: dict[str, type[LogPart]] = {
    "diary": LogDiaryEntry,
    "programs": LogProgram,
    "prescriptions": LogPrescription,
    "usual_marks": LogUsualMark,
}


def is_log_head(head: bytes) -> bool:
    """Say whether a file that begins so may be a session log."""
    return head.lstrip()[:1] == b"{" and FORMAT.encode() in head


@dataclass
class LogReader:
    """A log that is read from ``opened()``, which is called twice at most.

    Everything raises :class:`ExchangeError` with ``where``, the place in the log and the reason.
    """

    opened: Callable[[], AbstractContextManager[IO[bytes]]]
    where: str
    beside: dict[str, list[LogPart]] = field(default_factory=lambda: {name: [] for name in _BESIDE})
    """Diary, programs, prescriptions and marks of the usual, complete after the sessions were read."""
    unknown: dict[str, Any] = field(default_factory=dict)
    """Fields of the outermost object that this version does not know; complete then, too."""

    def person(self) -> LogPerson:
        """Return whose log it is, and judge format and version."""
        found: dict[str, Piece] = {}
        with self.opened() as file:
            for piece in self._pieces(file):
                if piece.key in _HEAD:
                    found[piece.key] = piece
                if len(found) == len(_HEAD):
                    break
        for name in _HEAD:
            if name not in found:
                raise ExchangeError(f"{self.where}: {name} is missing: this is no session log")
        if found["format"].data != json.dumps(FORMAT).encode():
            raise ExchangeError(f"{self.where}: is no session log (format {_shown(found['format'].data)})")
        version = found["version"].data
        if version != str(VERSION).encode():
            is_newer = version.isdigit() and len(version) < 9 and int(version) > VERSION
            what = "is of a newer version: update sensorlog" if is_newer else "has no version that there ever was"
            raise ExchangeError(f"{self.where}: {what} ({_shown(version)})")
        return validated(LogPerson, found["person"].data, f"{self.where}: person")

    def sessions(self) -> Iterator[LogSession]:
        """Yield the sessions; what stands beside them is kept meanwhile."""
        ids: dict[str, set[object]] = {name: set() for name in LISTS}
        beside_bytes = 0
        with self.opened() as file:
            for piece in self._pieces(file):
                if piece.key in _HEAD:
                    continue
                place = f"{self.where}: {piece.key}" + ("" if piece.index is None else f"[{piece.index + 1}]")
                if piece.key == "sessions":
                    session = validated(LogSession, piece.data, place)
                    _once(ids[piece.key], session.id, place)
                    yield session
                    continue
                beside_bytes += len(piece.data)
                if beside_bytes > _MAX_BESIDE_BYTES:
                    raise ExchangeError(f"{place}: more than {_MAX_BESIDE_BYTES // 2**20} MB beside the sessions")
                if piece.key in _BESIDE:
                    part = validated(_BESIDE[piece.key], piece.data, place)
                    _once(ids[piece.key], getattr(part, "id"), place)  # noqa: B009 - all of them have one
                    self.beside[piece.key].append(part)
                else:
                    self.unknown[piece.key] = _loaded(piece.data, place)

    def _pieces(self, file: IO[bytes]) -> Iterator[Piece]:
        return pieces(file.read, LISTS, self.where, MAX_LOG_BYTES)


def validated(kind: type[_Part], data: bytes, place: str) -> _Part:
    """Read one part of a log or plan. Raises :class:`ExchangeError` with the field of the first thing that is wrong."""
    if _MAY_BE_ENDLESS.search(data):
        _loaded(data, place)
    try:
        return kind.model_validate_json(data, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field_name = "".join(
            f"[{part + 1}]" if isinstance(part, int) else f".{str(part)[:40]}" for part in first["loc"][:8]
        )
        raise ExchangeError(f"{place}{field_name}: {first['msg'][:1].lower()}{first['msg'][1:200]}") from None


def _loaded(data: bytes, place: str) -> Any:
    """Parse what this version does not know. Raises :class:`ExchangeError` for what could not be written again."""
    try:
        found = json.loads(data, parse_constant=_refuse, parse_float=_finite)
        json.dumps(found, ensure_ascii=False).encode()  # halves of letters are no text
    except (ValueError, RecursionError):
        raise ExchangeError(f"{place}: is no JSON, or holds a number without end or half a letter") from None
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _refuse(name: str) -> float:
    raise ValueError(name)


def _once(seen: set[object], part_id: object, place: str) -> None:
    if part_id in seen:
        raise ExchangeError(f"{place}: id {part_id} is in the log twice")
    seen.add(part_id)


def _shown(data: bytes) -> str:
    return "".join(char if char.isprintable() else "?" for char in data[:30].decode(errors="replace"))


def opened_file(path: Path) -> IO[bytes]:
    """Open a file for a :class:`LogReader`. Raises :class:`ExchangeError`."""
    try:
        return path.open("rb")
    except OSError as error:
        raise ExchangeError(f"{path}: cannot be read ({error.strerror}): check its permissions") from error
