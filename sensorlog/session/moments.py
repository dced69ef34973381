"""Moments of a recording that a person wants to go to: where a rep was counted, and where a set begins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path

from sensorlog.pipeline import Pipeline, SessionFold, Usuals
from sensorlog.profiles import Registry
from sensorlog.session.replay import ReplaySource

__all__ = ["Moments", "find_moments"]

_BATCH = 16
"""Items analysed in one go: about a tenth of a second of two sensors."""
_SAME_S = 0.5
"""Of moments this close only the first is one: going back from a moment must not lead to itself."""
_BEFORE_SET_S = 1.0
"""A set is looked at from a little before it begins."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Session times, ascending."""

    reps_s: tuple[float, ...] = ()
    """When the number on the screen grew."""
    sets_s: tuple[float, ...] = ()
    """A little before each set that stands."""
    duration_s: float = 0.0

    def rep_after(self, t_s: float) -> float | None:
        """Return the next moment at which a rep is counted."""
        return _after(self.reps_s, t_s)

    def rep_before(self, t_s: float) -> float | None:
        """Return the last such moment before."""
        return _before(self.reps_s, t_s)

    def set_after(self, t_s: float) -> float | None:
        """Return the beginning of the next set."""
        return _after(self.sets_s, t_s)

    def set_before(self, t_s: float) -> float | None:
        """Return the beginning of the set that goes on, or of the one before where it has only just begun."""
        return _before(self.sets_s, t_s)


def find_moments(path: Path, registry: Registry) -> Moments:
    """Analyse a whole file. Takes a second for some minutes of it: call it beside the event loop.

    Raises :class:`SensorlogError` where the file cannot be read.
    """
    source = ReplaySource(path, None)
    pipeline, state = Pipeline(registry, attached=source.profiles, usuals=Usuals(grows=True)), SessionFold()
    reps_s: list[float] = []
    shown: tuple[str, int] = ("", 0)
    for items in source.batches(_BATCH):
        state.apply(items, pipeline.push(items))
        going = state.current_set
        if going is None:
            continue
        grown = (going.set_id, len(going.reps))
        is_more = grown[1] > (shown[1] if shown[0] == grown[0] else 0)
        if is_more and (not reps_s or pipeline.duration_s - reps_s[-1] > _SAME_S):
            reps_s.append(pipeline.duration_s)
        shown = grown
    state.apply([], pipeline.finish())
    sets_s = tuple(max(source.begins_s, one.start_s - _BEFORE_SET_S) for one in state.confirmed_sets)
    return Moments(tuple(reps_s), sets_s, pipeline.duration_s - source.begins_s)


def _after(moments_s: tuple[float, ...], t_s: float) -> float | None:
    index = bisect_right(moments_s, t_s + 1e-6)
    return moments_s[index] if index < len(moments_s) else None


def _before(moments_s: tuple[float, ...], t_s: float) -> float | None:
    index = bisect_left(moments_s, t_s - _SAME_S)
    return moments_s[index - 1] if index else None
