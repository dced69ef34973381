"""Tables of numbers in text files from anywhere: bounded, fast, and exact about the place of what is wrong."""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, cast

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import ZIP_MAGICS, DataFile, read_bytes

__all__ = [
    "Converters",
    "Layout",
    "Table",
    "line_of_row",
    "not_text",
    "read_header",
    "read_table",
    "shown",
    "split_line",
]

MAX_LINE_BYTES = 16 * 2**10
"""A line of seven numbers has less than 200 bytes."""
MAX_TEXT_BYTES = 2 * 2**30
MAX_ROWS = 20_000_000
"""55 hours at 100 Hz: more is not a training session, and a small gzip file can pretend to be it."""

_CHUNK_BYTES = 2**20
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)

Converters = Mapping[int, Callable[[str], float]]
"""Column → what makes a number of its cells; it raises ``ValueError``, with words for people, where it cannot."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table lies in its file."""

    header: tuple[str, ...]
    line: int = 1
    """Line of the header, counted from 1."""
    separator: str = ","
    """Where it is not the comma, numbers may have a decimal comma."""
    missing: str | None = None
    """How the writer spells a value that it does not have: it becomes NaN. ``None``: each cell holds a number."""
    repeats: str | None = None
    """The header as it is written, where a writer repeats it between the rows."""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Numbers of the columns that were asked for, shape (rows, columns): finite, or NaN where a value is missing."""

    values: FloatArray
    notes: tuple[str, ...]


def read_header(file: DataFile) -> tuple[str, ...]:
    """Cells of the first line. Raises :class:`RecordingError` for a file that is not the text of a table."""
    with file.open() as stream:
        line = read_bytes(file, stream, MAX_LINE_BYTES, line=True)
    if not line.strip():
        what = "its first line is empty" if line else "is empty"
        raise RecordingError(str(file), f"{what}; the first line must name the columns, such as 'time (s),acc_x (g),…'")
    _refuse_long_line(file, 1, line)
    return split_line(_decode(file, line, "utf-8"), ",")


def split_line(line: str, separator: str) -> tuple[str, ...]:
    """Cells of one line, without blanks and quotation marks around them."""
    return tuple(cell.strip().strip('"').strip() for cell in line.removeprefix("\ufeff").split(separator))


def read_table(file: DataFile, layout: Layout, columns: Sequence[int], converters: Converters | None = None) -> Table:
    """Read some columns of a table, counted from 0.

    Raises :class:`RecordingError` that names line and column of what is not a finite number. A last line that was cut
    off is left out and noted.
    """
    parts: list[FloatArray] = []
    notes: list[str] = []
    rows = 0
    reader = _Reader(file, layout, tuple(columns), converters or {})
    with file.open() as stream:
        for text, first_line, is_last in _pieces(file, layout, stream):
            if is_last and reader.is_cut_off(text):
                notes.append(f"{file}: the last line was cut off and is left out")
                continue
            part = reader.parse(text, first_line)
            rows += len(part)
            if rows > MAX_ROWS:
                raise RecordingError(str(file), f"holds more than {MAX_ROWS:,} samples; cut it into single sessions")
            parts.append(part)
    values = np.concatenate(parts) if parts else np.empty((0, len(columns)))
    return Table(values, tuple(notes))


def line_of_row(file: DataFile, layout: Layout, row: int) -> int:
    """Line of a row of :func:`read_table`, both counted as people count lines: to be called for an error message."""
    with file.open() as stream:
        line = layout.line + 1
        for text, line, _ in _pieces(file, layout, stream):
            for content in text.split("\n"):
                if content.strip() and content != layout.repeats:
                    row -= 1
                if row < 0:
                    return line
                line += 1
    return line


def shown(cell: str) -> str:
    """Quote a cell for a message, in bounded length."""
    return repr(cell.strip() if len(cell) < 40 else cell.strip()[:40] + "…")


class _PlaceError(RecordingError):
    def __init__(self, file: DataFile, line: int, column: str, reason: str) -> None:
        super().__init__(f"{file}, line {line}, column {column!r}", reason)


def _refuse_long_line(file: DataFile, line: int, data: bytes) -> None:
    if len(data) >= MAX_LINE_BYTES:
        raise RecordingError(f"{file}, line {line}", f"longer than {MAX_LINE_BYTES:,} bytes; this is not a table")


def _decode(file: DataFile, data: bytes, encoding: str) -> str:
    if b"\0" not in data:
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            pass
    raise not_text(file, data)


def not_text(file: DataFile, data: bytes) -> RecordingError:
    """Make the error for a file in which ``data`` cannot be read as the text of a table."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        reason = "is text in UTF-16; save it as CSV in UTF-8"
    elif b"\0" not in data:
        reason = "is not text in UTF-8; save it as CSV in UTF-8"
    else:
        reason = f"is not text; {'unpack it first' if data.startswith(ZIP_MAGICS) else 'give a CSV or a .mcap file'}"
    return RecordingError(str(file), reason)


def _pieces(file: DataFile, layout: Layout, stream: IO[bytes]) -> Iterator[tuple[str, int, bool]]:
    """Cut the text below the header into whole lines: text, number of its first line, and whether it is the last.

    The last line of the file comes alone, because it may be cut off.
    """
    for number in range(1, layout.line + 1):
        _refuse_long_line(file, number, read_bytes(file, stream, MAX_LINE_BYTES, line=True))
    line, total, waiting = layout.line + 1, 0, b""
    while data := read_bytes(file, stream, _CHUNK_BYTES):
        total += len(data)
        if total > MAX_TEXT_BYTES:
            raise RecordingError(
                str(file), f"holds more than {MAX_TEXT_BYTES // 2**30} GiB; cut it into single sessions"
            )
        waiting += data
        end = waiting.rstrip().rfind(b"\n") + 1
        if len(waiting) - end > MAX_LINE_BYTES:  # a line that is too long, or a sea of blank lines
            end = waiting.rfind(b"\n") + 1
        if end:
            text = _decode(file, waiting[:end], layout.encoding)
            yield text, line, False
            line += text.count("\n")
        waiting = waiting[end:]
        _refuse_long_line(file, line, waiting[:MAX_LINE_BYTES])
    if waiting.strip():
        yield _decode(file, waiting, layout.encoding), line, True


@dataclass(frozen=True, slots=True)
class _Reader:
    file: DataFile
    layout: Layout
    columns: tuple[int, ...]
    converters: Converters

    def is_cut_off(self, text: str) -> bool:
        cells, used = text.count(self.layout.separator) + 1, max(self.columns) + 1
        if cells < used:
            return True
        if text.endswith("\n"):
            return False
        if cells == used < len(self.layout.header):  # the last number that is used may have lost digits
            return True
        try:
            self.parse(text, 0)
        except RecordingError:
            return True
        return False

    def parse(self, text: str, first_line: int) -> FloatArray:
        """Numbers of whole lines. Raises :class:`RecordingError` with the place of the first that is none."""
        plain = self._plain(text)
        if not plain.strip():
            return np.empty((0, len(self.columns)))
        try:
            values: FloatArray = np.loadtxt(
                io.StringIO(plain),
                delimiter=self.layout.separator,
                comments=None,
                usecols=self.columns,
                ndmin=2,
                converters=cast("Mapping[int | str, Callable[[str], float]]", self.converters) or None,
            )
        except (ValueError, OverflowError) as error:
            raise self._first_fault(text, first_line) or RecordingError(str(self.file), str(error)) from error
        wrong = np.isinf(values) if self.layout.missing else ~np.isfinite(values)
        if wrong.any():
            raise self._first_fault(text, first_line) or RecordingError(str(self.file), "a number is too large")
        return values

    def _plain(self, text: str) -> str:
        if self.layout.repeats is not None:
            text = text.replace(self.layout.repeats + "\n", "\n")
        if self.layout.separator != ",":
            text = text.replace(",", ".")
        return text if self.layout.missing is None else text.replace(self.layout.missing, "nan")

    def _first_fault(self, text: str, first_line: int) -> RecordingError | None:
        for line, content in enumerate(text.split("\n"), first_line):
            if not content.strip() or content == self.layout.repeats:
                continue
            cells = content.split(self.layout.separator)
            for column in self.columns:
                reason = self._fault(cells, column)
                if reason is not None:
                    return _PlaceError(self.file, line, self.layout.header[column], reason)
        return None

    def _fault(self, cells: list[str], column: int) -> str | None:
        if column >= len(cells):
            return "the line ends before this column; complete or delete it"
        cell = cells[column]
        if not cell.strip():
            return "is empty; delete the line, a gap is understood"
        if cell.strip() == self.layout.missing:
            return None
        if column in self.converters:
            try:
                number = self.converters[column](cell)
            except ValueError as error:
                return f"{shown(cell)} {error}"
            return None if np.isfinite(number) else f"{shown(cell)} is not a number; correct or delete the line"
        digits = cell if self.layout.separator == "," else cell.replace(",", ".")
        if not _NUMBER.fullmatch(digits):
            return f"{shown(cell)} is not a number; correct or delete the line"
        if not np.isfinite(float(digits)):
            return f"{cell.strip()[:40]} is too large; correct or delete the line"
        return None
