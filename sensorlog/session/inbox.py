"""Between what arrives and what is analysed: a bounded queue that hands out batches and never delays who puts."""

from __future__ import annotations

import asyncio
from collections import deque

from sensorlog.session.errors import SessionError
from sensorlog.session.keys import is_key
from sensorlog.session.source import Item, Turn

__all__ = ["Inbox"]

LIMIT = 100_000
"""Items that may wait: a quarter of an hour of one sensor at 100 packets/s, some 30 MB."""
ROOM = 256
"""Below this a source that need not keep real time may go on."""
BATCH = 64
"""Most items handed out at once, so that the event loop gets its turn."""


class Inbox:
    """Items in order of arrival. A key of the person is handed out alone: what it changes is written down with it.

    So is a :class:`Turn` of a replay.
    """

    def __init__(self) -> None:
        self._items: deque[Item | Turn] = deque()
        self._closed = False
        self._filled = asyncio.Event()
        self._drained = asyncio.Event()

    def put(self, item: Item | Turn) -> None:
        """Append an item. Raises :class:`SessionError` where analysis is hopelessly behind."""
        if len(self._items) >= LIMIT:
            raise SessionError("analysis cannot keep up with the sensors: close other programs, or use a lower rate")
        self._items.append(item)
        self._filled.set()

    def close(self) -> None:
        """Nothing more will come."""
        self._closed = True
        self._filled.set()

    async def room(self) -> None:
        """Wait until few items are waiting."""
        while len(self._items) >= ROOM:
            self._drained.clear()
            await self._drained.wait()

    async def batch(self) -> list[Item] | Turn:
        """Wait for items and return some, or the turn that comes next; an empty list once it is closed and empty."""
        while not self._items and not self._closed:
            self._filled.clear()
            await self._filled.wait()
        taken: list[Item] = []
        while self._items and len(taken) < BATCH:
            item = self._items[0]
            alone = is_key(item) or isinstance(item, Turn)
            if alone and taken:
                break
            self._items.popleft()
            if isinstance(item, Turn):
                return item
            taken.append(item)
            if alone:
                break
        if len(self._items) < ROOM:
            self._drained.set()
        return taken
