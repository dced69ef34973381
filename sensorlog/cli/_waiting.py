"""Saying what takes long: bringing a logbook up to date after an update can take half a minute."""

from __future__ import annotations

import logging
import sys

from sensorlog.cli._saying import say

__all__ = ["bring_logbook_up_to_date", "say_what_takes_long"]


class _OnStderr(logging.Handler):
    """Prints what the logbook says of its work; not under a screen, which it would spoil."""

    def emit(self, record: logging.LogRecord) -> None:
        if "textual" not in sys.modules:
            say(f"sensorlog: {record.getMessage()}", err=True)


def say_what_takes_long() -> None:
    """Print on stderr, from now on, what the logbook does where that takes long."""
    logger = logging.getLogger("sensorlog.logbook")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    if not any(isinstance(each, _OnStderr) for each in logger.handlers):
        logger.addHandler(_OnStderr())


def bring_logbook_up_to_date() -> None:
    """Open the logbook once while lines can still be printed. What is wrong with it the screen says afterwards."""
    from sensorlog.errors import SensorlogError
    from sensorlog.logbook import Logbook, logbook_exists

    try:
        if logbook_exists():
            Logbook().close()
    except SensorlogError:
        return
