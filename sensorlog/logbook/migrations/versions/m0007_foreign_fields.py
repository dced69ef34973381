"""What came with session logs of newer versions and has no place here, so that it can be given back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "foreign_fields",
        sa.Column("person_id", sa.String(), sa.ForeignKey("people.id"), primary_key=True, nullable=False),
        sa.Column("path", sa.String(), primary_key=True, nullable=False),
        sa.Column("session_id", sa.String(), sa.ForeignKey("sessions.id"), nullable=True, index=True),
        sa.Column("fields", sa.JSON(), nullable=False),
    )
