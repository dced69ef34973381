"""Which strokes are of a set: by their size, their time, how the sensor is tilted at their ends, and when they come."""

from __future__ import annotations

from collections.abc import Sequence

from sensorlog.events import Channel
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.recent import Recent
from sensorlog.motion.reps import REMEMBERED, RepDraft, RepList, Way
from sensorlog.motion.staying import longest_pause
from sensorlog.motion.usual_stroke import UsualStroke
from sensorlog.motion.zigzag import Turn

__all__ = ["Membership"]

_WHOLE = 0.8
"""Part of the usual stroke from which on one is no half."""


class Membership:
    """Compares strokes with those of a set, of which ``run`` was found."""

    def __init__(self, run: Run, usual: UsualStroke, recent: Recent, history: History, params: Params) -> None:
        self._p = params
        self._history = history
        self._recent = recent
        self._usual = usual
        self._is_vertical = run.channel is Channel.VERTICAL
        self._has_parts = run.outward != 0
        self._first_at = run.turns[0].at
        self._least_out_ratio = run.least_out_ratio(params)
        takes_halves = self._least_out_ratio < params.reversal_ratio
        self.reversal_ratio = self._least_out_ratio if takes_halves else run.reversal_ratio
        """Part of the usual stroke by which a turn is told from a sticking point."""

    def expected(self, chain: Sequence[Turn]) -> float:
        """Size of the stroke that should follow the turns of ``chain``.

        The way back from half a rep is no longer than its way out.
        """
        usual = self._usual.size
        before = abs(chain[-1].value - chain[-2].value) if len(chain) > 1 else usual
        return before if before < _WHOLE * usual else usual

    def is_half(self, chain: Sequence[Turn], end: Turn) -> bool:
        """Tell whether the stroke to ``end`` went part of the way only, or did not turn where the others do."""
        start = chain[-1]
        side = 1 if end.value > start.value else -1
        size = abs(end.value - start.value)
        return size < self._p.shortest_ratio * self.expected(chain) or not self._usual.turns_there(side, end.at)

    def has(self, chain: Sequence[Turn], end: Turn, reps: RepList, before_hole: int) -> bool:
        """Tell whether the stroke from the last turn of ``chain`` to ``end`` is one behind ``reps``.

        ``before_hole``: so many of them lie before the last missing samples, and say nothing of when the next comes.
        """
        p = self._p
        start = chain[-1]
        size = abs(end.value - start.value)
        is_out = (end.value > start.value) == (reps.first_direction > 0)
        least = self._least_out_ratio if is_out else p.shortest_ratio
        # A way back from the farthest point is one, however long creep and lost samples make it.
        returns = self._is_vertical and not is_out and len(chain) > 1
        most = p.travel_limit_m if returns else p.longest_ratio * self._usual.size
        if not least * self.expected(chain) <= size <= most:
            return False
        time = self._history.time
        lasted_s = time(end.at) - time(start.at)
        if lasted_s > p.max_stroke_s:
            lasted_s = time(end.at) - time(self._recent.leaves(start, end))  # a turn may last
        if not p.min_stroke_s <= lasted_s <= p.max_stroke_s:
            return False
        high = 1 if end.value > start.value else -1
        # The first rep may begin elsewhere: a bar that is picked up goes straight into it.
        comes_from = start.at <= self._first_at or self._turns_there(-high, start.at, reps)
        if not comes_from or not self._turns_there(high, end.at, reps):
            return False
        way = self._recent.way(start, end)
        if _is_too_quick(way, reps.drafts[-REMEMBERED:], p, has_parts=self._has_parts):
            return False
        known: Sequence[RepDraft] = reps.drafts[before_hole:][-REMEMBERED:]
        return not _is_too_late(self._recent.leaves(start, end), known, self._history, p)

    def _turns_there(self, side: int, index: int, reps: RepList) -> bool:
        """Tell whether the sensor is tilted as at the other turns on that side, or as on the way to their farthest."""
        if self._usual.turns_there(side, index):
            return True
        last = next((draft for draft in reversed(reps.drafts) if not draft.half), None)
        if self._has_parts or last is None or last.turn is None or side != reps.first_direction:
            return False
        return self._history.nearest(self._history.pose(index), last.start, last.turn + 1) < self._p.on_the_way_rad


def _is_too_quick(way: Way, drafts: Sequence[RepDraft], params: Params, *, has_parts: bool) -> bool:
    """Tell whether a stroke is much quicker than all of the reps before it: a step, a shake of the arm."""
    ways = [known for draft in drafts for known in (draft.way_out, draft.way_back) if known is not None]
    if len(ways) < 2 * (params.min_reps - 1):
        return False
    limit = params.quicker_ratio * max(known.size / max(known.lasted, 1) for known in ways)
    if way.size > limit * max(way.lasted, 1):
        return True
    # Half a rep takes three quarters of the time of a whole one; steps make smaller strokes in much less. A turn
    # that lies within parts may come in this part or in that: times say nothing.
    return not has_parts and params.quicker_ratio * way.lasted < min(known.lasted for known in ways)


def _is_too_late(leaves: int, drafts: Sequence[RepDraft], history: History, params: Params) -> bool:
    """Tell whether a stroke that begins at sample ``leaves`` comes after a pause much longer than all before it.

    Then it is of another set.
    """
    if len(drafts) < params.min_reps:
        return False
    pause = leaves - (drafts[-1].end or drafts[-1].anchor)
    return pause - longest_pause(drafts, history, params) > params.pause_s * params.count_rate_hz
