"""The tables beside the sessions: what was felt and planned, what stands, and what keeping house needs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sensorlog.logbook.tables import Base

__all__ = [
    "BackupRow",
    "DiaryRow",
    "ForeignFieldsRow",
    "PrescriptionRow",
    "ProgramEntryRow",
    "ProgramRow",
    "ProgramRunRow",
    "PurgedRow",
    "StandingSessionRow",
    "StandingSetRow",
    "UsualMarkRow",
]


class DiaryRow(Base):
    """What a person felt or weighed on a day. Only ``deleted_utc`` ever changes."""

    __tablename__ = "diary"
    __table_args__ = (Index("ix_diary_person_day", "person_id", "day"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    session_id: Mapped[str | None] = mapped_column(ForeignKey("sessions.id"), index=True)
    set_start_s: Mapped[float | None]
    """Of the set that it is about: a time stays where another analysis gives another id."""
    day: Mapped[str]
    kind: Mapped[str]
    value: Mapped[float | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str]
    at_utc: Mapped[str]
    deleted_utc: Mapped[str | None]


class ProgramRow(Base):
    """The text of a program as it was when somebody began it."""

    __tablename__ = "programs"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    program_id: Mapped[str]
    text: Mapped[str]
    added_utc: Mapped[str]


class ProgramRunRow(Base):
    """A program that somebody began."""

    __tablename__ = "program_runs"

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    program_sha256: Mapped[str] = mapped_column(ForeignKey("programs.sha256"))
    start: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The state without its entries."""
    begun_utc: Mapped[str]
    ended_utc: Mapped[str | None]


class ProgramEntryRow(Base):
    """One entry of a program's state."""

    __tablename__ = "program_entries"

    run_id: Mapped[str] = mapped_column(ForeignKey("program_runs.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[str | None]
    at_utc: Mapped[str]


class PrescriptionRow(Base):
    """What a professional asked of a person."""

    __tablename__ = "prescriptions"

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    by: Mapped[str]
    day: Mapped[str]
    text: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    at_utc: Mapped[str]
    deleted_utc: Mapped[str | None]


class ForeignFieldsRow(Base):
    """What came with a person's session log and has no place here: given back when the log is written again."""

    __tablename__ = "foreign_fields"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    """Where it stood in the log, by names and ids."""
    session_id: Mapped[str | None] = mapped_column(ForeignKey("sessions.id"), index=True)
    """In which session, if in one: it goes with it."""
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)


class StandingSetRow(Base):
    """A set as it stands, worked out of ``sets``, ``reps``, ``hand_sets`` and ``edits`` whenever one of them grows."""

    __tablename__ = "standing_sets"
    __table_args__ = (
        Index("ix_standing_sets_exercise", "exercise", "person_id", "start_utc"),
        Index("ix_standing_sets_person", "person_id", "start_utc"),
    )

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"), primary_key=True)
    set_id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str | None]
    start_utc: Mapped[str]
    day: Mapped[str]
    """Of the person's own calendar."""
    source: Mapped[str]
    analysis_version: Mapped[str | None]
    """Null: by hand."""
    exercise: Mapped[str | None]
    reps: Mapped[int | None]
    held_s: Mapped[float | None]
    load_kg: Mapped[float | None]
    load_entered: Mapped[str | None]
    warm_up: Mapped[bool]
    side: Mapped[str | None]
    rpe: Mapped[float | None]
    reps_in_reserve: Mapped[float | None]
    placement: Mapped[str | None]
    clip_site: Mapped[str | None]
    fastest_m_s: Mapped[float | None]
    """Mean velocity of the fastest rep."""
    mean_velocity_m_s: Mapped[float | None]
    rom_m: Mapped[float | None]
    velocity_loss: Mapped[float | None]


class StandingSessionRow(Base):
    """What of a session is one person's, in numbers; kept ready with ``standing_sets``, for deleted sessions too."""

    __tablename__ = "standing_sessions"
    __table_args__ = (
        Index("ix_standing_sessions_start", "start_utc"),
        Index("ix_standing_sessions_person", "person_id", "start_utc"),
    )

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """0 is the session's person, also without a set; then those to whom sets were moved."""
    person_id: Mapped[str | None]
    start_utc: Mapped[str]
    """When the session began, after edits; as are the next two."""
    utc_offset_s: Mapped[int | None]
    ended_utc: Mapped[str | None]
    sets: Mapped[int]
    reps: Mapped[int]
    volume_load_kg: Mapped[float]
    exercises: Mapped[list[str | None]] = mapped_column(JSON)
    """Each once, in the order in which they were begun."""


class UsualMarkRow(Base):
    """A day on which a person's usual trunk motion was frozen or begun anew. What is usual follows from the reps."""

    __tablename__ = "usual_marks"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, init=False)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"), index=True)
    """Null: sessions in which nobody was named."""
    exercise: Mapped[str | None]
    """Null: all."""
    kind: Mapped[str]
    at_utc: Mapped[str]


class BackupRow(Base):
    """A copy that was made of this logbook, so that a purge can reach it."""

    __tablename__ = "backups"

    path: Mapped[str] = mapped_column(primary_key=True)
    made_utc: Mapped[str]


class PurgedRow(Base):
    """What is gone for good: should a copy bring it back, it goes again."""

    __tablename__ = "purged"

    kind: Mapped[str] = mapped_column(primary_key=True)
    """``session``, ``person``, ``set``, or ``notes`` (those of a session that stays)."""
    id: Mapped[str] = mapped_column(primary_key=True)
    """Of the session or the person; for a set what :class:`sensorlog.logbook.purge_rows.PurgedSet` gives."""
    at_utc: Mapped[str]
