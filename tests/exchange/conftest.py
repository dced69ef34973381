"""The same fixtures as the logbook's own tests have."""

from __future__ import annotations

from tests.logbook.conftest import empty_logbook, logbook

__all__ = ["empty_logbook", "logbook"]
