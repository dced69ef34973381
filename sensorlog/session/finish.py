"""A recording analysed again: to finish a session that was cut off, or with a better counter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from sensorlog.events import SessionEvent
from sensorlog.imu import Packet
from sensorlog.logbook import Logbook, LoggedSession
from sensorlog.pipeline import ANALYSIS_VERSION, Pipeline
from sensorlog.profiles import Registry
from sensorlog.recordings import read_recording
from sensorlog.session.bookkeeper import Bookkeeper, write
from sensorlog.session.errors import SessionError
from sensorlog.session.keys import is_key
from sensorlog.session.owner import Ownership, is_owned
from sensorlog.session.usuals import kept_usuals

__all__ = [
    "batches",
    "check_not_running",
    "file_sha256",
    "finish_session",
    "own_recording",
    "reanalyze_session",
    "unfinished_sessions",
]

BATCH = 256
"""Items analysed in one go."""


def unfinished_sessions(logbook: Logbook) -> list[LoggedSession]:
    """Return the sessions that were cut off, the latest first; those that run in another window are not among them."""
    unfinished = logbook.unfinished()
    return [session for session in unfinished if session.recording is not None and not is_owned(session.recording)]


def finish_session(logbook: Logbook, session_id: str, registry: Registry | None = None) -> LoggedSession:
    """Analyse the recording of a session up to where it was cut off, keep every set and entry, and end the session.

    What is in the logbook already stays as it is; a session that has ended is returned unchanged. Raises
    :class:`SessionError` where the session still runs or its recording is gone, :class:`RecordingError` where that
    cannot be read.
    """
    session = logbook.session(session_id)
    if session.ended_utc is not None:
        return session
    with own_recording(session):
        path = session.evidence
        length_s = _analyse_again(logbook, session, path, registry)
        logbook.end_session(
            session.id,
            ended_utc=session.clock_start_utc + timedelta(seconds=length_s),
            recording_sha256=file_sha256(path),
            analysis_version=ANALYSIS_VERSION,
        )
    return logbook.session(session.id)


def reanalyze_session(logbook: Logbook, session_id: str, registry: Registry | None = None) -> LoggedSession:
    """Analyse the recording of a finished session with today's counter, beside what earlier ones gave.

    The new sets count from then on, and what the person said of the old ones holds for them; one that today's counter
    has analysed already is returned unchanged. Raises :class:`SessionError` where the session is not finished, was
    entered by hand, or its recording is gone or not the one that was made then; else as :func:`finish_session`.
    """
    session = logbook.session(session_id)
    if session.ended_utc is None:
        finish = f"sensorlog sessions finish {session.id}{' --demo' if session.demo else ''}"
        raise SessionError(f"session {session.id} is not finished: `{finish}` first")
    with own_recording(session):
        path = session.evidence
        if session.analysis_version == ANALYSIS_VERSION:
            return session
        if session.recording_sha256 is not None and file_sha256(path) != session.recording_sha256:
            raise SessionError(f"session {session.id}: {path} is not the recording that was made then: put that back")
        _analyse_again(logbook, session, path, registry)
        logbook.count_with(session.id, ANALYSIS_VERSION)
    return logbook.session(session.id)


def check_not_running(session: LoggedSession) -> None:
    """Raise :class:`SessionError` where a session is still being recorded, in another window."""
    if session.recording is not None and is_owned(session.recording):
        raise SessionError(f"session {session.id} still runs in another window: end it there")


def own_recording(session: LoggedSession) -> Ownership:
    """Lock the recording of a session. Raises :class:`SessionError` where it still runs, or the file is not there."""
    path = session.evidence
    try:
        return Ownership(path)
    except BlockingIOError:
        raise SessionError(f"session {session.id} still runs in another window: end it there") from None
    except FileNotFoundError:
        raise SessionError(
            f"session {session.id}: its recording {path} is not there: put it back and try again"
        ) from None
    except OSError as error:
        raise SessionError(
            f"session {session.id}: its recording {path} cannot be opened ({error.strerror}): check its permissions"
        ) from error


def _analyse_again(logbook: Logbook, session: LoggedSession, path: Path, registry: Registry | None) -> float:
    """Keep every set and entry of a recording; return its length in seconds."""
    usuals = kept_usuals(logbook, session.start_utc, session.id)
    with read_recording(path) as recording:
        pipeline = Pipeline(registry or Registry(), attached=recording.profiles, usuals=usuals)
        books = Bookkeeper(session.clock_start_utc)
        first_ns: int | None = None
        last_ns = 0
        for items in batches(recording):
            first_ns = items[0].t_ns if first_ns is None else first_ns
            last_ns = items[-1].t_ns
            events = pipeline.push(items)
            write(logbook, session.id, ANALYSIS_VERSION, books.entries(items, events))
        write(logbook, session.id, ANALYSIS_VERSION, books.entries([], pipeline.finish()))
    return (last_ns - (first_ns or 0)) / 1e9


def batches(items: Iterable[Packet | SessionEvent]) -> Iterator[list[Packet | SessionEvent]]:
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
