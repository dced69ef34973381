"""People, sessions, what the sensor saw, what the person said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of an empty logbook."""
    op.create_table(
        "people",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("created_utc", sa.String(), nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("person_id", sa.String(), sa.ForeignKey("people.id"), nullable=True),
        sa.Column("start_utc", sa.String(), nullable=False),
        sa.Column("ended_utc", sa.String(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("recording_path", sa.String(), nullable=False),
        sa.Column("recording_sha256", sa.String(), nullable=True),
        sa.Column("analysis_version", sa.String(), nullable=False),
        sa.Column("software", sa.String(), nullable=False),
    )
    op.create_index("ix_sessions_start_utc", "sessions", ["start_utc"])
    op.create_table(
        "sets",
        sa.Column("session_id", sa.String(), sa.ForeignKey("sessions.id"), primary_key=True, nullable=False),
        sa.Column("analysis_version", sa.String(), primary_key=True, nullable=False),
        sa.Column("set_id", sa.String(), primary_key=True, nullable=False),
        sa.Column("sensor", sa.String(), nullable=False),
        sa.Column("start_s", sa.Float(), nullable=False),
        sa.Column("end_s", sa.Float(), nullable=False),
        sa.Column("sensed_rep_count", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("velocity_loss", sa.Float(), nullable=True),
        sa.Column("exercise", sa.String(), nullable=True),
        sa.Column("load_kg", sa.Float(), nullable=True),
        sa.CheckConstraint("load_kg >= 0"),
        sa.CheckConstraint("sensed_rep_count >= 0"),
    )
    op.create_table(
        "reps",
        sa.Column("session_id", sa.String(), primary_key=True, nullable=False),
        sa.Column("analysis_version", sa.String(), primary_key=True, nullable=False),
        sa.Column("rep_id", sa.String(), primary_key=True, nullable=False),
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("start_s", sa.Float(), nullable=False),
        sa.Column("turn_s", sa.Float(), nullable=True),
        sa.Column("end_s", sa.Float(), nullable=True),
        sa.Column("phase1_s", sa.Float(), nullable=True),
        sa.Column("phase2_s", sa.Float(), nullable=True),
        sa.Column("concentric_s", sa.Float(), nullable=True),
        sa.Column("eccentric_s", sa.Float(), nullable=True),
        sa.Column("rom_m", sa.Float(), nullable=True),
        sa.Column("rom_rad", sa.Float(), nullable=True),
        sa.Column("mean_velocity_m_s", sa.Float(), nullable=True),
        sa.Column("peak_velocity_m_s", sa.Float(), nullable=True),
        sa.Column("smoothness_sparc", sa.Float(), nullable=True),
        sa.Column("trunk", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id", "analysis_version", "set_id"],
            ["sets.session_id", "sets.analysis_version", "sets.set_id"],
        ),
    )
    op.create_table(
        "edits",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True, nullable=False),
        sa.Column("session_id", sa.String(), sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("edit_id", sa.String(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("start_s", sa.Float(), nullable=False),
        sa.Column("end_s", sa.Float(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("at_utc", sa.String(), nullable=False),
        sa.UniqueConstraint("session_id", "edit_id"),
        sa.CheckConstraint("end_s >= start_s"),
    )
    op.create_table(
        "notes",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True, nullable=False),
        sa.Column("session_id", sa.String(), sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("note_id", sa.String(), nullable=False),
        sa.Column("t_s", sa.Float(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at_utc", sa.String(), nullable=False),
        sa.UniqueConstraint("session_id", "note_id"),
    )
