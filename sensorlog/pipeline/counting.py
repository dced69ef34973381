"""One run of ``motion`` over a sensor, its sets numbered on from the runs before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sensorlog.events import Event, Rep, SetConfirmed, SetEnded, SetStarted, SetWithdrawn
from sensorlog.imu import StreamInfo
from sensorlog.motion import Motion

__all__ = ["Counting"]


class Counting:
    """Counts with the rates of ``info``; ``taken`` numbers of sets are in use already.

    ``motion`` numbers its sets from 1, and a sensor that comes back with other rates needs another ``motion``: ids have
    to stay unique in the recording all the same.
    """

    def __init__(self, info: StreamInfo, taken: int = 0) -> None:
        self.info = info
        self.motion = Motion(info)
        self.sets = taken
        """Highest number in use."""
        self._taken = taken

    def numbered(self, events: Sequence[Event]) -> list[Event]:
        """Move the ids of sets and reps behind those that are taken, and say of each set where the sensor sits."""
        return [self._moved(event) for event in events]

    def _moved(self, event: Event) -> Event:
        if not isinstance(event, SetStarted | SetConfirmed | SetWithdrawn | SetEnded | Rep):
            return event
        sensor, _, number = event.set_id.rpartition("/")
        moved = int(number) + self._taken
        self.sets = max(self.sets, moved)
        if isinstance(event, SetStarted):
            event = replace(event, placement=self.info.placement, clip_site=self.info.clip_site)
        if not self._taken:
            return event
        set_id = f"{sensor}/{moved}"
        if isinstance(event, Rep):
            return replace(event, set_id=set_id, rep_id=f"{set_id}/{event.rep_id.rpartition('/')[2]}")
        return replace(event, set_id=set_id)
