"""Sensors that are paired, and where the sensor of a set was clipped."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the two columns; of earlier sets it is not known where the sensor was."""
    op.create_table(
        "pairings",
        sa.Column("address", sa.String(), primary_key=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("placement", sa.String(), nullable=False),
        sa.Column("clip_site", sa.String(), nullable=True),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), sa.ForeignKey("people.id"), nullable=True),
        sa.Column("paired_utc", sa.String(), nullable=False),
    )
    op.add_column("sets", sa.Column("placement", sa.String(), nullable=True))
    op.add_column("sets", sa.Column("clip_site", sa.String(), nullable=True))
