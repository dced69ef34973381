"""What goes through the door of the logbook: plain frozen records, no database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path

from sensorlog.events import Channel, JsonValue, Rep
from sensorlog.imu import Placement
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.set_details import Equipment, Side

__all__ = [
    "Edit",
    "EditOp",
    "HandSet",
    "LoggedSession",
    "LoggedSet",
    "Note",
    "Pairing",
    "Person",
    "SensedSet",
    "SetSource",
    "local_time",
]


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
class SensedSet:
    """A set that is over, as the sensor saw it: what :meth:`Logbook.save_set` keeps unchanged.

    ``reps`` are those of the sensor, with the ones that the person took back (as they were known then) and without
    those that were added.
    """

    set_id: str
    sensor: str
    start_s: float
    end_s: float
    channel: Channel
    confidence: float | None
    velocity_loss: float | None
    exercise: str | None
    """As the keys said when the set ended; ``None`` is unlabelled."""
    load_kg: float | None
    sensed_rep_count: int
    """What the sensor alone had counted."""
    reps: tuple[Rep, ...]
    placement: Placement | None = None
    """``None``: kept before this was known; ``UNKNOWN``: not said."""
    clip_site: str | None = None
    """See :class:`sensorlog.imu.Role`."""
    load_entered: str | None = None
    """The load as it was typed, with its unit: ``135 lb``."""


@dataclass(frozen=True, slots=True)
class HandSet:
    """A set, a hold or a stretch that a person enters: what :meth:`Logbook.add_hand_set` keeps. ``None`` is unknown."""

    start_s: float
    """Seconds from the session's start."""
    end_s: float
    exercise: str | None
    reps: int | None = None
    held_s: float | None = None
    load_kg: float | None = None
    load_entered: str | None = None
    warm_up: bool = False
    side: Side | None = None
    equipment: Equipment | None = None
    rpe: float | None = None
    reps_in_reserve: float | None = None


class SetSource(StrEnum):
    """Who says that a set was done."""

    SENSED = "sensed"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class LoggedSet:
    """A set as it stands: sensed or entered, with the person's edits applied."""

    set_id: str
    sensor: str
    start_s: float
    end_s: float
    channel: Channel
    confidence: float | None
    velocity_loss: float | None
    exercise: str | None
    load_kg: float | None
    reps: tuple[Rep, ...]
    """In order of time. Added ones have ``source`` person and null measures. Revisions are not kept: 0."""
    sensed_rep_count: int | None
    """What the sensor alone had counted; ``None``: there was none."""
    placement: Placement | None = None
    clip_site: str | None = None
    moved_to: str | None = None
    """Id of the person to whom this set was moved; ``None``: it is the session's."""
    source: SetSource = SetSource.SENSED
    warm_up: bool = False
    side: Side | None = None
    equipment: Equipment | None = None
    rpe: float | None = None
    """Effort, 0 to 10."""
    reps_in_reserve: float | None = None
    load_entered: str | None = None
    """The load as it was typed, with its unit; ``None``: it was not, or in an older version."""
    said_reps: int | None = None
    """Reps as the person says them, sensed or not."""
    held_s: float | None = None
    """How long it was held, as the person says; of what a sensor saw, the times of the set tell."""
    deleted: bool = False

    @property
    def rep_count(self) -> int:
        """Reps that stand."""
        return len(self.reps) if self.said_reps is None else self.said_reps


class EditOp(StrEnum):
    """What a person said. Those down to ``MOVE_SESSION`` change what stands; the rest are in the sensed rows already.

    All but the first two and ``MOVE_SESSION`` are about whole sets: the one that ``about`` names, or else each that
    shares time with the edit. Without an end the edit is a key, holds for later sets too, and is in their rows already.
    """

    REP_ADD = "rep_add"
    """One rep more, at the second that ``value`` says, in the set that overlaps the time range most."""
    REP_REMOVE = "rep_remove"
    """The rep that overlaps the time range most does not count."""
    EXERCISE = "exercise"
    """``value`` is the name, or null."""
    LOAD = "load"
    """``value`` is in kg, or null, or ``{"kg": …, "entered": "135 lb"}``."""
    WARM_UP = "warm_up"
    """``value`` is true or false."""
    SIDE = "side"
    """``value`` is a :class:`Side`, or null."""
    EQUIPMENT = "equipment"
    """``value`` is what :meth:`Equipment.to_json` gives, or null."""
    EFFORT = "effort"
    """``value`` is ``{"rpe": …, "reps_in_reserve": …}``, either of them or both, or null."""
    REPS = "reps"
    """``value`` is the number of reps that counts, whatever was sensed; null takes that back."""
    HELD = "held"
    """``value`` is in seconds, or null."""
    DELETE_SET = "delete_set"
    """``value`` is true: this was no set; false takes that back."""
    MOVE_SET = "move_set"
    """The set is the person's whose id ``value`` is; null: the session's person's again."""
    MOVE_SESSION = "move_session"
    """The session is the person's whose id ``value`` is; null: as sensed. Sets moved by themselves stay moved."""
    SET_START = "set_start"
    SET_END = "set_end"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry of a person about a stretch of time. Edits are only ever added; they apply in the order of adding."""

    edit_id: str
    """Unique in its session: adding it again changes nothing."""
    op: EditOp
    start_s: float
    """Seconds from the first packet, like all times here."""
    end_s: float | None
    """``None``: from ``start_s`` on."""
    value: JsonValue
    by: str | None
    """Id of a person; ``None`` where the session has none."""
    at_utc: datetime
    about: str | None = None
    """Id of the rep or set that is meant, in the analysis of ``analysis_version``. To any other analysis the time says
    which it is."""
    analysis_version: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A person's words about a moment."""

    note_id: str
    t_s: float
    text: str
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """A session as it stands."""

    id: str
    start_utc: datetime
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

    @property
    def evidence(self) -> Path:
        """The recording. Raises :class:`LogbookError` where there is none."""
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
