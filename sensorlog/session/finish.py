"""Finishing a session that was cut off: its recording is analysed again, and what is missing is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from sensorlog.events import SessionEvent
from sensorlog.imu import Packet
from sensorlog.logbook import Logbook, LoggedSession
from sensorlog.pipeline import ANALYSIS_VERSION, Pipeline, Usuals
from sensorlog.profiles import Registry
from sensorlog.recordings import read_recording
from sensorlog.session.bookkeeper import Bookkeeper, write
from sensorlog.session.errors import SessionError
from sensorlog.session.keys import is_key
from sensorlog.session.owner import Ownership, is_owned

__all__ = ["file_sha256", "finish_session", "unfinished_sessions"]

BATCH = 256
"""Items analysed in one go."""


def unfinished_sessions(logbook: Logbook) -> list[LoggedSession]:
    """Return the sessions that were cut off, the latest first; those that run in another window are not among them."""
    return [session for session in logbook.unfinished() if not is_owned(session.recording)]


def finish_session(logbook: Logbook, session_id: str, registry: Registry | None = None) -> LoggedSession:
    """Analyse the recording of a session up to where it was cut off, keep every set and entry, and end the session.

    What is in the logbook already stays as it is; a session that has ended is returned unchanged. Raises
    :class:`SessionError` where the session still runs or its recording is gone, :class:`RecordingError` where that
    cannot be read.
    """
    session = logbook.session(session_id)
    if session.ended_utc is not None:
        return session
    try:
        ownership = Ownership(session.recording)
    except BlockingIOError:
        raise SessionError(f"session {session.id} still runs in another window: end it there") from None
    except FileNotFoundError:
        raise SessionError(
            f"session {session.id}: its recording {session.recording} is not there: put it back and try again"
        ) from None
    except OSError as error:
        raise SessionError(
            f"session {session.id}: its recording {session.recording} cannot be opened ({error.strerror}): "
            "check its permissions"
        ) from error
    with ownership, read_recording(session.recording) as recording:
        pipeline = Pipeline(registry or Registry(), attached=recording.profiles, usuals=Usuals(grows=True))
        books = Bookkeeper(session.start_utc)
        first_ns: int | None = None
        last_ns = 0
        for items in _batches(recording):
            first_ns = items[0].t_ns if first_ns is None else first_ns
            last_ns = items[-1].t_ns
            events = pipeline.push(items)
            write(logbook, session.id, ANALYSIS_VERSION, books.entries(items, events))
        write(logbook, session.id, ANALYSIS_VERSION, books.entries([], pipeline.finish()))
        logbook.end_session(
            session.id,
            ended_utc=session.start_utc + timedelta(seconds=(last_ns - (first_ns or 0)) / 1e9),
            recording_sha256=file_sha256(session.recording),
            analysis_version=ANALYSIS_VERSION,
        )
    return logbook.session(session.id)


def _batches(items: Iterable[Packet | SessionEvent]) -> Iterator[list[Packet | SessionEvent]]:
    """Yield items in order, a key of the person alone."""
    batch: list[Packet | SessionEvent] = []
    for item in items:
        if batch and (is_key(item) or is_key(batch[-1]) or len(batch) >= BATCH):
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
