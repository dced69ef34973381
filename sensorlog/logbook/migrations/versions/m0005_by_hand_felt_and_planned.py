"""Sets by hand, what a set was done with, what was felt, programs; deleting that can be taken back; what stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

APPEND_ONLY = ("hand_sets", "programs", "program_entries", "purged")


def upgrade() -> None:
    """Add what is new. A session may be without a recording from here on: the table is made anew for that."""
    with op.batch_alter_table("sessions", recreate="always") as sessions:
        sessions.alter_column("recording_path", existing_type=sa.String(), nullable=True)
        sessions.add_column(sa.Column("utc_offset_s", sa.Integer(), nullable=True))
        sessions.add_column(sa.Column("deleted_utc", sa.String(), nullable=True))
        sessions.add_column(sa.Column("standing_rule", sa.Integer(), nullable=True))
    op.add_column("sets", sa.Column("load_entered", sa.String(), nullable=True))
    _by_hand()
    _felt()
    _planned()
    _kept()
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_are_kept BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"
        )
    op.execute(
        "CREATE TRIGGER diary_is_kept BEFORE UPDATE OF id, person_id, session_id, set_start_s, day, kind, value, "
        "details, note, at_utc ON diary BEGIN SELECT RAISE(ABORT, 'the diary is never changed: add an entry'); END"
    )


def _by_hand() -> None:
    op.create_table(
        "hand_sets",
        sa.Column("session_id", sa.String(), sa.ForeignKey("sessions.id"), primary_key=True, nullable=False),
        sa.Column("set_id", sa.String(), primary_key=True, nullable=False),
        sa.Column("start_s", sa.Float(), nullable=False),
        sa.Column("end_s", sa.Float(), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("held_s", sa.Float(), nullable=True),
        sa.Column("exercise", sa.String(), nullable=True),
        sa.Column("load_kg", sa.Float(), nullable=True),
        sa.Column("load_entered", sa.String(), nullable=True),
        sa.Column("warm_up", sa.Boolean(), nullable=False),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("equipment", sa.JSON(), nullable=True),
        sa.Column("rpe", sa.Float(), nullable=True),
        sa.Column("reps_in_reserve", sa.Float(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("at_utc", sa.String(), nullable=False),
        sa.CheckConstraint("reps >= 0"),
        sa.CheckConstraint("held_s >= 0"),
        sa.CheckConstraint("load_kg >= 0"),
        sa.CheckConstraint("end_s >= start_s"),
    )


def _felt() -> None:
    op.create_table(
        "diary",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("person_id", sa.String(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("session_id", sa.String(), sa.ForeignKey("sessions.id"), nullable=True, index=True),
        sa.Column("set_start_s", sa.Float(), nullable=True),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at_utc", sa.String(), nullable=False),
        sa.Column("deleted_utc", sa.String(), nullable=True),
    )
    op.create_index("ix_diary_person_day", "diary", ["person_id", "day"])


def _planned() -> None:
    op.create_table(
        "programs",
        sa.Column("sha256", sa.String(), primary_key=True, nullable=False),
        sa.Column("program_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("added_utc", sa.String(), nullable=False),
    )
    op.create_table(
        "program_runs",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("person_id", sa.String(), sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("program_sha256", sa.String(), sa.ForeignKey("programs.sha256"), nullable=False),
        sa.Column("start", sa.JSON(), nullable=False),
        sa.Column("begun_utc", sa.String(), nullable=False),
        sa.Column("ended_utc", sa.String(), nullable=True),
    )
    op.create_table(
        "program_entries",
        sa.Column("run_id", sa.String(), sa.ForeignKey("program_runs.id"), primary_key=True, nullable=False),
        sa.Column("number", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("at_utc", sa.String(), nullable=False),
    )
    op.create_table(
        "prescriptions",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("person_id", sa.String(), sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at_utc", sa.String(), nullable=False),
        sa.Column("deleted_utc", sa.String(), nullable=True),
    )


def _kept() -> None:
    op.create_table(
        "standing_sets",
        sa.Column("session_id", sa.String(), sa.ForeignKey("sessions.id"), primary_key=True, nullable=False),
        sa.Column("set_id", sa.String(), primary_key=True, nullable=False),
        sa.Column("person_id", sa.String(), nullable=True),
        sa.Column("start_utc", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("analysis_version", sa.String(), nullable=True),
        sa.Column("exercise", sa.String(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("held_s", sa.Float(), nullable=True),
        sa.Column("load_kg", sa.Float(), nullable=True),
        sa.Column("load_entered", sa.String(), nullable=True),
        sa.Column("warm_up", sa.Boolean(), nullable=False),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("rpe", sa.Float(), nullable=True),
        sa.Column("reps_in_reserve", sa.Float(), nullable=True),
        sa.Column("placement", sa.String(), nullable=True),
        sa.Column("clip_site", sa.String(), nullable=True),
        sa.Column("fastest_m_s", sa.Float(), nullable=True),
        sa.Column("mean_velocity_m_s", sa.Float(), nullable=True),
        sa.Column("rom_m", sa.Float(), nullable=True),
        sa.Column("velocity_loss", sa.Float(), nullable=True),
    )
    op.create_index("ix_standing_sets_exercise", "standing_sets", ["exercise", "person_id", "start_utc"])
    op.create_index("ix_standing_sets_person", "standing_sets", ["person_id", "start_utc"])
    op.create_table(
        "backups",
        sa.Column("path", sa.String(), primary_key=True, nullable=False),
        sa.Column("made_utc", sa.String(), nullable=False),
    )
    op.create_table(
        "purged",
        sa.Column("session_id", sa.String(), primary_key=True, nullable=False),
        sa.Column("at_utc", sa.String(), nullable=False),
    )
