"""What goes through the door of the logbook: plain frozen records, no database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sensorlog.imu import Placement
from sensorlog.logbook.edits import Edit, Note
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.sets import LoggedSet

__all__ = ["LoggedSession", "Pairing", "Person", "local_time"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who lifts."""

    id: str
    """Random; says nothing of who it is."""
    label: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """A sensor that a person has made theirs."""

    address: str
    """As the system calls it: a hardware address, or on macOS a UUID."""
    name: str
    """What the person calls it."""
    placement: Placement
    clip_site: str | None
    """See :class:`sensorlog.imu.Role`."""
    profile_id: str
    person_id: str | None
    """``None``: anybody's who uses this logbook."""
    paired_utc: datetime


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """A session as it stands."""

    id: str
    start_utc: datetime
    """After edits; :attr:`recorded_start_utc` is what the clock said then."""
    ended_utc: datetime | None
    """``None``: it runs, or was cut off and is unfinished."""
    demo: bool
    person: Person | None
    """Whose it is, after edits; :attr:`LoggedSet.moved_to` names the sets that are somebody else's."""
    recording: Path | None
    """``None``: entered by hand."""
    recording_sha256: str | None
    analysis_version: str
    software: str
    sets: tuple[LoggedSet, ...]
    edits: tuple[Edit, ...]
    notes: tuple[Note, ...]
    utc_offset_s: int | None = None
    """Of the clock on the wall when it began; ``None``: not kept."""
    deleted_utc: datetime | None = None
    recorded_start_utc: datetime | None = None
    """What the clock said when it began, where a person has corrected that since; else ``None``."""
    deleted_sets: tuple[LoggedSet, ...] = ()
    """Those that a person said were none; another edit has them count again."""

    @property
    def clock_start_utc(self) -> datetime:
        """What the clock said when it began: times in its recording follow from that."""
        return self.recorded_start_utc or self.start_utc

    @property
    def evidence(self) -> Path:
        """The recording. Raises :class:`LogbookError` where there is none."""
        if self.recording is None and self.recording_sha256 is not None:
            raise LogbookError(f"session {self.id} was taken in without its recording: that is where it was made")
        if self.recording is None:
            raise LogbookError(f"session {self.id} was entered by hand: it has no recording")
        return self.recording

    @property
    def start_local(self) -> datetime:
        """When it began, by the clock on the wall there; by the reader's where that is not known."""
        return local_time(self.start_utc, self.utc_offset_s)

    @property
    def rep_count(self) -> int:
        """Reps that stand, over all sets."""
        return sum(logged.rep_count for logged in self.sets)


def local_time(at_utc: datetime, offset_s: int | None) -> datetime:
    """Return a moment by the clock that is ``offset_s`` ahead of UTC; by the reader's where that is not known."""
    return at_utc.astimezone(None if offset_s is None else timezone(timedelta(seconds=offset_s)))
