"""What is kept of a live session: its recording, and beside it the entries in the logbook."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sensorlog import __version__
from sensorlog.errors import SensorlogError
from sensorlog.events import Event, JsonValue, SessionEvent, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.logbook import Logbook, LogbookBusyError, LoggedSession
from sensorlog.pipeline import ANALYSIS_VERSION, UsualsOf
from sensorlog.recordings import RecordingWriter, continue_recording
from sensorlog.session.bookkeeper import Bookkeeper, write
from sensorlog.session.errors import SessionError
from sensorlog.session.finish import batches, file_sha256, own_recording
from sensorlog.session.owner import Ownership
from sensorlog.session.source import Item
from sensorlog.session.usuals import kept_usuals

__all__ = ["Record"]


_PATIENCE_S = 300.0
"""For a logbook that another program writes. What waits to be analysed meanwhile has room for longer than that."""


class Record:
    """Of one session: a new one in the recording ``recorder``, or one that was cut off and goes on.

    :meth:`begin` it, read the :meth:`past` (empty where it is new), :meth:`write` and :meth:`keep`, :meth:`end` and
    always :meth:`close` it. All raise :class:`SensorlogError` where the disk or the logbook cannot be written.
    """

    def __init__(self, logbook: Logbook, to: RecordingWriter | LoggedSession) -> None:
        self.logbook = logbook
        self.session_id: str | None = None
        """Id in the logbook, once it has begun."""
        self.last_ns = 0
        """Time of the latest item."""
        self.waits_for_logbook = False
        """Whether another program has kept the logbook from being written for a while."""
        self._cut_off = to if isinstance(to, LoggedSession) else None
        self._recorder = to if isinstance(to, RecordingWriter) else None
        self._ownership: Ownership | None = None
        self._books: Bookkeeper | None = None
        self._first_ns: int | None = None
        self._is_hurried = False

    async def begin(self, profiles: Mapping[str, str], t_ns: int) -> SessionEvent | None:
        """Enter the session in recording and logbook, and lock it; return its first item, at ``t_ns``, if it is new.

        ``profiles`` are those of the source that are known already. Raises :class:`SessionError` where a session that
        was cut off runs in another window.
        """
        if self._cut_off is not None:
            self._ownership = own_recording(self._cut_off)
            self._books = Bookkeeper(self._cut_off.clock_start_utc)
            self.session_id = self._cut_off.id
            return None
        assert self._recorder is not None
        start_utc = datetime.now(UTC)
        software = f"sensorlog {__version__}"
        self._ownership = Ownership(self._recorder.path)
        for profile_id, toml in profiles.items():
            self._recorder.attach_profile(profile_id, toml)
        await self._patiently(partial(self._enter, self._recorder.path, start_utc, software))
        self._books = Bookkeeper(start_utc)
        start: dict[str, JsonValue] = {
            "start_utc": start_utc.isoformat(),
            "software": software,
            "demo": self.logbook.demo,
        }
        return SessionEvent(t_ns, SessionEventKind.SESSION, None, start)

    def _enter(self, recording: Path, start_utc: datetime, software: str) -> None:
        self.session_id = self.logbook.begin_session(
            start_utc=start_utc, recording=recording, analysis_version=ANALYSIS_VERSION, software=software
        )

    def past(self) -> Iterator[list[Packet | SessionEvent]]:
        """Yield what was recorded before the session was cut off, a key of the person alone; then it can be written on.

        Raises :class:`RecordingError` where the recording cannot be read, or not be continued.
        """
        if self._cut_off is None:
            return
        with continue_recording(self._cut_off.evidence) as known:
            for items in batches(known):
                if self._first_ns is None:
                    self._first_ns = items[0].t_ns
                self.last_ns = max(self.last_ns, *(item.t_ns for item in items))
                yield items
            self._recorder = known.writer()

    def usuals(self) -> UsualsOf:
        """Return what the trunk is compared with: the usual as it was when the session began."""
        if self._cut_off is not None:
            return kept_usuals(self.logbook, self._cut_off.start_utc, self._cut_off.id)
        return kept_usuals(self.logbook, before=datetime.now(UTC))

    def now_ns(self) -> int:
        """Return the present on the time scale of what was recorded before, so that the hole is as long as it was.

        By the wall clock: another process, or a computer that was restarted, has no other clock in common with it.
        """
        if self._cut_off is None or self._first_ns is None:
            raise ValueError("there is no past to measure from")
        since = datetime.now(UTC) - self._cut_off.clock_start_utc
        return max(self.last_ns, self._first_ns + round(since.total_seconds() * 1e9))

    def write(self, item: Packet | SessionEvent, profiles: Mapping[str, str]) -> None:
        """Put an item into the recording; before a sensor that joins its profile, which may not be known sooner."""
        if self._recorder is None:
            raise ValueError("its past is to be read first")
        if isinstance(item, SessionEvent) and item.kind is SessionEventKind.SENSOR:
            profile_id = item.data.get("profile")
            if isinstance(profile_id, str) and (toml := profiles.get(profile_id)) is not None:
                self._recorder.attach_profile(profile_id, toml)
        self._recorder.write(item)
        self.last_ns = max(self.last_ns, item.t_ns)

    async def keep(self, items: Sequence[Item], events: Sequence[Event]) -> None:
        """Enter in the logbook what belongs there of ``items`` and the ``events`` that they gave."""
        assert self._books is not None
        assert self.session_id is not None
        entries = self._books.entries(items, events)
        if entries:
            await self._patiently(partial(write, self.logbook, self.session_id, ANALYSIS_VERSION, entries))

    async def _patiently(self, writing: Callable[[], None]) -> None:
        """Write into the logbook, again and again where another program is at it: it may take in years of training.

        The disk may be slow, too. Packets go on being recorded meanwhile. Cancelled, it waits for what is being
        written: whoever comes next has to know whether it is there.
        """
        give_up_s = time.monotonic() + _PATIENCE_S
        while True:
            attempt = asyncio.create_task(asyncio.to_thread(writing))
            try:
                await asyncio.shield(attempt)
            except LogbookBusyError:
                if self._is_hurried or time.monotonic() > give_up_s:
                    raise
                self.waits_for_logbook = True
            except asyncio.CancelledError:
                await asyncio.gather(attempt, return_exceptions=True)
                raise
            else:
                self.waits_for_logbook = False
                return

    def hurry(self) -> None:
        """Wait no longer for a logbook that another program writes: what cannot be entered at once fails."""
        self._is_hurried = True

    async def end(self) -> None:
        """Close the recording and end the session in the logbook."""
        if self._recorder is None or self.session_id is None:
            return
        self._recorder.close()
        sha256 = await asyncio.to_thread(file_sha256, self._recorder.path)
        await self._patiently(
            partial(
                self.logbook.end_session,
                self.session_id,
                ended_utc=datetime.now(UTC),
                recording_sha256=sha256,
                analysis_version=ANALYSIS_VERSION,
            )
        )

    def stopped_by(self, error: Exception) -> SessionError:
        """Say what is safe where the session cannot go on."""
        finish = f"sensorlog sessions finish {self.session_id}{' --demo' if self.logbook.demo else ''}"
        return SessionError(
            f"the session was stopped: {error}. What came before is safe: once that is mended, `{finish}` completes "
            "the session"
        )

    def close(self) -> None:
        """Let go of the recording, however it went."""
        if self._recorder is not None:
            with suppress(SensorlogError):  # what was to be said of the disk has been said
                self._recorder.close()
        if self._ownership is not None:
            self._ownership.release()
        if self._recorder is not None and self.session_id is None:
            with suppress(OSError):  # it never began: nothing was recorded, and no list would ever show the file
                self._recorder.path.unlink()
