"""Whether a rep turned the sensor as the others of its set did, all along its course.

Size, time and pose of two strokes may be those of a rep by chance: a hand lets go of the bar and the person stands up.
How fast the sensor turned about which of its axes at each moment on the way hardly is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.motion.history import History
from sensorlog.motion.holes import is_whole
from sensorlog.motion.params import Params
from sensorlog.motion.reps import REMEMBERED, RepDraft
from sensorlog.motion.unlike import room_among

__all__ = ["turns_apart"]

_MOMENTS = 8
"""Of each of the two ways, at equal parts of its time."""
_SHARES = np.arange(2 * _MOMENTS + 1) / _MOMENTS
_OUT, _BACK = np.minimum(_SHARES, 1.0), np.maximum(_SHARES - 1.0, 0.0)
"""Part of each of them that is done at each moment."""
_LEAST, _MOST = 0.4, 1.5
"""A rep may go so much less or farther than the others, and turns as much slower or faster."""
_ALIKE = 0.2
_STEADY_RAD_S = 0.05
"""Reps that are more alike than this part of how fast they turn, and than a hand trembles, are no reason to be
stricter."""
_TINY = 1e-12


def turns_apart(drafts: Sequence[RepDraft], history: History, params: Params) -> float:
    """How far the course of the last of ``drafts`` is from the mean of the others.

    1: as far as the one of them that is farthest from the rest; few vary too little to tell, and are taken to lie
    farther apart. 0 where too little is known, as where samples are missing.
    """
    recent = drafts[-REMEMBERED:]
    *others, last = _courses(recent, history, params)
    courses = [course for course in others if course is not None]
    if last is None or len(courses) < params.min_reps - 1:
        return 0.0
    known = np.array(courses)
    total = known.sum(axis=0)
    apart = float(_distances(known, (total - known) / (len(known) - 1)).max())
    mean = total / len(known)
    usual = max(apart, _ALIKE * float(_rms(mean)), _STEADY_RAD_S) * room_among(len(known))
    return float(_distances(last[None], mean)[0]) / usual


def _courses(drafts: Sequence[RepDraft], history: History, params: Params) -> list[FloatArray | None]:
    """Give the course of each rep. It is worked out once, though each rep is compared with several after it."""
    before, courses = history.courses, []
    history.courses = {}
    for draft in drafts:
        between = draft.start, draft.turn, draft.end
        course = before.get(between) if draft.start >= history.first else None
        if course is None:
            course = _course(draft, history, params)
        history.courses[between] = course
        courses.append(course)
    return courses


def _course(draft: RepDraft, history: History, params: Params) -> FloatArray | None:
    """Turn rates (rad/s), (2 × _MOMENTS + 1, 3), from start over turn to end; ``None`` where that is not known."""
    start, turn, end = draft.start, draft.turn, draft.end
    if turn is None or end is None or not history.first <= start < turn < end:
        return None
    if not is_whole(start, end, history, params):
        return None
    at = _OUT * (turn - start) + _BACK * (end - turn)
    before = np.minimum(at.astype(np.intp), end - start - 1)
    rates = history.turn_rates(start, end + 1)
    part = (at - before)[:, None]
    course: FloatArray = (1.0 - part) * rates[before] + part * rates[before + 1]
    return course


def _distances(courses: FloatArray, usual: FloatArray) -> FloatArray:
    """RMS differences (rad/s) of courses, (n, moments, 3), from ``usual``; each may be a smaller or a larger one."""
    sizes = _total(courses * usual) / np.maximum(_total(usual * usual), _TINY)
    return _rms(courses - np.clip(sizes, _LEAST, _MOST)[..., None, None] * usual)


def _total(courses: FloatArray) -> FloatArray:
    return np.asarray(courses.reshape(*courses.shape[:-2], -1).sum(axis=-1), dtype=np.float64)


def _rms(courses: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt(np.mean(np.sum(courses * courses, axis=-1), axis=-1)), dtype=np.float64)
