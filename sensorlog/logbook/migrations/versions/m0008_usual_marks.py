"""Days on which the usual of somebody's trunk was frozen, or begun anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "usual_marks",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("person_id", sa.String(), sa.ForeignKey("people.id"), nullable=True, index=True),
        sa.Column("exercise", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at_utc", sa.String(), nullable=False),
    )
