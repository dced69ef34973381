"""What goes wrong with reports."""

from __future__ import annotations

from sensorlog.exchange.errors import ExchangeError

__all__ = ["ReportError"]


class ReportError(ExchangeError):
    """The report cannot be made or written; the text says why and what to do."""
