"""The live loop: an item is recorded, then analysed, then kept and shown. Evidence waits for nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime

from sensorlog import __version__
from sensorlog.errors import SensorlogError
from sensorlog.events import Event, JsonValue, SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Role
from sensorlog.logbook import EditOp, Logbook, Person
from sensorlog.motion import Trace
from sensorlog.pipeline import ANALYSIS_VERSION, Pipeline, SessionFold, Usuals, UsualsOf
from sensorlog.profiles import Registry
from sensorlog.recordings import RecordingWriter
from sensorlog.session.audience import Audience, Listener
from sensorlog.session.bookkeeper import Bookkeeper, write
from sensorlog.session.errors import SessionError
from sensorlog.session.finish import file_sha256
from sensorlog.session.inbox import Inbox
from sensorlog.session.keys import checked
from sensorlog.session.owner import Ownership
from sensorlog.session.pairing import new_pairing
from sensorlog.session.replay import ReplaySource
from sensorlog.session.source import Item, Source, Turn
from sensorlog.session.usuals import kept_usuals
from sensorlog.session.wanted import Clip

__all__ = ["LiveSession"]


class LiveSession:
    """One session, from ``source`` to the screen. :meth:`run` it once; everything else may be called meanwhile.

    ``recorder`` and ``logbook`` are both ``None`` for a replay: it writes nothing and takes no keys. :attr:`state` is
    what stands now (a fold of all events), current whenever a listener is called. The trunk's motion is compared with
    ``usuals``; without them with the person's usual out of the logbook, which grows in the session.
    """

    def __init__(
        self,
        source: Source,
        recorder: RecordingWriter | None,
        logbook: Logbook | None,
        registry: Registry,
        usuals: Usuals | UsualsOf | None = None,
    ) -> None:
        if (recorder is None) != (logbook is None):
            raise ValueError("a session is both recorded and kept, or neither")
        self.session_id: str | None = None
        """Id in the logbook, once it runs; ``None`` for a replay."""
        self.state = SessionFold()
        self.newcomers: tuple[Clip, ...] = ()
        """Sensors that were taken although nobody said whose they are: a screen may offer to :meth:`remember` them."""
        self._source = source
        self._recorder = recorder
        self._logbook = logbook
        self._registry = registry
        self._usuals = usuals
        self._pipeline = self._new_pipeline()
        self._audience = Audience()
        self._inbox = Inbox()
        self._books: Bookkeeper | None = None
        self._last_ns = 0
        self._failure: asyncio.Future[None] | None = None
        self._feeder: asyncio.Task[None] | None = None
        self._feeding = False
        self._stopping = False
        self._source_error: SensorlogError | None = None

    @property
    def takes_keys(self) -> bool:
        """Whether what a person enters is recorded now: not so before the start, after the end, and in a replay."""
        return self._recorder is not None and self._feeding

    @property
    def is_replay(self) -> bool:
        """Whether it shows what was recorded before, and records nothing."""
        return self._recorder is None

    @property
    def transport(self) -> ReplaySource | None:
        """What plays a recording, to be stopped, sped up and sent to other moments; ``None``: this is live."""
        return self._source if isinstance(self._source, ReplaySource) else None

    @property
    def logbook(self) -> Logbook | None:
        """Where it is kept; ``None`` for a replay."""
        return self._logbook

    @property
    def now_s(self) -> float:
        """Session time: seconds from the first packet, or a file's own time; 0 before that."""
        return self._pipeline.session_time_s(self._source.now_ns())

    def trace(self) -> Trace | None:
        """Return the recent signal of the sensor that counts, for a screen; ``None`` before its first samples."""
        shown = self.state.current_set or self.state.last_set
        if shown is not None:
            return self._pipeline.trace(shown.sensor)
        return next((self._pipeline.trace(sensor.name) for sensor in self._pipeline.sensors), None)

    def person_called(self, label: str) -> Person:
        """Return the person of that name, known or new. Raises :class:`LogbookError` for what is no name."""
        if self._logbook is None:
            raise ValueError("a replay knows nobody")
        return self._logbook.person_called(label)

    def remember(self, clip: Clip) -> None:
        """Keep one of the :attr:`newcomers` as the person's own. Raises :class:`LogbookError`."""
        if self._logbook is None or clip.found is None:
            raise ValueError("there is nothing to remember")
        self._logbook.pair(new_pairing(clip.found, clip.role, self._logbook.pairings()))
        self.newcomers = tuple(each for each in self.newcomers if each is not clip)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` told of all events from now on; return what ends that.

        It is called in the event loop, after :attr:`state` has them and the logbook holds what belongs there. It may be
        a coroutine function. A slow one holds up neither recording nor analysis.
        """
        return self._audience.add(listener)

    def key(self, kind: SessionEventKind, data: Mapping[str, JsonValue] | None = None) -> None:
        """Record what the person entered, in order with the packets; analysis applies it at its place.

        Listeners hear of it once it is in the logbook. Raises ``ValueError`` where ``kind`` is no key, ``data`` is not
        what it should be, or the session takes no keys. Where a sensor sits is said by :meth:`move`.
        """
        if kind is SessionEventKind.ROLE:
            raise ValueError("a role is of one sensor: move it")
        self._enter(kind, None, data or {})

    def say(self, set_id: str, op: EditOp, value: JsonValue) -> None:
        """Record what the person says of one set: reps, load, effort … or that it was none (:class:`EditOp`).

        Raises ``ValueError`` where there is no such set, ``value`` cannot be, or the session takes no keys.
        """
        about = self.state.set_called(set_id)
        if about is None:
            raise ValueError(f"there is no set {set_id!r}")
        end_s = max(about.start_s, self.now_s if about.end_s is None else about.end_s)
        data: dict[str, JsonValue] = {
            "op": op.value,
            "value": value,
            "set_id": set_id,
            "start_s": about.start_s,
            "end_s": end_s,
        }
        self._enter(SessionEventKind.SAID, None, data)

    def move(self, sensor: str, role: Role) -> None:
        """Record that the person has put ``sensor`` elsewhere: a set that it has open ends, the next one has that role.

        Raises ``ValueError`` where there is no such sensor or the session takes no keys.
        """
        if sensor not in self.state.sensors:
            raise ValueError(f"there is no sensor {sensor!r}")
        data: dict[str, JsonValue] = {"placement": role.placement.value, "clip_site": role.clip_site}
        self._enter(SessionEventKind.ROLE, sensor, data)

    def _enter(self, kind: SessionEventKind, sensor: str | None, data: Mapping[str, JsonValue]) -> None:
        if not self.takes_keys:
            raise ValueError("this session takes no keys")
        self._take(SessionEvent(self._now_ns(), kind, sensor, checked(kind, data)))

    def stop(self) -> None:
        """End the session: sensors are told to stop, what has arrived is analysed, everything is kept."""
        if self._feeder is not None and self._feeding and not self._stopping:
            self._feeder.cancel()
        self._stopping = True

    async def run(self) -> None:
        """Run the session until its source has nothing more, or :meth:`stop`.

        Cancelled, it ends as with :meth:`stop` before it lets go. Raises what the source raises, after ending well; and
        :class:`SessionError` where the recording or the logbook cannot be written: what was recorded until then is
        safe, and the session can be finished from it.
        """
        self._failure = asyncio.get_running_loop().create_future()
        ownership = self._begin()
        self._feeder = asyncio.create_task(self._feed())
        analyst = asyncio.create_task(self._analyse())
        parts: set[asyncio.Future[None]] = {self._feeder, analyst, self._failure}
        try:
            try:
                await self._outcome(analyst, parts)
            except asyncio.CancelledError:
                self.stop()
                await self._outcome(analyst, parts)
                await self._end()
                raise
            await self._end()
        except (SensorlogError, OSError) as error:
            if self.session_id is None:
                raise
            raise SessionError(
                f"the session was stopped: {error}. What came before is safe: once that is mended, "
                f"`sensorlog sessions finish {self.session_id}` completes the session"
            ) from error
        finally:
            for part in parts:
                part.cancel()
            await asyncio.gather(*parts, return_exceptions=True)
            if self._recorder is not None:
                with suppress(SensorlogError):  # what was to be said of the disk has been said
                    self._recorder.close()
            if ownership is not None:
                ownership.release()
            await self._audience.farewell()  # last of all: whoever listens holds nothing up
        if self._source_error is not None:
            raise self._source_error

    async def _outcome(self, analyst: asyncio.Task[None], parts: set[asyncio.Future[None]]) -> None:
        """Wait until all is analysed, or until the first part fails, and raise what it failed with."""
        while not analyst.done():
            done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            for part in done:
                part.result()
            parts -= done

    def _begin(self) -> Ownership | None:
        """Enter the session in recording and logbook; return the lock that says that it runs."""
        if self._recorder is None or self._logbook is None:
            return None
        start_utc = datetime.now(UTC)
        software = f"sensorlog {__version__}"
        ownership = Ownership(self._recorder.path)
        try:
            for profile_id, toml in self._source.profiles.items():
                self._recorder.attach_profile(profile_id, toml)
            self.session_id = self._logbook.begin_session(
                start_utc=start_utc,
                recording=self._recorder.path,
                analysis_version=ANALYSIS_VERSION,
                software=software,
            )
        except BaseException:
            ownership.release()
            raise
        self._books = Bookkeeper(start_utc)
        start: dict[str, JsonValue] = {
            "start_utc": start_utc.isoformat(),
            "software": software,
            "demo": self._logbook.demo,
        }
        self._take(SessionEvent(self._now_ns(), SessionEventKind.SESSION, None, start))
        return ownership

    async def _feed(self) -> None:
        self._feeding = not self._stopping
        try:
            if self._feeding:
                await self._source.run(_SessionSink(self._take, self._inbox.put, self._room))
        except asyncio.CancelledError:
            if not self._stopping:
                raise
        except SensorlogError as error:
            self._source_error = error  # the evidence is fine: the session ends as if it had been stopped
        self._feeding = False
        if self._recorder is not None:
            self._take(SessionEvent(self._now_ns(), SessionEventKind.END))
        self._inbox.close()

    def _take(self, item: Item) -> None:
        """Record an item, then queue it for analysis. What goes wrong ends the session, not the caller."""
        if self._failure is None or self._failure.done():
            return
        try:
            if self._recorder is not None and isinstance(item, Packet | SessionEvent):
                if isinstance(item, SessionEvent) and item.kind is SessionEventKind.SENSOR:
                    self._attach_profile(self._recorder, item)
                self._recorder.write(item)
                self._last_ns = max(self._last_ns, item.t_ns)
            self._inbox.put(item)
        except (SensorlogError, OSError) as error:
            self._failure.set_exception(error)

    def _attach_profile(self, recorder: RecordingWriter, joined: SessionEvent) -> None:
        """Keep the profile of a sensor that joins before it; that of one which was late is not known sooner."""
        profile_id = joined.data.get("profile")
        if isinstance(profile_id, str) and (toml := self._source.profiles.get(profile_id)) is not None:
            recorder.attach_profile(profile_id, toml)

    async def _room(self) -> None:
        await self._inbox.room()
        await self._audience.room()

    async def _analyse(self) -> None:
        while items := await self._inbox.batch():
            if isinstance(items, Turn):
                await self._turn(items)
            else:
                await self._keep_and_tell(items, self._pipeline.push(items))
            await asyncio.sleep(0)  # let keys and packets in
        await self._keep_and_tell([], self._pipeline.finish())

    async def _turn(self, turn: Turn) -> None:
        """Begin anew, or end what is open, where a replay says so."""
        if turn is Turn.END:
            await self._keep_and_tell([], self._pipeline.finish())
        else:
            self._pipeline, self.state = self._new_pipeline(), SessionFold()

    def _new_pipeline(self) -> Pipeline:
        usuals = self._usuals
        if usuals is None:
            kept = self._logbook
            usuals = Usuals(grows=True) if kept is None else kept_usuals(kept, before=datetime.now(UTC))
        return Pipeline(self._registry, attached=self._source.profiles, usuals=usuals)

    async def _keep_and_tell(self, items: list[Item], events: list[Event]) -> None:
        if self._books is not None and self._logbook is not None and self.session_id is not None:
            entries = self._books.entries(items, events)
            if entries:
                # The disk may be slow and the logbook in use elsewhere: packets go on being recorded meanwhile.
                await asyncio.to_thread(write, self._logbook, self.session_id, ANALYSIS_VERSION, entries)
        self.state.apply(items, events)
        self._audience.tell(events)

    async def _end(self) -> None:
        """Close the recording and the session in the logbook."""
        if self._recorder is None or self._logbook is None or self.session_id is None:
            return
        self._recorder.close()
        sha256 = await asyncio.to_thread(file_sha256, self._recorder.path)
        await asyncio.to_thread(
            self._logbook.end_session,
            self.session_id,
            ended_utc=datetime.now(UTC),
            recording_sha256=sha256,
            analysis_version=ANALYSIS_VERSION,
        )

    def _now_ns(self) -> int:
        """Time of an entry: never before what is recorded already."""
        return max(self._source.now_ns(), self._last_ns)


class _SessionSink:
    """What the source is given."""

    def __init__(
        self, take: Callable[[Item], None], turn: Callable[[Turn], None], room: Callable[[], Awaitable[None]]
    ) -> None:
        self._take = take
        self._turn = turn
        self._room = room

    def __call__(self, item: Item) -> None:
        self._take(item)

    def turn(self, turn: Turn) -> None:
        self._turn(turn)

    async def room(self) -> None:
        await self._room()
