"""What a session gives its source: items go in here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from sensorlog.events import SessionEvent
from sensorlog.imu import Packet
from sensorlog.session.source import Item, Turn

__all__ = ["SessionSink"]


@dataclass(frozen=True, slots=True)
class SessionSink:
    """A :class:`~sensorlog.session.source.Sink` of what the session does with items."""

    take: Callable[[Item], None]
    turned: Callable[[Turn], None]
    rooms: tuple[Callable[[], Awaitable[None]], ...]
    later_ns: int = 0
    """Is added to the source's clock: a session that goes on keeps the time scale that it began with."""

    def __call__(self, item: Item) -> None:
        """Take an item."""
        if self.later_ns and isinstance(item, Packet | SessionEvent):
            item = replace(item, t_ns=item.t_ns + self.later_ns)
        self.take(item)

    def turn(self, turn: Turn) -> None:
        """Take note that a replay turns here."""
        self.turned(turn)

    async def room(self) -> None:
        """Wait until analysis and listeners have caught up."""
        for has_room in self.rooms:
            await has_room()
