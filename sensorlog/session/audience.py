"""Listeners: told of everything, and unable to hold anything up."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from sensorlog.events import Event

__all__ = ["Audience", "Listener"]

Listener = Callable[[Sequence[Event]], Awaitable[None] | None]
"""Called in the event loop with the events that are new; with none of them where only a key changed the state."""

WAITING = 1000
"""Calls that may wait for one listener. A slower one misses the oldest: the state still tells everything."""
FAREWELL_S = 2.0
"""How long the end of a session waits for a listener."""

_log = logging.getLogger(__name__)


class Audience:
    """All listeners of a session, each with a queue and a task of its own."""

    def __init__(self) -> None:
        self._seats: list[_Seat] = []

    def add(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; return what takes it out again."""
        seat = _Seat(listener)
        self._seats.append(seat)

        def leave() -> None:
            if seat in self._seats:
                self._seats.remove(seat)
                seat.leave()

        return leave

    def tell(self, events: Sequence[Event]) -> None:
        """Hand ``events`` to every listener's queue."""
        for seat in self._seats:
            seat.tell(events)

    async def room(self) -> None:
        """Wait until no listener is about to miss anything: for sessions that may wait."""
        for seat in list(self._seats):
            await seat.room()

    async def farewell(self) -> None:
        """Let listeners hear what is waiting for them, for a little while, and end."""
        seats, self._seats = self._seats, []
        await asyncio.gather(*(seat.farewell() for seat in seats))


class _Seat:
    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._waiting: deque[Sequence[Event]] = deque(maxlen=WAITING)
        self._filled = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._task: asyncio.Task[None] | None = None

    def tell(self, events: Sequence[Event]) -> None:
        if self._task is not None and self._task.done():
            return  # it failed
        self._waiting.append(events)
        self._filled.set()
        self._idle.clear()
        if self._task is None:
            self._task = asyncio.create_task(self._deliver())

    async def room(self) -> None:
        if len(self._waiting) > WAITING // 2:
            await self._idle.wait()

    def leave(self) -> None:
        self._idle.set()
        if self._task is not None:
            self._task.cancel()

    async def farewell(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), FAREWELL_S)
        self.leave()

    async def _deliver(self) -> None:
        try:
            while True:
                while self._waiting:
                    done = self._listener(self._waiting.popleft())
                    if inspect.isawaitable(done):
                        await done
                self._idle.set()
                self._filled.clear()
                await self._filled.wait()
        except Exception:
            # A screen with a fault must not cost the session; its listener is not called again.
            _log.exception("a listener failed and is not called again")
            self._idle.set()
