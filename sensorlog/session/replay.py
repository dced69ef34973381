"""A recording, or an export of another app, as a source: the same items again, at any speed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from sensorlog.imu import Gap, ImuBlock
from sensorlog.recordings import Recording, SampleRecording, open_any
from sensorlog.session.source import Item, Sink

__all__ = ["ReplaySource"]

PIECE_S = 0.1
"""An export comes as one table; it is played in pieces that look like notifications."""


class ReplaySource:
    """Plays the file at ``path``, ``speed`` times as fast as it happened; ``None``: as fast as it can be analysed.

    The speed may be changed while it plays. A recording that was cut off plays up to the cut. Raises
    :class:`RecordingError` where the file cannot be read: here where it cannot be opened, later from :meth:`run`.
    """

    def __init__(self, path: Path, speed: float | None = 1.0) -> None:
        if speed is not None and not speed > 0:
            raise ValueError(f"speed {speed} is not above 0")
        self.path = path
        self.speed = speed
        self._opened = open_any(path)
        self._now_s = 0.0

    @property
    def profiles(self) -> Mapping[str, str]:
        """Profiles of the recording, as far as it has been read."""
        return self._opened.profiles if isinstance(self._opened, Recording) else {}

    def now_ns(self) -> int:
        """Return the time of the last item."""
        return round(self._now_s * 1e9)

    async def run(self, sink: Sink) -> None:
        """Deliver every item; the session events among them included."""
        loop = asyncio.get_running_loop()
        due_s = loop.time()
        is_first = True
        for t_s, item in _timed(self._opened):
            if self.speed is None or is_first:
                due_s, is_first = loop.time(), False
            else:
                # Summed up and not from the start, so that a change of speed does not make it jump.
                due_s += max(0.0, t_s - self._now_s) / self.speed
                if (wait_s := due_s - loop.time()) > 0:
                    await asyncio.sleep(wait_s)
            self._now_s = max(self._now_s, t_s)
            sink(item)
            await sink.room()


def _timed(opened: Recording | SampleRecording) -> Iterator[tuple[float, Item]]:
    """Yield items with the time at which each was there."""
    if isinstance(opened, Recording):
        with opened:
            for item in opened:
                yield item.t_ns / 1e9, item
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
