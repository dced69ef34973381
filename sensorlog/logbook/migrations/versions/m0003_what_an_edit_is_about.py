"""An edit knows the rep that it was made on, beside the time that finds it again in another analysis."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two columns; of earlier edits the time alone says what they are about."""
    op.add_column("edits", sa.Column("about", sa.String(), nullable=True))
    op.add_column("edits", sa.Column("analysis_version", sa.String(), nullable=True))
