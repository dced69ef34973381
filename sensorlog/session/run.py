"""Beginning a session in the right place, and ending it well when the system says so."""

from __future__ import annotations

import asyncio
import secrets
import signal
from contextlib import suppress
from datetime import UTC, datetime

from sensorlog.logbook import Logbook, make_private_dir
from sensorlog.profiles import Registry
from sensorlog.recordings import RecordingWriter
from sensorlog.session.awake import staying_awake
from sensorlog.session.live import LiveSession
from sensorlog.session.record import Record
from sensorlog.session.source import Source

__all__ = ["open_session", "run_until_stopped"]

STOP_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
"""Ctrl-C, a polite kill, a terminal that was closed."""


def open_session(source: Source, logbook: Logbook, registry: Registry) -> LiveSession:
    """Return a session that is recorded beside ``logbook`` and kept in it.

    Raises :class:`LogbookError` or :class:`RecordingError` where there is no place for the recording.
    """
    make_private_dir(logbook.recordings_dir)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    recorder = RecordingWriter(logbook.recordings_dir / f"{stamp}-{secrets.token_hex(2)}.mcap")
    return LiveSession(source, Record(logbook, recorder), registry)


async def run_until_stopped(session: LiveSession) -> None:
    """Run ``session``; Ctrl-C and other signals to stop end it cleanly instead of killing it."""
    loop = asyncio.get_running_loop()
    # Windows has none of these handlers: there Ctrl-C cancels the task, and the session ends as cleanly.
    numbers = [getattr(signal, name) for name in STOP_SIGNALS if hasattr(signal, name)]
    with suppress(NotImplementedError):
        for number in numbers:
            loop.add_signal_handler(number, session.stop)
    try:
        with staying_awake():
            await session.run()
    finally:
        with suppress(NotImplementedError):
            for number in numbers:
                loop.remove_signal_handler(number)
