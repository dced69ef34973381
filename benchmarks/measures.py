"""Range and velocity of a rep against the virtual lifter: a sensor on the bar, 100 Hz."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np

from benchmarks.cores import on_all_cores
from sensorlog.events import Rep, RepState
from sensorlog.imu import FloatArray, Placement
from sensorlog.motion import Motion
from sensorlog.simulate.lifter import (
    RepMeasures,
    SensorSpec,
    Set,
    Stand,
    any_mounting,
    perform,
    set_with_weight,
)

__all__ = ["Errors", "errors_of", "run"]

_LIFTS = ("squat", "deadlift", "bench press", "bent-over row", "overhead press")
_REPS = 6
_NEAR_S = 1.0
"""A rep that was found belongs to the one that began at most so much earlier or later."""


@dataclass(frozen=True, slots=True)
class Errors:
    """By how much each rep of a set was off: measured minus true; reps of which it is not known are left out."""

    range_m: tuple[float, ...]
    mean_m_s: tuple[float, ...]
    peak_m_s: tuple[float, ...]


def errors_of(lift: tuple[str, int]) -> Errors:
    """Let the person of that number (their seed) do one set of an exercise, and compare what was measured of it."""
    exercise, seed = lift
    spec = SensorSpec("bar", Placement.BAR, mounting=any_mounting(seed))
    performance = perform((Stand(4.0), *set_with_weight(Set(exercise, _REPS)), Stand(8.0)), (spec,), seed)
    samples = performance.sensor("bar")
    motion = Motion(samples.info())
    events = motion.push(samples.block()) + motion.finish(float(samples.t_s[-1]))
    latest = {event.rep_id: event for event in events if isinstance(event, Rep)}
    found = [rep for rep in latest.values() if rep.state is RepState.CONFIRMED]
    pairs: list[tuple[Rep, RepMeasures]] = []
    for true in performance.sets[0].reps:
        near = min(found, key=lambda rep: abs(rep.start_s - true.start_s), default=None)
        if near is not None and abs(near.start_s - true.start_s) < _NEAR_S:
            pairs.append((near, true.measures["bar"]))
    return Errors(
        _off((rep.rom_m, true.rom_m) for rep, true in pairs),
        _off((rep.mean_velocity_m_s, true.mean_velocity_m_s) for rep, true in pairs),
        _off((rep.peak_velocity_m_s, true.peak_velocity_m_s) for rep, true in pairs),
    )


def _off(measured_and_true: Iterable[tuple[float | None, float]]) -> tuple[float, ...]:
    return tuple(measured - true for measured, true in measured_and_true if measured is not None)


def run(*, people: int) -> None:
    """Print the table."""
    lifts = list(product(_LIFTS, range(people)))
    errors = on_all_cores(errors_of, lifts)
    print(
        f"{'measured − true':18s} {'reps':>5s} {'range m':>18s} {'mean velocity m/s':>20s} {'peak velocity m/s':>20s}"
    )
    print(f"{'':18s} {'':>5s} {'RMS':>9s} {'worst':>8s} {'mean':>10s} {'RMS':>9s} {'mean':>10s} {'RMS':>9s}")
    for name in _LIFTS:
        of_it = [one for (exercise, _), one in zip(lifts, errors, strict=True) if exercise == name]
        range_m = np.array([value for one in of_it for value in one.range_m])
        mean_m_s = np.array([value for one in of_it for value in one.mean_m_s])
        peak_m_s = np.array([value for one in of_it for value in one.peak_m_s])
        print(
            f"{name:18s} {len(range_m):5d} {_rms(range_m):9.3f} {np.abs(range_m).max():8.3f} "
            f"{mean_m_s.mean():+10.3f} {_rms(mean_m_s):9.3f} {peak_m_s.mean():+10.3f} {_rms(peak_m_s):9.3f}"
        )


def _rms(values: FloatArray) -> float:
    return float(np.sqrt(np.mean(values**2)))
