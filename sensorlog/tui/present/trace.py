"""The trace: the recent signal that counts, in a scale that stays."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from sensorlog.events import Channel, Rep, RepSource, RepState
from sensorlog.imu import FloatArray
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
    value = _levelled(t_s, 100.0 * value if is_height else np.rad2deg(value), sets[-_LATEST_SETS:])
    bottom, top = _scale(float(value.min()), float(value.max()))
    marks = tuple(mark for one in sets[-_LATEST_SETS:] for mark in _marks(one.reps) if mark.t_s > t_s[0])
    title = f"{CHANNEL_WORDS[trace.channel]}, {top - bottom:g} {'cm' if is_height else '°'} from bottom to top"
    return TraceView(t_s, value, now_s, marks, title, bottom, top)


def _levelled(t_s: FloatArray, value: FloatArray, sets: Sequence[FoldedSet]) -> FloatArray:
    """Give the signal from where each rep began: only differences mean something, and what is integrated creeps.

    Reps begin and end at one height; between them the creep is taken as even. Only what is known already is used, so
    the picture of what was seen changes by no more than the creep of one rep.
    """
    known = [rep for one in sets for rep in one.reps if rep.source is RepSource.SENSOR]
    ends = [(rep.start_s, rep.end_s) for rep in known]
    at_s = sorted({t for each in ends for t in each if t is not None and t_s[0] <= t <= t_s[-1]})
    if not at_s:
        return value
    levelled: FloatArray = value - np.interp(t_s, at_s, np.interp(at_s, t_s, value))
    return levelled


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
