"""A rep between two others that no channel showed: the sensor did the same there once more, mostly less far.

A channel is one number, and half a rep may hide in its creep. Force, tilt and turn rate together have a course that
hardly anything else has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.history import History
from sensorlog.motion.holes import is_whole
from sensorlog.motion.overlooked import LONGER
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft, Way

__all__ = ["once_more"]

_LATEST = 1.6
"""By so many usual times behind the rep before it, it has turned."""
_TEMPOS = (1.0, 0.75)
"""Half a rep takes three quarters of the time of a whole one."""
_ALIKE = 0.7
"""Correlation of its course with the usual one; what else people did between two reps of a set came to 0.51 (99 % of
229 such times) and once to 0.75, five of fourteen reps there to 0.78 and more."""
_LEAST = 0.25
"""Part of the usual that it went at least."""
_KINDS = (slice(0, 1), slice(1, 4), slice(4, 7))
"""Columns of vertical force, of turn rates, and of up."""
_HARDLY = 1e-3
"""RMS below which a kind hardly changes in the reps, and is not made large, in m/s², rad/s or as part of up."""


def once_more(drafts: Sequence[RepDraft], history: History, params: Params) -> RepDraft | None:
    """Give the rep between the last two of ``drafts`` that was not seen; ``None`` where there is none."""
    if len(drafts) < params.min_reps:
        return None
    *_, before, last = drafts
    *usual_times, time = (later.anchor - earlier.anchor for earlier, later in pairwise(drafts))
    usual_time = round(median(usual_times))
    earliest, reach = before.anchor + usual_time // 2, usual_time // 2
    latest = min(last.anchor - reach, before.anchor + round(_LATEST * usual_time))
    if time < LONGER * usual_time or latest < earliest or not is_whole(before.anchor, last.anchor, history, params):
        return None
    around = [(draft.anchor - reach, draft.anchor + reach + 1) for draft in drafts]
    courses = [history.samples(start, end) for start, end in around if history.first <= start and end <= history.end]
    if len(courses) < params.min_reps - 1 or reach < params.min_reps:
        return None
    usual = np.mean([course - course.mean(axis=0) for course in courses], axis=0)
    scale = np.concatenate([np.full(kind.stop - kind.start, 1.0 / _size(usual[:, kind])) for kind in _KINDS])
    found = [_likest(usual * scale, scale, tempo, earliest, latest, history) for tempo in _TEMPOS]
    likeness, size, turn, tempo = max(found)
    whole = next(
        (draft for draft in reversed(drafts) if draft.way_out is not None and draft.way_back is not None), None
    )
    if likeness < _ALIKE or size < _LEAST or whole is None:
        return None
    rep = _like(whole, turn, size, tempo, params)
    return replace(rep, start=max(rep.start, before.end or before.anchor))


def _likest(
    usual: FloatArray, scale: FloatArray, tempo: float, earliest: int, latest: int, history: History
) -> tuple[float, float, int, float]:
    """Give how like the usual course the likest one is, its size as part of that, where it turns, and ``tempo``."""
    reach = round(tempo * (len(usual) // 2))
    at = np.linspace(0.0, len(usual) - 1.0, 2 * reach + 1)
    one = np.array([np.interp(at, np.arange(len(usual)), column) for column in usual.T])
    one -= one.mean(axis=1, keepdims=True)
    course = history.samples(earliest - reach, latest + reach + 1) * scale
    parts = np.lib.stride_tricks.sliding_window_view(course, 2 * reach + 1, axis=0)
    parts = parts - parts.mean(axis=2, keepdims=True)
    product = np.einsum("pct,ct->p", parts, one)
    likeness = product / np.sqrt(np.einsum("pct,pct->p", parts, parts) * np.sum(one * one) + np.finfo(float).tiny)
    best = int(np.argmax(likeness))
    return float(likeness[best]), float(product[best] / np.sum(one * one)), earliest + best, tempo


def _size(course: FloatArray) -> float:
    """RMS of one kind of the usual course."""
    return max(float(np.sqrt(np.mean(np.sum(course * course, axis=1)))), _HARDLY)


def _like(usual: RepDraft, turn: int, size: float, tempo: float, params: Params) -> RepDraft:
    """Give a rep like a whole one that turns at another sample, in another size and tempo."""

    def moved(index: int) -> int:
        return turn + round(tempo * (index - usual.anchor))

    def way(one: Way | None) -> Way | None:
        return one and Way(size * one.size, moved(one.begun), moved(one.half), moved(one.done))

    return RepDraft(
        start=moved(usual.start),
        turn=turn,
        back=turn if usual.back is None else moved(usual.back),
        end=None if usual.end is None else moved(usual.end),
        over=None,
        way_out=way(usual.way_out),
        way_back=way(usual.way_back),
        counted=True,
        half=size < params.shortest_ratio,
    )
