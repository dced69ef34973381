"""The forms in which a person's log can be written: one table, a row for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import cast

from sensorlog.exchange.log_writer import log_lines
from sensorlog.exchange.package import new_private_file, write_package
from sensorlog.exchange.person_log import EVERYTHING, Choice, LogParts, log_parts
from sensorlog.logbook import Logbook

__all__ = ["FORMATS", "ExportFormat", "ExportOrder", "file_stem", "write_json", "write_slog"]


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What to write, and where."""

    logbook: Logbook
    person_id: str
    folder: Path
    stem: str
    """Of the names of files."""
    choice: Choice = EVERYTHING
    recordings: bool = False
    """Of a package."""
    passphrase: str | None = None
    """Of a package."""
    decimal_comma: bool | None = None
    """Of CSV; ``None``: as this computer's language has it."""
    notes: list[str] | None = None
    """Takes what is to be told of it afterwards."""

    def parts(self) -> LogParts:
        """Return the log, part by part."""
        return log_parts(self.logbook, self.person_id, self.choice)


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One form. Its writer makes new files of ``order.folder`` and returns their names; it overwrites nothing."""

    about: str
    writer: str
    """``module:function``, loaded when it is used."""

    def write(self, order: ExportOrder) -> list[str]:
        """Write. Raises a :class:`sensorlog.errors.SensorlogError` where it cannot."""
        module, _, function = self.writer.partition(":")
        write = cast("Callable[[ExportOrder], list[str]]", getattr(import_module(module), function))
        return write(order)


def file_stem(
    label: str, person_id: str, session_ids: Collection[str] | None, days: tuple[date | None, date | None]
) -> str:
    """Return the beginning of names of files: the pseudonym, the id, and which part of the log it is."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", label).strip("-")[:30] or "person"
    part = [day.isoformat() for day in days if day is not None]
    if session_ids is not None:
        part.append(min(session_ids) if len(session_ids) == 1 else f"{len(session_ids)}-sessions")
    return "-".join([name, person_id[:6], *part])


FORMATS: Mapping[str, ExportFormat] = {
    "slog": ExportFormat("package to send: log, readable page, recordings on request", f"{__name__}:write_slog"),
    "json": ExportFormat("the session log alone", f"{__name__}:write_json"),
    "csv": ExportFormat("one row a set, a rep, an entry of the diary", "sensorlog.exchange.tables_csv:write_csv"),
    "xlsx": ExportFormat("the same as a workbook", "sensorlog.exchange.tables_xlsx:write_xlsx"),
    "fhir": ExportFormat("a FHIR R4 bundle for clinical systems", "sensorlog.exchange.fhir:write_fhir"),
    "fit": ExportFormat("strength workouts in FIT, a file a session", "sensorlog.exchange.fit:write_fit"),
}


def write_slog(order: ExportOrder) -> list[str]:
    """Write ``<stem>.slog``."""
    name = f"{order.stem}.slog"
    packed = write_package(
        order.folder / name,
        order.logbook,
        order.person_id,
        order.choice,
        recordings=order.recordings,
        passphrase=order.passphrase,
    )
    if order.notes is not None:
        order.notes.extend(f"left out: {why}" for why in packed.left_out)
    return [name]


def write_json(order: ExportOrder) -> list[str]:
    """Write ``<stem>.json``."""
    name = f"{order.stem}.json"
    with new_private_file(order.folder / name) as file:
        for line in log_lines(order.parts(), order.logbook.foreign_fields(order.person_id)):
            file.write(line)
    return [name]
