"""The live loop: an item is recorded, then analysed, then kept and shown. Evidence waits for nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from enum import StrEnum

from sensorlog.errors import SensorlogError
from sensorlog.events import JsonValue, SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Role
from sensorlog.logbook import EditOp, Logbook, Person
from sensorlog.motion import Trace, preload
from sensorlog.pipeline import SessionFold, Usuals, UsualsOf
from sensorlog.profiles import Registry
from sensorlog.session.analysis import Analysis
from sensorlog.session.audience import Audience, Listener
from sensorlog.session.entering import key_pressed, said_of_set, sensor_moved
from sensorlog.session.inbox import Inbox
from sensorlog.session.pairing import new_pairing
from sensorlog.session.record import Record
from sensorlog.session.replay import ReplaySource
from sensorlog.session.resuming import links_cut_off
from sensorlog.session.sink import SessionSink
from sensorlog.session.source import Item, Source
from sensorlog.session.wanted import Clip

__all__ = ["LiveSession", "LogbookWait"]


class LogbookWait(StrEnum):
    """What of a session waits for a logbook that another program writes."""

    BEGIN = "begin"
    """Nothing is recorded before the session is entered."""
    KEEP = "keep"
    """All is recorded; entries and counts follow from there."""
    END = "end"
    """All is recorded, and nothing more comes."""


class LiveSession:
    """One session, from ``source`` to the screen. :meth:`run` it once; everything else may be called meanwhile.

    ``record`` is ``None`` for a replay: it writes nothing and takes no keys. A session that was cut off is caught up
    with first, and the time between is a hole in it. The trunk's motion is compared with ``usuals``; without them with
    the person's usual out of the logbook, which grows in the session.
    """

    def __init__(
        self, source: Source, record: Record | None, registry: Registry, usuals: Usuals | UsualsOf | None = None
    ) -> None:
        self.newcomers: tuple[Clip, ...] = ()
        """Sensors that were taken although nobody said whose they are: a screen may offer to :meth:`remember` them."""
        self._source = source
        self._record = record
        self._audience = Audience()
        self._analysis = Analysis(registry, source.profiles, record, usuals, self._audience)
        self._inbox = Inbox()
        self._later_ns: int | None = None
        """What the session's time scale is ahead of the source's clock; ``None``: the past is not caught up with."""
        self._failure: asyncio.Future[None] | None = None
        self._feeder: asyncio.Task[None] | None = None
        self._feeding = False
        self._stopping = False
        self._source_error: SensorlogError | None = None

    @property
    def state(self) -> SessionFold:
        """What stands now (a fold of all events), current whenever a listener is called."""
        return self._analysis.state

    @property
    def takes_keys(self) -> bool:
        """Whether what a person enters is recorded now: not so before the start, after the end, and in a replay."""
        return self._record is not None and self._feeding

    @property
    def session_id(self) -> str | None:
        """Id in the logbook, once it runs; ``None`` for a replay."""
        return None if self._record is None else self._record.session_id

    @property
    def is_replay(self) -> bool:
        """Whether it shows what was recorded before, and records nothing."""
        return self._record is None

    @property
    def transport(self) -> ReplaySource | None:
        """What plays a recording, to be stopped, sped up and sent to other moments; ``None``: this is live."""
        return self._source if isinstance(self._source, ReplaySource) else None

    @property
    def logbook(self) -> Logbook | None:
        """Where it is kept; ``None`` for a replay."""
        return None if self._record is None else self._record.logbook

    @property
    def waits_for_logbook(self) -> LogbookWait | None:
        """What another program keeps from being written into the logbook; ``None``: nothing waits."""
        if self._record is None or not self._record.waits_for_logbook:
            return None
        if self.session_id is None:
            return LogbookWait.BEGIN
        return LogbookWait.KEEP if self._feeding else LogbookWait.END

    @property
    def now_s(self) -> float:
        """Session time: seconds from the first packet, or a file's own time; 0 before that."""
        pipeline, later_ns = self._analysis.pipeline, self._later_ns
        return pipeline.duration_s if later_ns is None else pipeline.session_time_s(self._source.now_ns() + later_ns)

    def trace(self) -> Trace | None:
        """Return the recent signal of the sensor that counts, for a screen; ``None`` before its first samples."""
        return self._analysis.trace()

    def person_called(self, label: str) -> Person:
        """Return the person of that name, known or new. Raises :class:`LogbookError` for what is no name."""
        if self.logbook is None:
            raise ValueError("a replay knows nobody")
        return self.logbook.person_called(label)

    def remember(self, clip: Clip) -> None:
        """Keep one of the :attr:`newcomers` as the person's own. Raises :class:`LogbookError`."""
        if self.logbook is None or clip.found is None:
            raise ValueError("there is nothing to remember")
        self.logbook.pair(new_pairing(clip.found, clip.role, self.logbook.pairings()))
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
        self._enter(key_pressed(self._now_ns, kind, data))

    def say(self, set_id: str, op: EditOp, value: JsonValue) -> None:
        """Record what the person says of one set: reps, load, effort … or that it was none (:class:`EditOp`).

        Raises ``ValueError`` where there is no such set, ``value`` cannot be, or the session takes no keys.
        """
        self._enter(said_of_set(self._now_ns, self.state, self.now_s, set_id, op, value))

    def move(self, sensor: str, role: Role) -> None:
        """Record that the person has put ``sensor`` elsewhere: a set that it has open ends, the next one has that role.

        Raises ``ValueError`` where there is no such sensor or the session takes no keys.
        """
        self._enter(sensor_moved(self._now_ns, self.state, sensor, role))

    def _enter(self, entered: SessionEvent) -> None:
        if not self.takes_keys:
            raise ValueError("this session takes no keys")
        self._take(entered)

    def stop(self) -> None:
        """End the session: sensors are told to stop, what has arrived is analysed, everything is kept.

        A logbook that another program writes is waited for; not any more when this is called again, nor where nothing
        has begun yet.
        """
        if self._record is not None and (self._stopping or self.session_id is None):
            self._record.hurry()
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
        parts: set[asyncio.Future[None]] = {self._failure}
        try:
            if self._record is not None:
                await self._begin(self._record)
            self._later_ns = self._later_ns or 0
            self._feeder = asyncio.create_task(self._feed())
            analyst = asyncio.create_task(self._analyse())
            parts |= {self._feeder, analyst}
            try:
                await self._outcome(analyst, parts)
            except asyncio.CancelledError:
                self.stop()
                await self._outcome(analyst, parts)
                await self._end()
                raise
            await self._end()
        except (SensorlogError, OSError) as error:
            if self._record is None or self.session_id is None:
                raise
            raise self._record.stopped_by(error) from error
        finally:
            try:
                for part in parts:
                    part.cancel()
                await asyncio.gather(*parts, return_exceptions=True)
            finally:  # an event loop that is closed cancels a second and a third time
                if self._record is not None:
                    self._record.close()
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

    async def _begin(self, record: Record) -> None:
        """Enter the session, or catch up with one that was cut off."""
        first = await record.begin(self._source.profiles, self._source.now_ns())
        if first is not None:
            self._take(first)
            return
        past = record.past()
        while items := await asyncio.to_thread(next, past, None):
            await self._analysis.take([*items])
        for cut_off in links_cut_off(self.state, record.last_ns):
            self._take(cut_off)
        self._later_ns = record.now_ns() - self._source.now_ns()

    async def _feed(self) -> None:
        self._feeding = not self._stopping
        try:
            if self._feeding:
                rooms = (self._inbox.room, self._audience.room)
                await self._source.run(SessionSink(self._take, self._inbox.put, rooms, self._later_ns or 0))
        except asyncio.CancelledError:
            if not self._stopping:
                raise
        except SensorlogError as error:
            self._source_error = error  # the evidence is fine: the session ends as if it had been stopped
        self._feeding = False
        if self._record is not None:
            self._take(SessionEvent(self._now_ns(), SessionEventKind.END))
        self._inbox.close()

    def _take(self, item: Item) -> None:
        """Record an item, then queue it for analysis. What goes wrong ends the session, not the caller."""
        if self._failure is None or self._failure.done():
            return
        try:
            if self._record is not None and isinstance(item, Packet | SessionEvent):
                self._record.write(item, self._source.profiles)
            self._inbox.put(item)
        except (SensorlogError, OSError) as error:
            self._failure.set_exception(error)

    async def _analyse(self) -> None:
        await asyncio.to_thread(preload)  # packets are recorded meanwhile
        while items := await self._inbox.batch():
            await self._analysis.take(items)
            await asyncio.sleep(0)  # let keys and packets in
        await self._analysis.finish()

    async def _end(self) -> None:
        if self._record is not None:
            await self._record.end()

    def _now_ns(self) -> int:
        """Time of an entry: never before what is recorded already."""
        last_ns = self._record.last_ns if self._record else 0
        return max(self._source.now_ns() + (self._later_ns or 0), last_ns)
