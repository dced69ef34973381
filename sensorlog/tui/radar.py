"""Listening for sensors while no session runs: one listener for all screens that show who is near."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress

from sensorlog.errors import SensorlogError
from sensorlog.profiles import Registry
from sensorlog.session import Nearby, NearSensor, remembered

__all__ = ["Radar"]

_WORKS_S = 1.0
"""Listening that has gone well for so long will go on."""
_AGAIN_S = 5.0
_SIGNAL_EVERY_S = 2.0
_KEPT_SIGNALS = 30
_MOST_SENSORS = 500
"""A busy street passes by; the ones that were met first go first."""


class Radar:
    """Hears sensors from :meth:`start` to :meth:`stop`. A session needs the adapter for itself."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """``say`` is told what goes wrong with the logbook, once."""
        self._say = say
        self._listening: asyncio.Task[None] | None = None
        self._radio_problem = ""
        self._registry: Registry | None = None
        self.nearby: Nearby | None = None
        self._signals: dict[str, deque[int | None]] = {}
        self.is_ready = asyncio.Event()
        """It is known which sensors are the person's own."""

    @property
    def problems(self) -> list[str]:
        """Broken profile files, and what is wrong with Bluetooth now."""
        problems = [str(problem) for problem in self._registry.problems] if self._registry is not None else []
        return [*problems, self._radio_problem] if self._radio_problem else problems

    def sensors(self, *, strangers: bool = False) -> list[NearSensor]:
        """Return what is near, and one's own sensors whether near or not."""
        now_s = asyncio.get_running_loop().time()
        return [] if self.nearby is None else self.nearby.sensors(now_s, strangers=strangers)

    def signal_history(self, address: str) -> Sequence[int | None]:
        """Return how well a sensor was heard, every two seconds, the latest last; ``None``: it was not."""
        return tuple(self._signals.get(address, ()))

    async def read_again(self) -> None:
        """Take in what was paired, renamed or forgotten meanwhile."""
        is_listening = self._listening is not None
        await self.stop()
        if is_listening:
            self.start()

    def start(self) -> None:
        """Read what is remembered and listen."""
        if self._listening is None:
            self._listening = asyncio.create_task(self._look_around())

    async def stop(self) -> None:
        """Stop listening; when this returns the adapter is free."""
        listening, self._listening = self._listening, None
        if listening is not None:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening

    async def _look_around(self) -> None:
        self._registry = await asyncio.to_thread(Registry)
        try:
            self.nearby = Nearby(self._registry, await asyncio.to_thread(remembered))
        except SensorlogError as error:
            self.nearby = Nearby(self._registry)
            self._say(str(error))
        self.is_ready.set()
        await asyncio.gather(self._listen(self.nearby), self._watch_signals())

    async def _watch_signals(self) -> None:
        while True:
            for each in self.sensors(strangers=True):
                self._signals.setdefault(each.address, deque(maxlen=_KEPT_SIGNALS)).append(each.rssi_dbm)
            while len(self._signals) > _MOST_SENSORS:
                del self._signals[next(iter(self._signals))]
            await asyncio.sleep(_SIGNAL_EVERY_S)

    async def _listen(self, nearby: Nearby) -> None:
        while True:
            works = asyncio.get_running_loop().call_later(_WORKS_S, self._set_radio_problem, "")
            try:
                await nearby.listen()
            except SensorlogError as error:
                self._set_radio_problem(str(error))
            finally:
                works.cancel()
            await asyncio.sleep(_AGAIN_S)  # Bluetooth may be switched on meanwhile

    def _set_radio_problem(self, text: str) -> None:
        self._radio_problem = text
