"""Telling equal sensors apart: the person shakes one, and the one that moves most is it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sensorlog.ble import BleError, Found, SensorLink
from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.imu import ImuBlock, Packet
from sensorlog.profiles import Number, Profile, ProfileError
from sensorlog.session.errors import SessionError
from sensorlog.streams import SensorStream

__all__ = ["MOST_AT_ONCE", "Shaken", "Shaking", "clearly_shaken", "find_shaken"]

MOST_AT_ONCE = 5
"""So many are listened to at once; more than five links are trouble for most adapters."""
WINDOW_S = 1.5
"""Shaking by hand has three to five strokes a second: one or two fall into each third of it."""
LEAST_M_S2 = 5.0
"""Shaking over 5 cm at 4 Hz is 30 m/s² at its ends, (2π·4)²·0.05; walking with a sensor on is about 2 m/s² RMS."""
CLEAR = 3.0
"""So many times the movement of any other: a hand that shakes one also knocks the others on the table."""
STEADY_S = 0.5
"""So long it has to stay clear."""
_LOOK_S = 0.25


@dataclass(frozen=True, slots=True)
class Shaking:
    """How it stands while somebody shakes."""

    movement_m_s2: Mapping[str, float | None]
    """How much each moves, by address; ``None``: nothing comes from it yet."""
    problems: Mapping[str, str]
    """Why a sensor cannot be had, by address."""

    @property
    def is_ready(self) -> bool:
        """Whether every sensor that can be had is heard: now is the time to shake."""
        return all(value is not None or address in self.problems for address, value in self.movement_m_s2.items())


@dataclass(frozen=True, slots=True)
class Shaken:
    """What came of it."""

    found: Found | None
    """The one that was shaken; ``None``: none moved, or it was not clear which: ask again."""
    last: Shaking


def clearly_shaken(movement_m_s2: Mapping[str, float | None]) -> str | None:
    """Return the key of the one that is shaken, if one moves much, and much more than each of the others."""
    moved = sorted(((value, key) for key, value in movement_m_s2.items() if value is not None), reverse=True)
    if not moved or moved[0][0] < LEAST_M_S2:
        return None
    return moved[0][1] if len(moved) == 1 or moved[0][0] >= CLEAR * moved[1][0] else None


async def find_shaken(
    candidates: Sequence[Found], seconds: float = 20.0, progress: Callable[[Shaking], None] | None = None
) -> Shaken:
    """Listen to ``candidates``, connected one by one, until one of them is clearly shaken.

    ``seconds`` count from the moment when all that can be had are heard; ``progress`` is told four times a second. The
    sensors are stopped and let go in any case. Raises :class:`SessionError` where there are none, too many, or none can
    be had.
    """
    if not 0 < len(candidates) <= MOST_AT_ONCE:
        raise SessionError(
            f"{len(candidates)} sensors to choose from: bring 1 to {MOST_AT_ONCE} near, or name one by its address"
        )
    watched = [_Watched(found, found.profile) for found in candidates if found.profile is not None]
    turn = asyncio.Lock()
    links = [asyncio.create_task(one.run(turn)) for one in watched]
    try:
        return await _watch(watched, seconds, progress)
    finally:
        for link in links:
            link.cancel()
        await asyncio.gather(*links, return_exceptions=True)


async def _watch(watched: Sequence[_Watched], seconds: float, progress: Callable[[Shaking], None] | None) -> Shaken:
    loop = asyncio.get_running_loop()
    end_s: float | None = None
    leader, led_since_s = None, 0.0
    while True:
        now_s = loop.time()
        now = Shaking(
            {one.found.address: one.movement_m_s2(now_s) for one in watched},
            {one.found.address: one.problem for one in watched if one.problem},
        )
        if len(now.problems) == len(watched):
            raise SessionError(next(iter(now.problems.values()), "no firmware profile fits any of these sensors"))
        if progress is not None:
            progress(now)
        if end_s is None and now.is_ready:
            end_s = now_s + seconds
        shaken = clearly_shaken(now.movement_m_s2) if now.is_ready else None
        if shaken != leader:
            leader, led_since_s = shaken, now_s
        if leader is not None and now_s - led_since_s >= STEADY_S:
            return Shaken(next(one.found for one in watched if one.found.address == leader), now)
        if end_s is not None and now_s >= end_s:
            return Shaken(None, now)
        await asyncio.sleep(_LOOK_S)


@dataclass(slots=True)
class _Watched:
    """One sensor and how much it moves."""

    found: Found
    profile: Profile
    problem: str = ""
    _stream: SensorStream | None = None
    _recent: deque[tuple[float, float]] = field(default_factory=deque)
    """Time and magnitude of acceleration of the last samples."""
    _arrival_s: float = 0.0

    async def run(self, turn: asyncio.Lock) -> None:
        link = SensorLink(self.found, self.profile, {}, self._take, sensor=self.found.address, turn=turn)
        try:
            await link.run()
        except (BleError, ProfileError) as error:
            self.problem = str(error)

    def _take(self, item: Packet | SessionEvent) -> None:
        if isinstance(item, SessionEvent):
            if item.kind is SessionEventKind.SENSOR:
                self._recent.clear()
                self._stream = SensorStream(self.found.address, self.profile, {}, _variables(item), item.t_ns)
            return
        for piece in self._stream.push([item]) if self._stream is not None else ():
            if isinstance(piece, ImuBlock) and piece.acc_m_s2 is not None:
                self._recent.extend(
                    zip(piece.t_s.tolist(), np.linalg.norm(piece.acc_m_s2, axis=1).tolist(), strict=True)
                )
                self._arrival_s = asyncio.get_running_loop().time()
        while self._recent and self._recent[0][0] < self._recent[-1][0] - WINDOW_S:
            self._recent.popleft()

    def movement_m_s2(self, now_s: float) -> float | None:
        """Return how much it moves all the time, or ``None`` where too little came.

        The least of the standard deviations of the magnitude of acceleration in each third of the window: that needs no
        direction, and a knock falls into one third.
        """
        if now_s - self._arrival_s > WINDOW_S or len(self._recent) < 2:
            return None
        t_s, magnitude = np.array(self._recent).T
        edges = np.searchsorted(t_s, t_s[-1] - WINDOW_S * np.array([2 / 3, 1 / 3]))
        thirds = np.split(magnitude, edges)
        return None if min(map(len, thirds)) < 2 else float(min(map(np.std, thirds)))


def _variables(joined: SessionEvent) -> dict[str, Number]:
    said = joined.data["variables"]
    assert isinstance(said, dict)
    return {name: value for name, value in said.items() if isinstance(value, int | float)}
