"""Tables of numbers in text files from anywhere: bounded, fast, and exact about the place of what is wrong."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.recordings.errors import RecordingError, reason_of

__all__ = ["GZIP_MAGIC", "Table", "line_of_row", "read_header", "read_table"]

GZIP_MAGIC = b"\x1f\x8b"

MAX_LINE_BYTES = 16 * 2**10
"""A line of seven numbers has less than 200 bytes."""
MAX_TEXT_BYTES = 2 * 2**30
MAX_ROWS = 20_000_000
"""55 hours at 100 Hz: more is not a training session, and a small gzip file can pretend to be it."""

_CHUNK_BYTES = 2**20
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Numbers of the columns that were asked for, shape (rows, columns), all finite."""

    values: FloatArray
    notes: tuple[str, ...]


def read_header(path: Path) -> tuple[str, ...]:
    """Cells of the first line. Raises :class:`RecordingError` for a file that is not the text of a table."""
    with _open(path) as file:
        return _header(path, file)


def read_table(path: Path, columns: Sequence[int]) -> Table:
    """Read some columns of a table, counted from 0.

    Raises :class:`RecordingError` that names line and column of what is not a finite number. A last line that was cut
    off is left out and noted.
    """
    parts: list[FloatArray] = []
    notes: list[str] = []
    rows = 0
    with _open(path) as file:
        header = _header(path, file)
        first_line = 2
        for text, ended in _chunks(path, file, first_line):
            chunk, dropped = (text, False) if ended else _without_cut_line(text, len(header))
            if dropped:
                notes.append(f"{path}: the last line was cut off and is left out")
            part = _parse(path, chunk, columns, header, first_line)
            first_line += text.count("\n")
            rows += len(part)
            if rows > MAX_ROWS:
                raise RecordingError(path, f"holds more than {MAX_ROWS:,} samples; cut it into single sessions")
            parts.append(part)
    values = np.concatenate(parts) if parts else np.empty((0, len(columns)))
    return Table(values, tuple(notes))


def line_of_row(path: Path, row: int) -> int:
    """Line of a row of :func:`read_table`, both counted as people count lines: to be called for an error message."""
    with _open(path) as file:
        _header(path, file)
        line = 2
        for text, _ in _chunks(path, file, line):
            for content in text.split("\n"):
                if content.strip():
                    row -= 1
                if row < 0:
                    return line
                line += 1
            line -= 1  # a chunk ends with a line end, behind which split() sees one more, empty line
    return line


class _PlaceError(RecordingError):
    def __init__(self, path: Path, line: int, column: str, reason: str) -> None:
        super().__init__(f"{path}, line {line}, column {column!r}", reason)


def _open(path: Path) -> IO[bytes]:
    try:
        if path.exists() and not path.is_dir() and not path.is_file():
            raise RecordingError(path, "is a device or a pipe; give a file")
        with path.open("rb") as file:
            zipped = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        return cast("IO[bytes]", gzip.open(path, "rb")) if zipped else path.open("rb")
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "this is not a valid file name"
        raise RecordingError(path, reason) from error


def _read(path: Path, file: IO[bytes], size: int) -> bytes:
    try:
        return file.read(size)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise RecordingError(path, "the gzip file is damaged or cut off; export or copy it again") from error
    except OSError as error:
        raise RecordingError(path, f"cannot be read: {reason_of(error)}") from error


def _header(path: Path, file: IO[bytes]) -> tuple[str, ...]:
    try:
        line = file.readline(MAX_LINE_BYTES)
    except (EOFError, zlib.error, OSError) as error:
        reason = "the gzip file is damaged or cut off; export or copy it again"
        if isinstance(error, OSError) and not isinstance(error, gzip.BadGzipFile):
            reason = f"cannot be read: {reason_of(error)}"
        raise RecordingError(path, reason) from error
    if not line.strip():
        what = "its first line is empty" if line else "is empty"
        raise RecordingError(path, f"{what}; the first line must name the columns, such as 'time (s),acc_x (g),…'")
    if len(line) >= MAX_LINE_BYTES:
        raise RecordingError(f"{path}, line 1", f"longer than {MAX_LINE_BYTES:,} bytes; this is not a table")
    return tuple(cell.strip().strip('"').strip() for cell in _decode(path, line).removeprefix("\ufeff").split(","))


def _decode(path: Path, data: bytes) -> str:
    if b"\0" not in data:
        try:
            return data.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError:
            pass
    hint = "; unpack it first" if data.startswith(b"PK\x03\x04") else "; give a CSV or a .mcap file"
    raise RecordingError(path, f"is not text{hint}")


def _chunks(path: Path, file: IO[bytes], line: int) -> Iterator[tuple[str, bool]]:
    """Text in pieces of whole lines; the second value is false for a last piece that does not end with a line end."""
    carried = b""
    total = 0
    while data := _read(path, file, _CHUNK_BYTES):
        total += len(data)
        if total > MAX_TEXT_BYTES:
            raise RecordingError(path, f"holds more than {MAX_TEXT_BYTES // 2**30} GiB; cut it into single sessions")
        whole, newline, rest = (carried + data).rpartition(b"\n")
        if newline:
            text = _decode(path, whole + newline)
            line += text.count("\n")
            yield text, True
        if len(rest) > MAX_LINE_BYTES:
            raise RecordingError(f"{path}, line {line}", f"longer than {MAX_LINE_BYTES:,} bytes; this is not a table")
        carried = rest
    if carried.strip():
        yield _decode(path, carried), False


def _without_cut_line(text: str, cells: int) -> tuple[str, bool]:
    cut = text.count(",") < cells - 1
    return ("" if cut else text), cut


def _parse(path: Path, text: str, columns: Sequence[int], header: tuple[str, ...], first_line: int) -> FloatArray:
    if not text.strip():
        return np.empty((0, len(columns)))
    try:
        values = np.loadtxt(io.StringIO(text), delimiter=",", comments=None, usecols=columns, ndmin=2)
    except ValueError as error:
        raise _first_fault(path, text, columns, header, first_line) or RecordingError(path, str(error)) from error
    if not np.isfinite(values).all():
        raise _first_fault(path, text, columns, header, first_line) or RecordingError(path, "a number is too large")
    return values


def _first_fault(
    path: Path, text: str, columns: Sequence[int], header: tuple[str, ...], first_line: int
) -> RecordingError | None:
    for line, content in enumerate(text.split("\n"), first_line):
        if not content.strip():
            continue
        cells = content.split(",")
        for column in columns:
            if column >= len(cells):
                return _PlaceError(
                    path, line, header[column], "the line ends before this column; complete or delete it"
                )
            cell = cells[column]
            if not cell.strip():
                return _PlaceError(path, line, header[column], "is empty; delete the line, a gap is understood")
            if not _NUMBER.fullmatch(cell):
                shown = cell.strip() if len(cell) < 40 else cell.strip()[:40] + "…"
                return _PlaceError(path, line, header[column], f"{shown!r} is not a number; correct or delete the line")
            if not np.isfinite(float(cell)):
                return _PlaceError(
                    path, line, header[column], f"{cell.strip()[:40]} is too large; correct or delete the line"
                )
    return None
