"""The tables, as SQLAlchemy models. Sensed rows are immutable and edits append-only: triggers hold them to it.

What the sensor gave (``sets``, ``reps``) is keyed by (session, analysis version, id): one session has one recording,
and analysing it again with newer code adds rows under a new version. Times are seconds from the first packet, UTC
stamps are ISO 8601.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, Float, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

__all__ = ["Base", "EditRow", "HandSetRow", "NoteRow", "PairingRow", "PersonRow", "RepRow", "SessionRow", "SetRow"]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Root of all tables."""

    # Which type stands for float by default depends on the release of SQLAlchemy.
    type_annotation_map = {float: Float}  # noqa: RUF012 - SQLAlchemy's own name and form


class PersonRow(Base):
    """Somebody who lifts. The id is random and says nothing of who it is; the label is the person's own choice."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    created_utc: Mapped[str]
    deleted_utc: Mapped[str | None]
    """Not null: deleted with all that is theirs, which can be taken back."""


class PairingRow(Base):
    """A sensor that a person has made theirs."""

    __tablename__ = "pairings"

    address: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    placement: Mapped[str]
    clip_site: Mapped[str | None]
    profile_id: Mapped[str]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    paired_utc: Mapped[str]


class SessionRow(Base):
    """One training session and the recording that is its evidence."""

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    start_utc: Mapped[str] = mapped_column(index=True)
    ended_utc: Mapped[str | None]
    """Null while it runs, or where it was cut off and not finished since."""
    demo: Mapped[bool]
    recording_path: Mapped[str | None]
    """Relative to the folder of the database where it lies below it, so that the folder may move. Null: by hand."""
    recording_sha256: Mapped[str | None]
    """Known once the recording is complete."""
    analysis_version: Mapped[str]
    """The version whose sets and reps count; older ones stay beside it."""
    software: Mapped[str]
    utc_offset_s: Mapped[int | None]
    """Of the clock on the wall when it began, so that its day stays its day wherever it is read."""
    deleted_utc: Mapped[str | None]
    """Not null: deleted, which can be taken back."""
    standing_rule: Mapped[int | None]
    """By which rule its rows of ``standing_sets`` were worked out; null: not yet."""


class SetRow(Base):
    """One set as the sensor saw it; exercise and load as the keys said when it ended."""

    __tablename__ = "sets"
    __table_args__ = (CheckConstraint("load_kg >= 0"), CheckConstraint("sensed_rep_count >= 0"))

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"), primary_key=True)
    analysis_version: Mapped[str] = mapped_column(primary_key=True)
    set_id: Mapped[str] = mapped_column(primary_key=True)
    sensor: Mapped[str]
    start_s: Mapped[float]
    end_s: Mapped[float]
    sensed_rep_count: Mapped[int]
    channel: Mapped[str]
    confidence: Mapped[float | None]
    velocity_loss: Mapped[float | None]
    exercise: Mapped[str | None]
    load_kg: Mapped[float | None]
    load_entered: Mapped[str | None]
    """As it was typed, with its unit: ``135 lb``."""
    placement: Mapped[str | None]
    """Null in rows from before this was kept; ``unknown`` where it was not said."""
    clip_site: Mapped[str | None]
    is_carried: Mapped[bool | None]
    """See :attr:`sensorlog.events.SetEnded.is_carried`; null in rows from before this was kept."""


class RepRow(Base):
    """One rep as the sensor saw it."""

    __tablename__ = "reps"
    __table_args__ = (
        ForeignKeyConstraint(
            ["session_id", "analysis_version", "set_id"],
            ["sets.session_id", "sets.analysis_version", "sets.set_id"],
        ),
    )

    session_id: Mapped[str] = mapped_column(primary_key=True)
    analysis_version: Mapped[str] = mapped_column(primary_key=True)
    rep_id: Mapped[str] = mapped_column(primary_key=True)
    set_id: Mapped[str]
    start_s: Mapped[float]
    turn_s: Mapped[float | None]
    end_s: Mapped[float | None]
    phase1_s: Mapped[float | None]
    phase2_s: Mapped[float | None]
    concentric_s: Mapped[float | None]
    eccentric_s: Mapped[float | None]
    rom_m: Mapped[float | None]
    rom_rad: Mapped[float | None]
    mean_velocity_m_s: Mapped[float | None]
    peak_velocity_m_s: Mapped[float | None]
    smoothness_sparc: Mapped[float | None]
    trunk: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The fields of :class:`sensorlog.events.TrunkMeasures`."""
    phase1_sparc: Mapped[float | None]
    """Null in rows from before this was kept, as is the next."""
    phase2_sparc: Mapped[float | None]


class HandSetRow(Base):
    """A set that a person entered, sensor or not. Corrections are edits."""

    __tablename__ = "hand_sets"
    __table_args__ = (
        CheckConstraint("reps >= 0"),
        CheckConstraint("held_s >= 0"),
        CheckConstraint("load_kg >= 0"),
        CheckConstraint("end_s >= start_s"),
    )

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"), primary_key=True)
    set_id: Mapped[str] = mapped_column(primary_key=True)
    start_s: Mapped[float]
    end_s: Mapped[float]
    reps: Mapped[int | None]
    held_s: Mapped[float | None]
    exercise: Mapped[str | None]
    load_kg: Mapped[float | None]
    load_entered: Mapped[str | None]
    warm_up: Mapped[bool]
    side: Mapped[str | None]
    equipment: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    rpe: Mapped[float | None]
    reps_in_reserve: Mapped[float | None]
    by: Mapped[str | None]
    at_utc: Mapped[str]


class EditRow(Base):
    """What a person said about a stretch of time of a session."""

    __tablename__ = "edits"
    __table_args__ = (UniqueConstraint("session_id", "edit_id"), CheckConstraint("end_s >= start_s"))

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, init=False)
    """Order in which edits apply."""
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"))
    edit_id: Mapped[str]
    op: Mapped[str]
    start_s: Mapped[float]
    end_s: Mapped[float | None]
    """Null: from ``start_s`` on."""
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    by: Mapped[str | None]
    at_utc: Mapped[str]
    about: Mapped[str | None]
    """Id of the rep, as ``analysis_version`` calls it."""
    analysis_version: Mapped[str | None]


class NoteRow(Base):
    """A person's words about a moment of a session."""

    __tablename__ = "notes"
    __table_args__ = (UniqueConstraint("session_id", "note_id"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, init=False)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"))
    note_id: Mapped[str]
    t_s: Mapped[float]
    text: Mapped[str]
    at_utc: Mapped[str]
