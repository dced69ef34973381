"""What the air does to notifications: delay, bunching, loss; never another order (Bluetooth keeps it too)."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["CLEAR", "Air", "Notification"]


@dataclass(frozen=True, slots=True)
class Notification:
    """A value of a characteristic that a sensor sends."""

    t_s: float
    characteristic: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Air:
    """How bad the radio link is. Everything follows from ``seed``."""

    loss: float = 0.0
    """Share of notifications that never arrive (a full queue in the sensor or in the computer)."""
    jitter_s: float = 0.0
    """Each notification is late by up to so much, uniformly."""
    interval_s: float = 0.0
    """Connection interval: notifications travel only at its multiples, several at once."""
    seed: int = 0

    def carry(self, sent: Iterable[Notification]) -> Iterator[Notification]:
        """Yield what arrives, with the time of arrival."""
        chance = random.Random(self.seed)
        latest_s = -math.inf
        for notification in sent:
            late_s = notification.t_s + chance.random() * self.jitter_s
            if chance.random() < self.loss:
                continue
            if self.interval_s:
                late_s = math.ceil(late_s / self.interval_s) * self.interval_s
            latest_s = max(latest_s, late_s)
            yield Notification(latest_s, notification.characteristic, notification.data)


CLEAR = Air()
"""Nothing is lost, nothing is late."""
