"""The root of all errors that are meant for people: what happened, where, and what to do."""

from __future__ import annotations

__all__ = ["SensorlogError"]


class SensorlogError(Exception):
    """Base of every room's exception. The shell prints its text as one line and exits with ``exit_code``."""

    exit_code = 1
