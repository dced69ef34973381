"""Half a rep among few whole ones: too small for a stroke of the run, it makes one of them last twice as long."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.zigzag import Turn, turns_of

__all__ = ["half_rep", "without"]

_WITH_HALF = 4
"""Turns of a stroke that has half a rep before it or behind it: its two ends, and out and back between them."""


def half_rep(run: Run, params: Params) -> tuple[int, int] | None:
    """Give the samples from where half a rep began to where it was over; ``None`` unless there is just one."""
    halves = []
    for start, end in pairwise(run.turns):
        part = run.values[start.at - run.first : end.at - run.first + 1]
        turns = turns_of(part, start.at, params.half_ratio * run.amplitude)
        if len(turns) == _WITH_HALF:
            _, there, back, _ = turns
            is_behind = abs(end.value - there.value) < abs(back.value - start.value)
            halves.append((there.at, end.at) if is_behind else (start.at, back.at))
    return halves[0] if len(halves) == 1 else None


def without(run: Run, half: tuple[int, int]) -> Run:
    """Give ``run`` as if half a rep had taken no time."""
    begin, over = half
    turns = tuple(Turn(turn.at - max(min(turn.at, over) - begin, 0), turn.value) for turn in run.turns)
    values = (*run.values[: begin - run.first], *run.values[over - run.first :])
    whole = replace(run, turns=turns, values=values)
    return replace(whole, period_s=run.period_s * whole.usual_cycle / run.usual_cycle)
