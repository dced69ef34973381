"""One sequence of samples of a sensor: values wait in a queue until their clock says when they were taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

import numpy as np

from sensorlog.imu import FloatArray, ImuBlock
from sensorlog.streams.count_clock import CountClock
from sensorlog.streams.slots import Slot
from sensorlog.streams.wire_clock import WireClock

__all__ = ["Track"]

Channels: TypeAlias = "tuple[FloatArray | None, FloatArray | None]"
"""Acceleration and angular rate, shape (n, 3) each; the same one is ``None`` in every packet of a message."""


class Track:
    """Messages that share one clock (with and without gyroscope, for instance), in the order of their packets."""

    def __init__(self, sensor: str, clock: CountClock | WireClock) -> None:
        self.clock = clock
        self._sensor = sensor
        self._values: dict[str, Channels] = {}
        self._waiting: list[tuple[str, int]] = []
        self._slots: list[Slot] = []

    def add_values(self, message: str, acc: FloatArray | None, gyr: FloatArray | None) -> None:
        """Queue the samples of all packets of a message, before :meth:`add_packet` is called for each of them."""
        old_acc, old_gyr = self._values.get(message, (None, None))
        self._values[message] = (_joined(old_acc, acc), _joined(old_gyr, gyr))

    def add_packet(
        self, message: str, count: int, arrival_s: float, ticks: int | None, sequence: int | None
    ) -> Sequence[Slot]:
        """Take a packet, in order; return the slots that its clock gives out now, to be given to :meth:`add_slot`."""
        self._waiting.append((message, count))
        if isinstance(self.clock, WireClock):
            assert ticks is not None
            return self.clock.push(arrival_s, count, ticks, sequence)
        return self.clock.push(arrival_s, count)

    def add_slot(self, slot: Slot) -> None:
        """Note when the oldest packet without a slot was sampled."""
        self._slots.append(slot)

    def take(self) -> Iterator[ImuBlock]:
        """Yield everything that has its time, and forget it."""
        ready = list(zip(self._waiting, self._slots, strict=False))
        self._waiting, self._slots = self._waiting[len(ready) :], []
        for message, group in groupby(ready, key=lambda item: item[0][0]):
            block = self._block(message, [(count, slot) for (_, count), slot in group])
            if block is not None:
                yield block

    def _block(self, message: str, packets: list[tuple[int, Slot]]) -> ImuBlock | None:
        counts = np.array([count for count, _ in packets])
        total = int(counts.sum())
        start = np.repeat([slot.start_s for _, slot in packets], counts)
        step = np.repeat([slot.step_s for _, slot in packets], counts)
        index = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
        acc, gyr = self._values[message]
        self._values[message] = (_rest(acc, total), _rest(gyr, total))
        acc, gyr = _first(acc, total), _first(gyr, total)
        good = step > 0
        for values in (acc, gyr):
            if values is not None:
                good &= np.isfinite(values).all(axis=1)
        if not good.any():
            return None
        t_s = start + index * step
        if good.all():
            return ImuBlock(self._sensor, t_s, acc, gyr)
        return ImuBlock(self._sensor, t_s[good], None if acc is None else acc[good], None if gyr is None else gyr[good])


def _joined(old: FloatArray | None, new: FloatArray | None) -> FloatArray | None:
    return new if old is None or new is None or not len(old) else np.concatenate((old, new))


def _first(values: FloatArray | None, count: int) -> FloatArray | None:
    return None if values is None else values[:count]


def _rest(values: FloatArray | None, count: int) -> FloatArray | None:
    return None if values is None else values[count:]
