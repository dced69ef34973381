"""Sample times of sensors with and without a clock, over many kinds of bad links.

The clocks are driven directly, without bytes: the links are of this module, and harsher than the virtual radio's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sensorlog.imu import FloatArray
from sensorlog.streams.count_clock import CountClock
from sensorlog.streams.slots import Slot
from sensorlog.streams.wire_clock import WireClock

__all__ = ["run"]

_SECONDS = 90.0
_SETTLED_S = 10.0


@dataclass(frozen=True)
class _Sensor:
    name: str
    rate_hz: float
    samples: int
    """In a packet."""
    tick_s: float | None = None
    """``None``: no clock on the wire."""

    @property
    def allowed_s(self) -> float:
        return self.samples / self.rate_hz / 2 + 0.010 if self.tick_s is None else 0.005


@dataclass(frozen=True)
class _Link:
    interval_s: float
    jitter_s: float
    """Mean; exponential."""
    errors: float
    """Share of the connection events that fail."""
    loss: str
    pauses: bool
    """The event loop is blocked for 0.05 to 0.6 s, every 5 s or so."""
    drift: float

    def travel(self, taken_s: FloatArray, rng: np.random.Generator) -> tuple[NDArray[np.bool_], FloatArray]:
        """Return which packets arrive, and when, of those whose last samples were taken at ``taken_s``."""
        phase_s, event_s = rng.uniform(0, self.interval_s), -np.inf
        arrival_s = np.empty(len(taken_s))
        for k, t_s in enumerate(taken_s):
            event_s = max(event_s, np.ceil((t_s - phase_s) / self.interval_s) * self.interval_s + phase_s)
            while rng.random() < self.errors:
                event_s += self.interval_s
            arrival_s[k] = event_s + rng.exponential(self.jitter_s)
        blocked_s = _SETTLED_S / 2
        while self.pauses and blocked_s < arrival_s[-1]:
            until_s = blocked_s + rng.uniform(0.05, 0.6)
            arrival_s[(arrival_s >= blocked_s) & (arrival_s < until_s)] = until_s
            blocked_s = until_s + rng.exponential(5.0)
        arrives = self._arrives(len(taken_s), rng)
        arrives[0] = True
        return arrives, np.maximum.accumulate(arrival_s)

    def _arrives(self, count: int, rng: np.random.Generator) -> NDArray[np.bool_]:
        if self.loss == "none":
            return np.ones(count, bool)
        if self.loss == "2 % at random":
            return rng.random(count) >= 0.02
        arrives = np.ones(count, bool)
        for start in np.flatnonzero(rng.random(count) < 0.006):
            arrives[start : start + rng.integers(1, 8)] = False
        return arrives


_SENSORS = (
    _Sensor("count, 3 × 100 Hz", 100, 3),
    _Sensor("count, 1 × 100 Hz", 100, 1),
    _Sensor("count, 1 × 50 Hz", 50, 1),
    _Sensor("clock, 4 × 104 Hz", 104, 4, 1e-6),
    _Sensor("clock, 1 × 60 Hz", 60, 1, 1e-6),
    _Sensor("clock, 8 × 52 Hz, ms", 52, 8, 1e-3),
)


def _links(sensor: _Sensor) -> Iterator[_Link]:
    drifts = (1e-4, -1e-4, 0.01, -0.01) if sensor.tick_s is None else (1e-4, -1e-4)
    losses = ("none", "2 % at random", "in bunches")
    for values in product((0.0075, 0.015, 0.03, 0.05), (0.002, 0.01), (0.0, 0.03), losses, (False, True), drifts):
        yield _Link(*values)


def run() -> None:
    """Print the root mean square errors behind the first ten seconds, without their means."""
    print(f"{'sensor and links':34s} links {'mean ms':>8s} {'95 %':>6s} {'worst':>6s} {'allowed':>8s} {'over':>6s}")
    for sensor in _SENSORS:
        found = [(link, _rms_s(sensor, link)) for link in _links(sensor)]
        crystal = [(link, rms_s) for link, rms_s in found if abs(link.drift) < 1e-3]
        _print(sensor, "all", [rms_s for _, rms_s in found])
        asked = [rms_s for link, rms_s in crystal if link.interval_s == 0.03 and link.loss == "2 % at random"]
        _print(sensor, "30 ms, 2 %, 100 ppm", asked)


def _print(sensor: _Sensor, what: str, rms_s: list[float]) -> None:
    ms = 1e3 * np.array(rms_s)
    limit_ms = 1e3 * sensor.allowed_s
    over = 100 * float(np.mean(ms > limit_ms))
    name = sensor.name if what == "all" else f"  {what}"
    figures = f"{ms.mean():8.1f} {np.percentile(ms, 95):6.1f} {ms.max():6.1f} {limit_ms:8.1f} {over:5.1f}%"
    print(f"{name:34s} {len(ms):5d} {figures}", flush=True)


def _rms_s(sensor: _Sensor, link: _Link) -> float:
    rng = np.random.default_rng(0)
    packets = int(_SECONDS * sensor.rate_hz) // sensor.samples
    numbers = np.arange(packets * sensor.samples).reshape(packets, sensor.samples)
    true_s = numbers / (sensor.rate_hz * (1.0 + link.drift))
    arrives, arrival_s = link.travel(true_s[:, -1], rng)
    slots: list[Slot] = []
    counted = CountClock(sensor.rate_hz, None)
    wired = WireClock(sensor.rate_hz, None, tick_s=sensor.tick_s or 1.0, bits=32, stamps_last=False, sequence_bits=None)
    for k in np.flatnonzero(arrives):
        if sensor.tick_s is None:
            slots += counted.push(float(arrival_s[k]), sensor.samples)
        else:
            # Near its end: the clock wraps around within the first minute.
            ticks = int(numbers[k, 0] / sensor.rate_hz / sensor.tick_s) + 2**32 - int(30 / sensor.tick_s)
            slots += wired.push(float(arrival_s[k]), sensor.samples, ticks % 2**32, None)
    slots += counted.finish()
    start_s, step_s = np.array([(slot.start_s, slot.step_s) for slot in slots]).T
    found_s = start_s[:, None] + step_s[:, None] * np.arange(sensor.samples)
    assert (np.diff(found_s.ravel()) > 0).all(), "a step back"
    error_s = (found_s - true_s[arrives])[true_s[arrives] > _SETTLED_S]
    return float(error_s.std())
