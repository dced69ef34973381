"""Reports as files: one person's, or a folder of several people's with an index."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from sensorlog import __version__
from sensorlog.exchange.overview import ORDER_IN_WORDS, PersonLine, overview
from sensorlog.exchange.person_record import default_period, read_person
from sensorlog.exchange.report.document import Cell, Column, Document, Row, Table
from sensorlog.exchange.report.errors import ReportError
from sensorlog.exchange.report.html import render_html, render_template
from sensorlog.exchange.report.make import Asked, make_report
from sensorlog.exchange.report.measures import PURPOSE
from sensorlog.exchange.report.pdf import render_pdf
from sensorlog.exchange.report.traces import trace_latest
from sensorlog.exchange.report.words import clean, day_words, plural, signed
from sensorlog.logbook import Logbook, Person
from sensorlog.profiles import Registry
from sensorlog.training import Catalogue

__all__ = ["ReportFormat", "ReportOrder", "report_on", "write_report", "write_reports"]


class ReportFormat(StrEnum):
    """What a report is written as."""

    HTML = "html"
    PDF = "pdf"


_RENDER: dict[ReportFormat, Callable[[Document], bytes]] = {
    ReportFormat.HTML: lambda document: render_html(document).encode(),
    ReportFormat.PDF: render_pdf,
}


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """What is to be reported."""

    today: date
    formats: Collection[ReportFormat]
    first: date | None = None
    """``None``: twelve weeks before the last day."""
    last: date | None = None
    """``None``: today, or the last session where that is more than twelve weeks ago."""
    since: date | None = None
    """The last time; what changed is told since then. ``None``: four weeks before the last day."""
    overwrite: bool = False
    traces: int = 0
    """Of so many of the latest sessions, what the sensor measured in each rep is drawn from the recording."""
    registry: Registry = field(default_factory=Registry)
    """Profiles by which recordings are read."""


def report_on(logbook: Logbook, person: Person, order: ReportOrder, catalogue: Catalogue) -> Document:
    """Return the report on one person. Raises :class:`ExchangeError` for days that cannot be."""
    period = default_period(logbook, person.id, order.today, order.first, order.last)
    record = read_person(logbook, person, period, catalogue)
    traces = trace_latest(record, order.traces, order.registry)
    return make_report(record, Asked(order.today, order.since), catalogue, traces)


def write_report(
    logbook: Logbook, person: Person, order: ReportOrder, catalogue: Catalogue, to: Path | None = None
) -> list[Path]:
    """Write one person's report and return the files: ``to``, or named after person and day in it or in this folder.

    With several formats ``to`` is the name without their endings. Files are readable by their owner alone. Raises
    :class:`ReportError` where one is there already (unless ``order.overwrite``) or cannot be written.
    """
    if to is None or to.is_dir():
        stem, is_named = (to or Path()) / _stem(person, order), False
    else:
        stem, is_named = to, len(order.formats) == 1
    paths = {each: stem if is_named else stem.with_name(f"{stem.name}.{each.value}") for each in order.formats}
    for path in paths.values():
        _check_free(path, order)
    return _write_all(report_on(logbook, person, order, catalogue), paths, order)


def write_reports(
    logbook: Logbook, people: Sequence[Person], order: ReportOrder, catalogue: Catalogue, folder: Path
) -> Iterator[Path]:
    """Write a report for each of ``people`` into ``folder``, yielding each file, and at last an index page.

    Raises :class:`ReportError` where something is in the way or cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"folder {folder} cannot be made ({error.strerror}): name another with --out") from error
    index = folder / "index.html"
    _check_free(index, order)
    written: dict[str, list[Path]] = {}
    for person in people:
        document = report_on(logbook, person, order, catalogue)
        paths = {each: folder / f"{_stem(person, order)}.{each.value}" for each in order.formats}
        written[person.id] = _write_all(document, paths, order)
        yield from written[person.id]
    lines = overview(logbook, order.today, people=people)
    _write(index, _index(lines, written, order).encode())
    yield index


def _stem(person: Person, order: ReportOrder) -> str:
    """Return a name for a file that every system takes; the id keeps people of one name apart."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", person.label).strip("-")[:40]
    return f"report-{name}-{person.id[:6]}-{order.today.isoformat()}".replace("--", "-")


def _write_all(document: Document, paths: dict[ReportFormat, Path], order: ReportOrder) -> list[Path]:
    for kind, path in paths.items():
        _check_free(path, order)
        _write(path, _RENDER[kind](document))
    return list(paths.values())


def _check_free(path: Path, order: ReportOrder) -> None:
    if path.exists() and not (order.overwrite and path.is_file()):
        raise ReportError(f"{path} is there already: name another file with --out, or say --overwrite")


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place whole, readable by its owner alone."""
    beside = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ReportError(f"{path} cannot be written ({error.strerror}): check its folder and the disk") from error


def _index(lines: Sequence[PersonLine], written: dict[str, list[Path]], order: ReportOrder) -> str:
    columns = (
        *(Column("name"), Column("last session"), Column("recorded of planned"), Column("pain", numeric=True)),
        *(Column("new or worse pain"), Column("look here because")),
    )
    return render_template(
        "index.html.j2",
        title=f"Reports on {plural(len(lines), 'person', 'people')}",
        made=day_words(order.today),
        software=f"sensorlog {__version__}",
        table=Table("", columns, tuple(_index_row(line) for line in lines)),
        files=[[path.name for path in written[line.person.id]] for line in lines],
        order_in_words=ORDER_IN_WORDS,
        purpose=PURPOSE,
    )


def _index_row(line: PersonLine) -> Row:
    return Row(
        (
            Cell(clean(line.person.label)),
            Cell("–" if line.last_session is None else day_words(line.last_session)),
            Cell("–" if line.planned is None else f"{line.planned.recorded} of {line.planned.planned}"),
            Cell("–" if line.pain is None else signed(line.pain.difference, 1)),
            Cell(day_words(line.new_pain[0]) if line.new_pain else "none", marked=bool(line.new_pain)),
            Cell("; ".join(line.because)),
        )
    )
