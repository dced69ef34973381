"""The trace: the recent signal that counts, in a scale that stays."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from sensorlog.events import Channel, Rep, RepState
from sensorlog.motion import Trace
from sensorlog.pipeline import FoldedSet
from sensorlog.tui.view import Mark, TraceView
from sensorlog.tui.words import CHANNEL_WORDS

__all__ = ["trace_view"]

_LEAST_SPAN = 20.0
"""In cm or degrees: about the smallest movement that anybody counts."""
_LATEST_SETS = 3
"""Sets of which some rep may still be on the picture, which shows 20 s."""


def trace_view(trace: Trace | None, sets: Sequence[FoldedSet], now_s: float) -> TraceView:
    """Scale the trace and mark the reps on it."""
    if trace is None or not trace.times_s:
        return TraceView.empty()
    is_height = trace.channel is Channel.VERTICAL
    t_s, value = np.asarray(trace.times_s), np.asarray(trace.values)
    value = 100.0 * value if is_height else np.rad2deg(value)
    bottom, top = _scale(float(value.min()), float(value.max()))
    marks = tuple(mark for one in sets[-_LATEST_SETS:] for mark in _marks(one.reps) if mark.t_s > t_s[0])
    title = f"{CHANNEL_WORDS[trace.channel]}, {top - bottom:g} {'cm' if is_height else '°'} from bottom to top"
    return TraceView(t_s, value, now_s, marks, title, bottom, top)


def _marks(reps: Iterable[Rep]) -> list[Mark]:
    return [
        Mark(
            rep.start_s if rep.turn_s is None else rep.turn_s,
            f"{number}{'?' if rep.state is RepState.PROVISIONAL else ''}",
        )
        for number, rep in enumerate(reps, start=1)
    ]


def _scale(low: float, high: float) -> tuple[float, float]:
    """Round edges outwards to steps of 1, 2, 5, so that the picture doesn't breathe with every sample."""
    if high - low < _LEAST_SPAN:  # standing still is a flat line, not a mountain range of noise
        middle = (low + high) / 2
        low, high = middle - _LEAST_SPAN / 2, middle + _LEAST_SPAN / 2
    span = high - low
    power = 10.0 ** math.floor(math.log10(span))
    step = next(factor * power for factor in (0.2, 0.5, 1.0, 2.0) if span / (factor * power) <= 5)
    return math.floor(low / step) * step, math.ceil(high / step) * step
