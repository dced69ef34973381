"""Where items come from: the one thing in which live, replay and demo differ."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Protocol

from sensorlog.pipeline import Item

__all__ = ["Item", "Sink", "Source", "Turn"]


class Turn(Enum):
    """What a source says between its items, where a person goes about in a recording."""

    ANEW = auto()
    """What was delivered is to be forgotten: the items come from the first one on again."""
    END = auto()
    """Nothing more comes, unless it begins anew."""


class Sink(Protocol):
    """What a session gives its source."""

    def __call__(self, item: Item) -> None:
        """Take an item: it is recorded when this returns. Never blocks and never raises; call it in the event loop."""

    def turn(self, turn: Turn) -> None:
        """Take note that a replay turns here."""

    async def room(self) -> None:
        """Wait until analysis has caught up: for sources that could deliver faster than time passes."""


class Source(Protocol):
    """Delivers the items of one session in their order."""

    @property
    def profiles(self) -> Mapping[str, str]:
        """Firmware profiles of its sensors, id → TOML. Those of a file are met on the way, others known at once."""

    def now_ns(self) -> int:
        """Return the time on the clock that stamps this source's packets."""

    async def run(self, sink: Sink) -> None:
        """Deliver until there is nothing more. Cancelled, it stops cleanly: sensors are told to stop, links closed."""
