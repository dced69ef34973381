"""One file through the pipeline: what ``analyze``, a baseline and a plot are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sensorlog.events import Event, SessionEvent
from sensorlog.imu import ImuBlock, Packet, Placement
from sensorlog.pipeline.fold import SessionFold
from sensorlog.pipeline.pipeline import Item, Pipeline
from sensorlog.pipeline.sensor import Tap
from sensorlog.pipeline.usuals import Usuals
from sensorlog.profiles import Registry
from sensorlog.recordings import Recording, SampleRecording, open_any

__all__ = ["Examined", "Options", "examine"]

_BATCH = 4096
"""Items analysed in one go: bounds memory, and is far above where the cost per call matters."""

_FEW = 64
"""Packets: a second or two of one sensor."""

Watch = Callable[[Pipeline, list[Event]], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read files. ``placement`` goes over what they say, as do profiles of ``preferred`` ids."""

    registry: Registry = field(default_factory=Registry)
    placement: Placement | None = None
    preferred: frozenset[str] = frozenset()
    rate_hz: float | None = None
    """Samples a second of logs that hold no times."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What one file held."""

    source: Recording | SampleRecording
    """Closed."""
    pipeline: Pipeline
    fold: SessionFold
    said: tuple[SessionEvent, ...]
    t0_ns: int | None
    """Arrival of the first packet; ``None`` without packets."""

    @property
    def begins_s(self) -> float:
        """Time at which the session begins: 0, or where the times of an export begin."""
        return self.source.begins_s if isinstance(self.source, SampleRecording) else 0.0


def examine(
    path: str | Path,
    options: Options,
    usuals: Usuals | None = None,
    watch: Watch | None = None,
    longest_s: float | None = None,
    tap: Tap | None = None,
) -> Examined:
    """Run a file through the pipeline, and compare its reps with ``usuals``.

    ``watch`` is called after every piece of about ``longest_s``, with what it gave.
    ``tap`` is shown all samples. Raises a :class:`sensorlog.errors.SensorlogError` if the file cannot be read.
    """
    source = open_any(path, options.rate_hz)
    name = str(Path(path).resolve())
    if isinstance(source, SampleRecording):
        pipeline = Pipeline(options.registry, options.placement, usuals=usuals, source=name, tap=tap)
        info = source.info(options.placement or Placement.UNKNOWN)
        return _run(source, pipeline, (info, *_cut(source.blocks(), longest_s)), watch, 1 if longest_s else _BATCH)
    with source:
        pipeline = Pipeline(
            options.registry,
            options.placement,
            attached=source.profiles,
            preferred=options.preferred,
            usuals=usuals,
            source=name,
            tap=tap,
        )
        examined = _run(source, pipeline, source, watch, _FEW if longest_s else _BATCH)
        source.refuse_nothing()
        return examined


def _run(
    source: Recording | SampleRecording, pipeline: Pipeline, items: Iterable[Item], watch: Watch | None, size: int
) -> Examined:
    fold = SessionFold()
    said: list[SessionEvent] = []
    t0_ns: int | None = None
    for batch in _batches(items, size):
        for item in batch:
            if isinstance(item, Packet) and t0_ns is None:
                t0_ns = item.t_ns
            elif isinstance(item, SessionEvent):
                said.append(item)
        events = pipeline.push(batch)
        fold.apply(batch, events)
        if watch is not None:
            watch(pipeline, events)
    events = pipeline.finish()
    fold.apply([], events)
    if watch is not None:
        watch(pipeline, events)
    return Examined(source, pipeline, fold, tuple(said), t0_ns)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items in their order; a session event begins a batch, so that its effect falls between what surrounds it."""
    batch: list[Item] = []
    for item in items:
        if batch and (isinstance(item, SessionEvent) or len(batch) >= size):
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def _cut(items: Iterable[Item], longest_s: float | None) -> Iterator[Item]:
    for item in items:
        if longest_s is None or not isinstance(item, ImuBlock):
            yield item
            continue
        start = 0
        while start < len(item):
            end = max(int(item.t_s.searchsorted(item.t_s[start] + longest_s)), start + 1)
            cut = slice(start, end)
            acc, gyr = item.acc_m_s2, item.gyr_rad_s
            yield ImuBlock(
                item.sensor,
                item.t_s[cut],
                None if acc is None else acc[cut],
                None if gyr is None else gyr[cut],
            )
            start = end
