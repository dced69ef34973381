"""The session log of one person, as frozen models: what lifters send and therapists import.

A field that a newer version has added is kept where it was found (:mod:`sensorlog.exchange.unknown_fields`). Masses are
in kg, times within a session in seconds from its first packet, angles in rad. ``None`` (``null``) is unknown. Every
text and list is bounded: a log comes from outside.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic import Field as Limits

from sensorlog.exchange.log_values import (
    Count,
    Day,
    Effort,
    Free,
    FreeObject,
    Id,
    LoadKg,
    Moment,
    Name,
    Seconds,
    Sha256,
    TypedLoad,
    Words,
    printable,
)

__all__ = [
    "FORMAT",
    "LISTS",
    "VERSION",
    "LogByHand",
    "LogDiaryEntry",
    "LogEdit",
    "LogNote",
    "LogPart",
    "LogPerson",
    "LogPrescription",
    "LogProgram",
    "LogProgramEntry",
    "LogRecording",
    "LogRep",
    "LogSensed",
    "LogSensor",
    "LogSession",
    "LogSet",
    "LogStanding",
    "LogTrunk",
    "LogTrunkPhase",
    "LogUncertainty",
    "LogUsualMark",
    "SessionLog",
]

FORMAT: Final = "sensorlog-session-log"
VERSION: Final = 1
"""Raised where an older reader would misunderstand; what it may ignore is a new field."""

LISTS = ("sessions", "diary", "programs", "prescriptions", "usual_marks")
"""Of the outermost object: read and written element by element."""


class LogPart(BaseModel):
    """Any object of a log."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False, defer_build=True)


class LogPerson(LogPart):
    """Whose log it is."""

    id: Id
    """Random; says nothing of who it is. Equal pseudonyms are different people, equal ids one."""
    pseudonym: Annotated[str, Limits(min_length=1, max_length=60), AfterValidator(printable)]


class LogTrunkPhase(LogPart):
    """How the trunk turned in one phase of a rep, about the main axis of that phase."""

    duration_s: Annotated[float, Limits(gt=0)]
    end_s: float
    range_rad: float
    angular_speed_peak_rad_s: float
    smoothness_sparc: float | None = None
    smoothness_ldlj: float | None = None
    jerkiness: float | None = None


class LogTrunk(LogPart):
    """Trunk motion in one rep."""

    inclination_peak_rad: float | None = None
    inclination_range_rad: float | None = None
    side_bend_rad: float | None = None
    twist_range_rad: float | None = None
    angular_speed_peak_rad_s: float | None = None
    thorax_pelvis_peak_rad: float | None = None
    thorax_pelvis_range_rad: float | None = None
    smoothness_sparc: float | None = None
    smoothness_ldlj: float | None = None
    jerkiness: float | None = None
    phases: Annotated[tuple[LogTrunkPhase, ...], Limits(max_length=2)] = ()
    """The way out and the way back."""
    clip_site: Annotated[str, Limits(max_length=60), AfterValidator(printable)] | None = None
    deviation: Annotated[tuple[Annotated[str, Limits(max_length=40)], ...], Limits(max_length=10)] | None = None
    """What left the person's own usual; ``null`` where no usual was known."""


class LogRep(LogPart):
    """One rep: what was sensed, and whether it counts after the person's edits."""

    id: Name
    source: Literal["sensor", "person"]
    """``person``: added by hand, without measures."""
    counts: bool
    """False: the person took it back."""
    start_s: Seconds
    turn_s: Seconds | None = None
    end_s: Seconds | None = None
    phase1_s: float | None = None
    phase2_s: float | None = None
    concentric_s: float | None = None
    eccentric_s: float | None = None
    rom_m: float | None = None
    rom_rad: float | None = None
    mean_velocity_m_s: float | None = None
    peak_velocity_m_s: float | None = None
    smoothness_sparc: float | None = None
    phase1_sparc: float | None = None
    """Smoothness of the way out, and of the way back; ``null`` in logs from before these were kept."""
    phase2_sparc: float | None = None
    trunk: LogTrunk | None = None


class LogSensed(LogPart):
    """A set as the sensor saw it, with exercise and load as the keys said then. Never changed afterwards."""

    rep_count: Count
    channel: Name
    confidence: Annotated[float, Limits(ge=0, le=1)] | None = None
    velocity_loss: float | None = None
    exercise: Name | None = None
    load_kg: LoadKg | None = None
    load_entered: TypedLoad | None = None
    is_carried: bool | None = None
    """``false``: nothing repeated where the sensor sat, and the set cannot be counted from there."""


class LogByHand(LogPart):
    """A set as a person entered it. Never changed afterwards."""

    at_utc: Moment
    by: Id | None = None
    reps: Count | None = None
    held_s: Annotated[float, Limits(ge=0, le=86_400)] | None = None
    exercise: Name | None = None
    load_kg: LoadKg | None = None
    load_entered: TypedLoad | None = None
    warm_up: bool = False
    side: Literal["left", "right", "both"] | None = None
    equipment: FreeObject | None = None
    rpe: Effort | None = None
    reps_in_reserve: Effort | None = None


class LogStanding(LogPart):
    """A set as it stands after all edits. It follows from the rest of the log, and is worked out anew by who reads."""

    exercise: Name | None = None
    load_kg: LoadKg | None = None
    load_entered: TypedLoad | None = None
    rep_count: Count | None = None
    held_s: Annotated[float, Limits(ge=0, le=86_400)] | None = None
    warm_up: bool = False
    side: Literal["left", "right", "both"] | None = None
    equipment: FreeObject | None = None
    rpe: Effort | None = None
    reps_in_reserve: Effort | None = None
    is_edited: bool = False
    """The person changed what was sensed or entered first."""


class LogSet(LogPart):
    """One set: sensed or by hand, and what stands of it."""

    id: Name
    source: Literal["sensed", "by_hand"]
    start_s: Seconds
    end_s: Seconds
    sensor: Annotated[str, Limits(max_length=200), AfterValidator(printable)] = ""
    placement: Annotated[str, Limits(max_length=40)] | None = None
    clip_site: Annotated[str, Limits(max_length=60), AfterValidator(printable)] | None = None
    """Nothing is compared across clip sites."""
    sensed: LogSensed | None = None
    by_hand: LogByHand | None = None
    stands: LogStanding | None = None
    """``null``: the person deleted it; it was no set."""
    reps: Annotated[tuple[LogRep, ...], Limits(max_length=10_000)] = ()


class LogEdit(LogPart):
    """What the person said of a stretch of time. Edits apply in their order; docs/logbook.md has the operations."""

    id: Name
    op: Annotated[str, Limits(min_length=1, max_length=40), AfterValidator(printable)]
    """One that a version does not know is kept, shown as such and without effect there."""
    start_s: Seconds
    end_s: Seconds | None = None
    value: Free = None
    by: Id | None = None
    at_utc: Moment
    about: Name | None = None
    analysis_version: Annotated[str, Limits(max_length=40)] | None = None


class LogNote(LogPart):
    """The person's words about a moment."""

    id: Name
    t_s: Seconds
    text: Words
    at_utc: Moment


class LogSensor(LogPart):
    """A sensor of a session, and the firmware profile that decoded it."""

    id: Name
    profile: Annotated[str, Limits(max_length=60)] | None = None
    profile_sha256: Sha256 | None = None


class LogUncertainty(LogPart):
    """± of one rep's measures, as the analysis that gave them was tested: one standard error, of single reps."""

    mean_velocity_m_s: float | None = None
    peak_velocity_m_s: float | None = None
    trunk_angle_rad: float | None = None


class LogRecording(LogPart):
    """The evidence. A package may hold it; its SHA-256 tells whether it is the same."""

    sha256: Sha256 | None = None
    """``null``: there is one, but it was not closed properly, or is not this person's alone and was not at hand."""


class LogSession(LogPart):
    """One training session."""

    id: Id
    start_utc: Moment
    """As the clock said then."""
    utc_offset_s: Annotated[int, Limits(gt=-86_400, lt=86_400)] | None = None
    """Of the clock on the wall."""
    started: Annotated[str, Limits(max_length=40)]
    """When it began, by that clock and after edits: ``2026-05-04T18:30:00+02:00``."""
    ended_utc: Moment
    software: Annotated[str, Limits(max_length=200), AfterValidator(printable)]
    analysis_version: Annotated[str, Limits(min_length=1, max_length=40)]
    """Values of different versions are not compared."""
    recording: LogRecording | None = None
    """``null``: entered by hand."""
    sensors: Annotated[tuple[LogSensor, ...], Limits(max_length=100)] | None = None
    """``null``: not known, such as without the recording."""
    uncertainty: LogUncertainty | None = None
    sets: Annotated[tuple[LogSet, ...], Limits(max_length=2_000)] = ()
    edits: Annotated[tuple[LogEdit, ...], Limits(max_length=20_000)] = ()
    notes: Annotated[tuple[LogNote, ...], Limits(max_length=2_000)] = ()


class LogDiaryEntry(LogPart):
    """What was felt, scored or weighed on a day; ``kind`` says which: docs/session-log.md has the details of each."""

    id: Id
    day: Day
    kind: Annotated[str, Limits(max_length=40)]
    value: float | None = None
    details: FreeObject
    note: Annotated[str, Limits(max_length=2_000)] = ""
    session: Id | None = None
    set_start_s: Seconds | None = None
    at_utc: Moment


class LogProgramEntry(LogPart):
    """What was entered in a program that runs: done, skipped, swapped, adjusted, moved, accepted."""

    id: Annotated[int, Limits(ge=0, le=20_000)]
    """Its number, from 0."""
    at_utc: Moment
    by: Id | None = None
    entry: FreeObject


class LogProgram(LogPart):
    """A program that the person began: its text as it was then, and how it went."""

    id: Id
    text: Annotated[str, Limits(min_length=1, max_length=500_000)]
    """TOML: docs/programs.md."""
    state: FreeObject
    """How it was begun: program, day, exercises that were chosen."""
    begun_utc: Moment
    ended_utc: Moment | None = None
    entries: Annotated[tuple[LogProgramEntry, ...], Limits(max_length=20_000)] = ()


class LogPrescription(LogPart):
    """What a professional asked of the person."""

    id: Id
    day: Day
    by: Annotated[str, Limits(min_length=1, max_length=60)]
    text: Annotated[str, Limits(min_length=1, max_length=5_000)]
    data: FreeObject
    at_utc: Moment


class LogUsualMark(LogPart):
    """A moment at which the usual of the person's trunk was frozen, or begun anew: what is usual follows from reps."""

    id: Name
    kind: Literal["frozen", "restarted"]
    at_utc: Moment
    exercise: Name | None = None
    """``null``: of all."""


class SessionLog(LogPart):
    """What one person has trained and felt: all of it, or a part."""

    format: Literal["sensorlog-session-log"] = FORMAT
    version: Literal[1] = VERSION
    person: LogPerson
    sessions: tuple[LogSession, ...] = ()
    diary: tuple[LogDiaryEntry, ...] = ()
    programs: tuple[LogProgram, ...] = ()
    prescriptions: tuple[LogPrescription, ...] = ()
    usual_marks: tuple[LogUsualMark, ...] = ()
