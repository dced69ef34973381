"""Two logbooks: one that logs come from, one where they are taken in."""

from __future__ import annotations

from tests.exchange.desk import desk
from tests.logbook.conftest import empty_logbook, logbook

__all__ = ["desk", "empty_logbook", "logbook"]
