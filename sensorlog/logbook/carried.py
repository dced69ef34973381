"""What one person has in a logbook, as plain records: sensed, entered and edited apart, as a session log carries it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sensorlog.logbook.edits import Edit, Note
from sensorlog.logbook.records import LoggedSession
from sensorlog.logbook.sets import HandSet, SensedSet

__all__ = [
    "CarriedDiaryEntry",
    "CarriedHandSet",
    "CarriedPrescription",
    "CarriedProgram",
    "CarriedProgramEntry",
    "CarriedSession",
]


@dataclass(frozen=True, slots=True)
class CarriedHandSet:
    """A set by hand with its id, and who entered it when."""

    set_id: str
    done: HandSet
    by: str | None
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class CarriedSession:
    """A session with all that it is made of, under the analysis that counts."""

    id: str
    person_id: str | None
    """Whose it was when it was recorded."""
    start_utc: datetime
    """As recorded."""
    utc_offset_s: int | None
    ended_utc: datetime | None
    software: str
    analysis_version: str
    is_by_hand: bool
    """There never was a recording."""
    recording_sha256: str | None
    sensed: tuple[SensedSet, ...]
    by_hand: tuple[CarriedHandSet, ...]
    edits: tuple[Edit, ...]
    notes: tuple[Note, ...]
    standing: LoggedSession | None = None
    """The same as it stands; ``None`` where it comes from outside."""
    owners: tuple[tuple[str, str | None], ...] = ()
    """Whose each set is after edits, by its id: deleted ones, too."""


@dataclass(frozen=True, slots=True)
class CarriedDiaryEntry:
    """An entry of the diary as it is kept: docs/logbook.md."""

    id: str
    day: str
    kind: str
    value: float | None
    details: dict[str, Any]
    note: str
    session_id: str | None
    set_start_s: float | None
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class CarriedProgramEntry:
    """One entry of a program's state."""

    number: int
    entry: dict[str, Any]
    by: str | None
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class CarriedProgram:
    """A program that was begun."""

    id: str
    program_id: str
    text: str
    sha256: str
    start: dict[str, Any]
    begun_utc: datetime
    ended_utc: datetime | None
    entries: tuple[CarriedProgramEntry, ...]


@dataclass(frozen=True, slots=True)
class CarriedPrescription:
    """What a professional asked for."""

    id: str
    by: str
    day: str
    text: str
    data: dict[str, Any]
    at_utc: datetime
