"""Does what happened last look like repetitions? Runs of alternating strokes of one size, at whatever size that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise
from math import pi
from statistics import median

from sensorlog.events import Channel
from sensorlog.motion.channels import Vector
from sensorlog.motion.first_stroke import standing_start
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.past import Past
from sensorlog.motion.zigzag import Turn, left, simplify

__all__ = ["Run", "find_run", "travel_error_m"]

Found = tuple[list[Turn], float, float]
"""Turns of a run, its usual stroke and its period."""

_OUT_AND_BACK = 2
"""Turns of half a rep."""


@dataclass(frozen=True, slots=True)
class Run:
    """Alternating turns of one size, the last of them still open."""

    channel: Channel
    turns: tuple[Turn, ...]
    amplitude: float
    """Usual stroke: m or rad."""
    period_s: float
    """Usual time from high to high."""
    axis: Vector
    first: int
    values: Sequence[float]
    """The channel from sample ``first`` to now."""
    past: Past
    """Travel over that time, whichever channel counts, with the gravity that it was worked out with."""
    reversal_ratio: float
    """Part of the usual stroke that a reversal has at least."""
    outward: int = 0
    """+1: a rep goes to the positive side first; 0: it goes where the set began to go."""
    apart: int = 0
    """Samples from turn to turn of reps of several parts, at least."""
    by_pose: bool = False
    """The channel is the part of up along ``axis``, not the angle about it."""
    before: Turn | None = None
    """Where the stroke began that was left out before the first one."""
    size_m: float = 0.0
    """Stroke beyond its own error, as travel: what makes channels comparable."""

    def with_size(self, size_m: float) -> Run:
        """Give the same run with its size known."""
        return replace(self, size_m=size_m)

    def since(self, number: int) -> Run:
        """Give the same run without its first ``number`` turns, which may have been of something else.

        What is usual is that of the others then, and the first stroke left where it did if it is looked at by itself.
        """
        turns = self.turns[number:]
        cycles = [later.at - earlier.at for earlier, later in zip(turns, turns[2:], strict=False)]
        period_s = self.period_s if not cycles else self.period_s * median(cycles) / self.usual_cycle
        leaves = left(self.values, self.first, *turns[:2]) if len(turns) > 1 else turns[0].at
        turns = (Turn(leaves, self.values[leaves - self.first]), *turns[1:])
        amplitude = median(abs(later.value - earlier.value) for earlier, later in pairwise(turns))
        before = self.turns[number - 1] if number else self.before
        return replace(self, turns=turns, period_s=period_s, amplitude=amplitude, before=before)

    @property
    def usual_cycle(self) -> float:
        """Samples from high to high or from low to low, as a median."""
        return median(later.at - earlier.at for earlier, later in zip(self.turns, self.turns[2:], strict=False))

    def least_out_ratio(self, params: Params) -> float:
        """Part of the usual stroke that a way out has at least; below a whole one it is half a rep."""
        if self.channel is Channel.VERTICAL:
            return params.travel_reversal_ratio
        is_smoothed = self.channel is Channel.INCLINATION and not self.by_pose
        if is_smoothed and self.period_s < params.quick_tilt_s:
            return params.quick_tilt_ratio
        return params.shortest_ratio

    @property
    def strokes(self) -> int:
        """How many strokes there are."""
        return len(self.turns) - 1


def travel_error_m(period_s: float, angle_rad: float, params: Params) -> float:
    """Spurious travel of a repetition: a force error e at angular frequency 2π/T integrates to e (T/2π)²."""
    error_m_s2 = params.force_error_m_s2 + params.force_error_per_rad_m_s2 * angle_rad
    return error_m_s2 * (period_s / (2 * pi)) ** 2


def find_run(
    channel: Channel,
    turns: Sequence[Turn],
    values: Sequence[float],
    history: History,
    floor: float,
    params: Params,
) -> Found | None:
    """Longest run of like strokes that reaches into the present: its turns, usual stroke and period.

    ``values``: the channel up to the newest sample.

    Sizes are tried from the largest movement downwards by factors of 1.5: a set done after a large movement is
    found at its own size, and the small movements within large repetitions are not taken for repetitions.
    """
    needed = 2 * params.min_reps - 1
    first = history.end - len(values)
    sizes = [abs(b.value - a.value) for a, b in pairwise(turns)]
    best: Found | None = None

    @cache  # most are looked at in several sizes
    def leaves(start: Turn, end: Turn) -> Turn:
        index = left(values, first, start, end)
        return Turn(index, values[index - first])

    def tail(peaks: Sequence[Turn], size: float) -> Found | None:
        return _tail(channel, peaks, leaves, values, history, size, params)

    size = max(sizes, default=0.0)
    while size >= floor:
        run = tail(simplify(turns, params.reversal_ratio * size), size)
        if run is not None and run[1] >= floor and (best is None or len(run[0]) > len(best[0])):
            best = run
            if len(run[0]) > needed:
                return best
        size /= 1.5
    return best if best is None else _over_half_a_rep(best, turns, tail, params)


def _over_half_a_rep(
    best: Found, turns: Sequence[Turn], tail: Callable[[Sequence[Turn], float], Found | None], params: Params
) -> Found:
    """Give the run that goes on behind half a rep: too small for a stroke of ``best``, and too large to be none."""
    size = max(abs(b.value - a.value) for a, b in pairwise(best[0]))
    strokes, whole = (simplify(turns, ratio * size) for ratio in (params.reversal_ratio, params.whole_ratio))
    run = tail(whole, size) if len(whole) < len(strokes) else None
    if run is None or len(run[0]) <= max(len(best[0]), 2 * params.min_reps - 1):
        return best
    return run if _within(run[0], strokes) == _within(run[0], whole) + _OUT_AND_BACK else best


def _within(run: Sequence[Turn], turns: Sequence[Turn]) -> int:
    """How many of ``turns`` are reached within ``run``."""
    return sum(run[0].at < turn.at <= run[-1].at for turn in turns)


def _tail(
    channel: Channel,
    peaks: Sequence[Turn],
    leaves: Callable[[Turn, Turn], Turn],
    values: Sequence[float],
    history: History,
    size: float,
    params: Params,
) -> Found | None:
    time, now_s = history.time, history.t_s[-1]
    first = history.end - len(values)
    kept: list[Turn] = []
    strokes: list[float] = []
    # A rest before a stroke may last: what counts is where the sensor was when it left.
    left_at = (leaves(before, peak) for peak, before in pairwise(reversed(peaks)))
    turns = pairwise(chain(peaks[-1:], left_at))
    for (later, earlier), peak in zip(turns, reversed(peaks), strict=False):
        # Travel creeps back while the sensor waits: a stroke ends at its peak, not where the next one leaves.
        stroke = abs(peak.value - earlier.value)
        lasted_s = time(later.at) - time(earlier.at)
        usual = median(strokes) if strokes else size
        if kept and (stroke > params.longest_ratio * usual or lasted_s > params.max_stroke_s):
            begin = standing_start(channel, values, first, kept[::-1], (earlier, peak), params)
            if begin is not None:
                kept.append(begin)
                strokes.append(abs(peak.value - begin.value))
            break
        if not params.min_stroke_s <= lasted_s <= params.max_stroke_s:
            break
        if not kept:
            if stroke < params.shortest_ratio * size:
                continue  # the movement that is going on has not come far yet
            if now_s - time(later.at) > params.end_s:
                return None
            kept.append(later)
        elif stroke < params.shortest_ratio * usual:
            break
        kept.append(earlier)
        strokes.append(stroke)
    if not strokes:
        return None
    # A slow movement may have led to where the person then stood before the first stroke.
    ways_s = [time(later.at) - time(earlier.at) for later, earlier in pairwise(kept)]
    if len(ways_s) > 2 and ways_s[-1] > params.longest_ratio * max(ways_s[:-1]):
        begin = standing_start(channel, values, first, kept[-2::-1], (kept[-1], kept[-2]), params)
        if begin is not None:
            kept[-1] = begin
            strokes[-1] = abs(kept[-2].value - begin.value)
    kept.reverse()
    cycles_s = [time(later.at) - time(earlier.at) for earlier, later in zip(kept, kept[2:], strict=False)]
    return kept, median(strokes), median(cycles_s) if cycles_s else 2 * (time(kept[-1].at) - time(kept[0].at))
