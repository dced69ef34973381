"""Which app wrote a table: told by the names of its columns, and by the file's name only where columns look alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sensorlog.recordings.columns import ACC_UNITS, GYR_UNITS, TIME_UNITS, Column, name_and_unit
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import DataFile, read_bytes
from sensorlog.recordings.table import Layout, split_line
from sensorlog.recordings.vendors.dialect import Clock, Dialect, Quantity, Vector
from sensorlog.recordings.vendors.dialects import DIALECTS

__all__ = ["Recognised", "head_of", "lines_of", "recognise"]

HEAD_BYTES = 64 * 2**10
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table of an app, and where in it to find what."""

    file: DataFile
    dialect: Dialect
    layout: Layout
    clocks: tuple[tuple[Clock, Column], ...]
    """Those that are there, the preferred one first."""
    vectors: tuple[tuple[Vector, tuple[Column, Column, Column]], ...]
    device: int | None

    @property
    def is_motion(self) -> bool:
        """False for what an app writes beside it: steps, magnetic field, notes, settings."""
        return bool(self.vectors)


def head_of(file: DataFile) -> bytes:
    """First bytes of a file. Raises :class:`RecordingError`."""
    with file.open() as stream:
        return read_bytes(file, stream, HEAD_BYTES)


def lines_of(head: bytes) -> tuple[list[str], str] | None:
    """Lines at the beginning of a text, and its encoding; ``None`` for what is no text."""
    if b"\0" in head:
        return None
    whole = head if len(head) < HEAD_BYTES else head[: head.rfind(b"\n") + 1]
    for encoding in ("utf-8", "gb18030", "latin-1"):  # tools on Chinese and on older Windows write the others
        try:
            return whole.decode(encoding).replace("\r\n", "\n").split("\n"), encoding
        except UnicodeDecodeError:
            continue
    return None


def recognise(file: DataFile, dialects: Sequence[Dialect] = DIALECTS) -> Recognised | None:
    """Find out which app wrote a table; ``None`` for anything else.

    Raises :class:`RecordingError` for a file that cannot be read, or one with a column that is there twice.
    """
    text = lines_of(head_of(file))
    if text is None:
        return None
    lines, encoding = text
    for number, line in enumerate(lines[: max(dialect.header_within_lines for dialect in dialects)], 1):
        separator = max(_SEPARATORS, key=line.count)
        header = split_line(line, separator)
        names = {name_and_unit(heading)[0] for heading in header}
        for dialect in dialects:
            if number <= dialect.header_within_lines and any(sign <= names for sign in dialect.signs):
                repeats = line.removeprefix("\ufeff") if dialect.repeats_header else None
                layout = Layout(header, number, separator, dialect.missing, repeats, encoding)
                return _columns(file, dialect, layout)
    return None


def _columns(file: DataFile, dialect: Dialect, layout: Layout) -> Recognised:
    parsed = [name_and_unit(heading) for heading in layout.header]
    where: dict[str, int] = {}
    for index, (name, _) in enumerate(parsed):
        where.setdefault(name, index)
    clocks = tuple(
        (clock, Column(where[clock.column], layout.header[where[clock.column]], _time_scale(clock, parsed, where)))
        for clock in dialect.clocks
        if clock.column in where
    )
    vectors: list[tuple[Vector, tuple[Column, Column, Column]]] = []
    for vector in dialect.vectors:
        columns = _vector_columns(vector, parsed, layout.header, where, file.name)
        if columns is not None and all(vector.quantity is not other.quantity for other, _ in vectors):
            vectors.append((vector, columns))
            _refuse_doubles(file, layout, [name for name, _ in parsed], vector.columns)
    device = next((where[name] for name in dialect.device if name in where), None)
    return Recognised(file, dialect, layout, clocks, tuple(vectors), device)


def _time_scale(clock: Clock, parsed: list[tuple[str, str | None]], where: dict[str, int]) -> float:
    """Seconds of one unit, by the heading; 1 where the description of the clock tells."""
    return 1.0 if clock.ticks_s else TIME_UNITS.get(parsed[where[clock.column]][1] or "", float("nan"))


def _vector_columns(
    vector: Vector, parsed: list[tuple[str, str | None]], header: tuple[str, ...], where: dict[str, int], file_name: str
) -> tuple[Column, Column, Column] | None:
    if any(name not in where for name in vector.columns) or (vector.file and not vector.file.search(file_name)):
        return None
    units = GYR_UNITS if vector.quantity is Quantity.GYR else ACC_UNITS
    found: list[Column] = []
    for name in vector.columns:
        unit = vector.unit if vector.unit is not None else parsed[where[name]][1]
        if unit not in units:  # as it is written: G is gauss, and g is not
            return None
        found.append(Column(where[name], header[where[name]], vector.sign * units[unit]))
    return (found[0], found[1], found[2])


def _refuse_doubles(file: DataFile, layout: Layout, names: list[str], wanted: tuple[str, str, str]) -> None:
    for name in wanted:
        if names.count(name) > 1:
            heading = layout.header[names.index(name)]
            raise RecordingError(
                f"{file}, line {layout.line}",
                f"column {heading!r} is there {names.count(name)} times; keep one",
            )
