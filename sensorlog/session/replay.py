"""A recording, or an export of another app, as a source: the same items again, at any speed and from any moment."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

import numpy as np

from sensorlog.imu import Gap, ImuBlock, Packet
from sensorlog.recordings import Recording, SampleRecording, notes_about, open_any
from sensorlog.session.source import Item, Sink, Turn

__all__ = ["ReplaySource"]

PIECE_S = 0.1
"""An export comes as one table; it is played in pieces that look like notifications."""
_AT_ONCE = 64
"""Items handed on between two looks at what the person wants, while it goes to another moment."""


class ReplaySource:
    """Plays the file at ``path``, ``speed`` times as fast as it happened; ``None``: as fast as it can be analysed.

    Speed, :attr:`is_paused` and the moment may be changed while it plays: going back begins anew and hands everything
    up to there on without waiting, through the same analysis. With ``stays`` its end is a moment like any other, from
    which a person may go back. A recording that was cut off plays up to the cut. Raises :class:`RecordingError` where
    the file cannot be read: here where it cannot be opened, later from :meth:`run`, where nothing is in it, too.
    """

    def __init__(self, path: Path, speed: float | None = 1.0, *, stays: bool = False) -> None:
        self.path = path
        self.stays = stays
        self._changed = asyncio.Event()
        self.speed = speed
        self._opened = open_any(path)
        self._now_s = self.begins_s
        self._origin_s: float | None = None
        """Time at which session time is 0."""
        self._is_paused = False
        self._wanted_s: float | None = None
        self._is_at_end = False

    @property
    def speed(self) -> float | None:
        """How many times real time."""
        return self._speed

    @speed.setter
    def speed(self, speed: float | None) -> None:
        if speed is not None and not speed > 0:
            raise ValueError(f"speed {speed} is not above 0")
        self._speed = speed
        self._changed.set()

    @property
    def is_paused(self) -> bool:
        """Whether it stands still; it can be sent to another moment all the same."""
        return self._is_paused

    @is_paused.setter
    def is_paused(self, is_paused: bool) -> None:
        self._is_paused = is_paused
        self._changed.set()

    @property
    def is_at_end(self) -> bool:
        """Whether everything has been played."""
        return self._is_at_end

    @property
    def begins_s(self) -> float:
        """Session time of its beginning: 0, or where the times of an export begin."""
        return self._opened.begins_s if isinstance(self._opened, SampleRecording) else 0.0

    @property
    def position_s(self) -> float:
        """Session time at which it is, or to which it is on the way."""
        return self._session_s(self._now_s) if self._wanted_s is None else self._wanted_s

    @property
    def is_on_the_way(self) -> bool:
        """Whether it is going to another moment."""
        return self._wanted_s is not None

    def seek(self, t_s: float) -> None:
        """Go to a moment of session time; beyond the end it is the end."""
        self._wanted_s = max(self.begins_s, t_s)
        self._changed.set()

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for people about what was odd in the file, as far as it has been read."""
        return notes_about(self._opened)

    @property
    def is_cut_off(self) -> bool:
        """Whether the file ends here, too soon: it was cut off or damaged, or is still being written."""
        return isinstance(self._opened, Recording) and self._opened.cut_at_byte is not None

    @property
    def profiles(self) -> Mapping[str, str]:
        """Profiles of the recording, as far as it has been read."""
        return self._opened.profiles if isinstance(self._opened, Recording) else {}

    def now_ns(self) -> int:
        """Return the time of the last item."""
        return round(self._now_s * 1e9)

    def batches(self, size: int) -> Iterator[list[Item]]:
        """Yield all items at once, ``size`` at a time, instead of playing them."""
        timed = _timed(self._opened)
        while items := [item for _, item in islice(timed, size)]:
            yield items

    async def run(self, sink: Sink) -> None:
        """Deliver every item; the session events among them included."""
        timed = _timed(self._opened)
        loop = asyncio.get_running_loop()
        due_s: float | None = None
        waiting: tuple[float, Item] | None = None
        while True:
            self._changed.clear()
            if self._wanted_s is not None:
                if self._wanted_s < self._session_s(self._now_s):
                    sink.turn(Turn.ANEW)
                    timed, waiting = self._again(), None
                waiting, due_s = await self._hurry(timed, waiting, self._wanted_s, sink), None
                continue
            waiting = next(timed, None) if waiting is None else waiting
            if waiting is None and not self._is_at_end:
                self._is_at_end = True
                sink.turn(Turn.END)
            if waiting is None and not self.stays:
                return
            if waiting is None or self._is_paused:
                await self._changed.wait()
                due_s = None
                continue
            t_s, item = waiting
            if self.speed is not None and due_s is not None:
                # Summed up and not from the start, so that a change of speed does not make it jump.
                if await self._woken(due_s + max(0.0, t_s - self._now_s) / self.speed - loop.time()):
                    due_s = loop.time()
                    continue
                due_s += max(0.0, t_s - self._now_s) / self.speed
            else:
                due_s = loop.time()
            self._deliver(t_s, item, sink)
            waiting = None
            await sink.room()

    async def _woken(self, seconds: float) -> bool:
        """Wait; return whether the person wanted something meanwhile."""
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), seconds)
        return self._changed.is_set()

    async def _hurry(
        self, timed: Iterator[tuple[float, Item]], waiting: tuple[float, Item] | None, wanted_s: float, sink: Sink
    ) -> tuple[float, Item] | None:
        """Hand on what happened up to ``wanted_s``, unless the person wants another moment; return the next item."""
        count = 0
        while self._wanted_s == wanted_s:
            waiting = next(timed, None) if waiting is None else waiting
            if waiting is None or (self._origin_s is not None and waiting[0] - self._origin_s > wanted_s):
                if waiting is not None and self._origin_s is not None:
                    self._now_s = max(self._now_s, self._origin_s + wanted_s)
                self._wanted_s = None
                return waiting
            self._deliver(*waiting, sink)
            waiting = None
            count += 1
            if count % _AT_ONCE == 0:
                await sink.room()
                await asyncio.sleep(0)
        return waiting

    def _deliver(self, t_s: float, item: Item, sink: Sink) -> None:
        if self._origin_s is None and isinstance(item, Packet | ImuBlock | Gap):
            self._origin_s = t_s if isinstance(item, Packet) else 0.0
        self._now_s = max(self._now_s, t_s)
        sink(item)

    def _again(self) -> Iterator[tuple[float, Item]]:
        """Read the file from its beginning."""
        self._now_s, self._origin_s, self._is_at_end = self.begins_s, None, False
        if isinstance(self._opened, Recording):
            self._opened = open_any(self.path)
        return _timed(self._opened)

    def _session_s(self, t_s: float) -> float:
        return self.begins_s if self._origin_s is None else t_s - self._origin_s


def _timed(opened: Recording | SampleRecording) -> Iterator[tuple[float, Item]]:
    """Yield items with the time at which each was there."""
    if isinstance(opened, Recording):
        with opened:
            for item in opened:
                yield item.t_ns / 1e9, item
        opened.refuse_nothing()
        return
    blocks = list(opened.blocks())
    yield float(opened.streams[0].t_s[0]), opened.info()
    for block in blocks:
        if isinstance(block, Gap):
            yield block.end_s, block
            continue
        cuts = np.searchsorted(block.t_s, np.arange(block.t_s[0] + PIECE_S, block.t_s[-1], PIECE_S))
        edges = [0, *cuts.tolist(), len(block)]
        for start, end in pairwise(edges):
            if end > start:
                yield float(block.t_s[end - 1]), _part(block, slice(start, end))


def _part(block: ImuBlock, part: slice) -> ImuBlock:
    return replace(
        block,
        t_s=block.t_s[part],
        acc_m_s2=None if block.acc_m_s2 is None else block.acc_m_s2[part],
        gyr_rad_s=None if block.gyr_rad_s is None else block.gyr_rad_s[part],
    )
