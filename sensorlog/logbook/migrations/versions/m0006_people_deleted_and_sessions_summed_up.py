"""Deleting people; sessions summed up for lists; what was purged may be a session, a person or a set."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new. What was purged so far were sessions."""
    op.add_column("people", sa.Column("deleted_utc", sa.String(), nullable=True))
    op.create_table(
        "standing_sessions",
        sa.Column("session_id", sa.String(), sa.ForeignKey("sessions.id"), primary_key=True, nullable=False),
        sa.Column("part", sa.Integer(), primary_key=True, nullable=False, autoincrement=False),
        sa.Column("person_id", sa.String(), nullable=True),
        sa.Column("start_utc", sa.String(), nullable=False),
        sa.Column("utc_offset_s", sa.Integer(), nullable=True),
        sa.Column("ended_utc", sa.String(), nullable=True),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("volume_load_kg", sa.Float(), nullable=False),
        sa.Column("exercises", sa.JSON(), nullable=False),
    )
    op.create_index("ix_standing_sessions_start", "standing_sessions", ["start_utc"])
    op.create_index("ix_standing_sessions_person", "standing_sessions", ["person_id", "start_utc"])
    op.execute("DROP TRIGGER purged_are_kept")
    op.rename_table("purged", "purged_sessions")
    op.create_table(
        "purged",
        sa.Column("kind", sa.String(), primary_key=True, nullable=False),
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("at_utc", sa.String(), nullable=False),
    )
    op.execute("INSERT INTO purged (kind, id, at_utc) SELECT 'session', session_id, at_utc FROM purged_sessions")
    op.drop_table("purged_sessions")
    op.execute(
        "CREATE TRIGGER purged_are_kept BEFORE UPDATE ON purged "
        "BEGIN SELECT RAISE(ABORT, 'purged are never changed'); END"
    )
