"""Memory over ten hours of one sensor at 100 Hz with six axes, packets to what stands: what grows.

A simulated workout is done again and again. Its packets carry no clock and no number, so that each time they are new.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from sensorlog.events import LinkState, SessionEvent
from sensorlog.imu import Packet, Placement
from sensorlog.pipeline import Pipeline, SessionFold
from sensorlog.profiles import Registry
from sensorlog.simulate import packets
from sensorlog.simulate.lifter import SensorSpec, any_mounting, random_workout

__all__ = ["run"]

_PROFILE, _RATE_HZ = "metamotion", 100.0
_HOUR_NS = 3_600_000_000_000
_BATCH_NS = 1_000_000_000
_PAGE_MB = 4096 / 1e6


def run(*, hours: int) -> None:
    """Print what the process holds at each hour."""
    pipeline, fold = Pipeline(Registry()), SessionFold()
    print(f"{'hour':>4s} {'resident MB':>12s} {'objects':>10s} {'sets':>6s} {'reps':>6s}")
    hour = 0
    for second, batch in groupby(_items(hours), lambda item: item.t_ns // _BATCH_NS):
        items = list(batch)
        fold.apply(items, pipeline.push(items))
        if second * _BATCH_NS // _HOUR_NS > hour:
            hour += 1
            _print(hour, fold)
    fold.apply([], pipeline.finish())
    _print(hours, fold)


def _items(hours: int) -> Iterator[Packet | SessionEvent]:
    spec = SensorSpec("bar", Placement.BAR, rate_hz=_RATE_HZ, mounting=any_mounting(1))
    workout = random_workout(1, 6, (spec,))
    once = list(packets(workout.samples, Registry().get(_PROFILE), options={"rate_hz": _RATE_HZ}))
    begins = next(n for n, item in enumerate(once) if isinstance(item, SessionEvent) and _says_streaming(item)) + 1
    yield from once[:begins]
    sent = [item for item in once[begins:] if isinstance(item, Packet)]
    lasts_ns = sent[-1].t_ns - sent[0].t_ns + round(1e9 / _RATE_HZ)
    for number in range(hours * _HOUR_NS // lasts_ns + 1):
        yield from (replace(packet, t_ns=packet.t_ns + number * lasts_ns) for packet in sent)


def _says_streaming(item: SessionEvent) -> bool:
    return item.data.get("state") == LinkState.STREAMING


def _print(hour: int, fold: SessionFold) -> None:
    gc.collect()
    resident_mb = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE_MB
    reps = sum(len(one.reps) for one in fold.sets)
    print(f"{hour:4d} {resident_mb:12.1f} {len(gc.get_objects()):10d} {len(fold.sets):6d} {reps:6d}", flush=True)
