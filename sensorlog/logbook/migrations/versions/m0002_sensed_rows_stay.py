"""Sensed rows are immutable and a person's entries append-only: the database itself refuses to change one."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = ("sets", "reps", "edits", "notes")


def upgrade() -> None:
    """Add one trigger for each table that keeps what was written."""
    for table in KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_are_kept BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are never changed: add an edit'); END"
        )
