"""How smooth each way of a rep was, and whether a set can be counted from where its sensor sat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of what was sensed before they are not known."""
    op.add_column("reps", sa.Column("phase1_sparc", sa.Float(), nullable=True))
    op.add_column("reps", sa.Column("phase2_sparc", sa.Float(), nullable=True))
    op.add_column("sets", sa.Column("is_carried", sa.Boolean(), nullable=True))
