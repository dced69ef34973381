"""Judges the reps of an open set as they come, and once more at its end: which are none, and which were overlooked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sensorlog.events import Channel
from sensorlog.motion.course import is_other_course
from sensorlog.motion.ending import alike, came_late, is_last_half, no_rep, was_none, went_elsewhere
from sensorlog.motion.half_cycle import is_one_less
from sensorlog.motion.history import History
from sensorlog.motion.once_more import once_more
from sensorlog.motion.overlooked import overlooked
from sensorlog.motion.params import Params
from sensorlog.motion.parts import rest_after, rest_between
from sensorlog.motion.reps import REMEMBERED, RepDraft, RepList, Way
from sensorlog.motion.turning_alike import turns_apart
from sensorlog.motion.unlike import unlike
from sensorlog.motion.walking import walks_off

__all__ = ["Judge", "without_last_halves"]

_LOOKED_BACK_AT = 5
"""Reps that are enough to know how far they go up."""
_AFTER_S = 1.5
"""After the last rep of a set there is time in which velocity comes to zero."""
_DOUBTED = 3
"""Reps in a row that may be in doubt: what is done otherwise for longer than that is done otherwise."""
_OVERLAP_S = 0.25
"""A look back may find so much sooner where a rep ended."""


class Judge:
    """What is known of the reps of one set.

    ``has_parts``: a rep has several. ``known_to``: up to this sample the set was looked back at when it was found.
    """

    def __init__(self, channel: Channel, history: History, params: Params, *, has_parts: bool, known_to: int) -> None:
        self._channel = channel
        self._history = history
        self._p = params
        self._has_parts = has_parts
        self._known_to = known_to
        self.before_hole = 0
        """Reps before the last missing samples: travel began anew behind them, and waits are unknown."""
        self._looked_at: RepDraft | None = None
        """The last rep that was one when it was looked back at."""
        self._asked_of = 0
        """Farthest point of the last rep of which it was asked whether it would be one at the end."""
        self._doubtful: int | None = None
        """Farthest point of the first of those in a row that would be none."""
        self._went_on: RepDraft | None = None
        """The rep behind the others that was of something else."""

    def begin_behind(self, number: int) -> None:
        """Begin anew behind a hole that so many reps lie before; what was asked of those may be of something else."""
        self.before_hole = number
        self._looked_at, self._asked_of, self._doubtful = None, 0, None

    def told(self, drafts: tuple[RepDraft, ...]) -> tuple[RepDraft, ...]:
        """Give the reps to show: what comes behind one that may be none is held back until the next one has begun.

        What was told stands, but for the last rep: so if both are none at the end of the set, both can be left out.
        """
        if self._doubtful is None:
            return drafts
        return tuple(draft for draft in drafts if draft.anchor <= self._doubtful)

    def over(self, reps: RepList, done: tuple[RepDraft, ...], way: Way, *, is_certain: bool) -> bool:
        """Look at the reps behind ``done`` with a stroke more, leave out what is none; true if the set is over then.

        ``way``: the newest stroke; ``is_certain``: its turn is.
        """
        history, p = self._history, self._p
        if len(reps.drafts) > len(done):
            if self._was_none(done[self.before_hole :], reps.first_direction):
                reps.drafts = done[:-1]
                return True
            self._ask_of(done, reps.first_direction)
        if self._has_parts and len(reps.drafts) > 1 and reps.drafts[-1].end is None:
            *before, coming = reps.drafts
            reps.drafts = (*before[:-1], *rest_between(before[-REMEMBERED:], coming, way.half, history, p))
        known = reps.drafts[self.before_hole :]
        recent = known[-REMEMBERED:]
        if self._has_parts:
            is_other = came_late(recent, p) and is_other_course(recent, -1, history, p)
        else:
            # Missing samples make a rep come later at most, but for the first one behind them.
            paced = reps.drafts[-REMEMBERED:] if len(known) > 1 else recent
            is_other = walks_off(paced, history, p, tilts=self._channel is Channel.INCLINATION)
        if is_other or went_elsewhere(known, self._channel, history, p):
            *before, self._went_on = reps.drafts
            reps.drafts = tuple(before)
            return True
        if is_certain and known and known[-1].way_back is not None:
            reps.drafts = self._with_overlooked(reps.drafts, reps.first_direction)
        return False

    def led_out(self, drafts: tuple[RepDraft, ...], first_direction: int) -> tuple[RepDraft, ...]:
        """Give the reps of a set that is over up to its last way out.

        A way back from there that is none of a rep is left out.
        """
        known = drafts if self._went_on is None else (*drafts, self._went_on)
        if not known or known[-1].turn is None or known[-1].way_back is None:
            return drafts
        if self._went_on is None and not self.is_none(known, first_direction):
            return drafts
        return (*known[:-1], replace(known[-1], back=None, end=None, over=None, way_back=None))

    def closed(self, drafts: tuple[RepDraft, ...], first_direction: int, *, cut_off: bool) -> tuple[RepDraft, ...]:
        """Give the reps of a set that is over. ``cut_off``: it did not end by itself."""
        history, p = self._history, self._p
        if cut_off and self._doubtful is not None and self._never_came_back(drafts):
            drafts = tuple(draft for draft in drafts if draft.anchor < self._doubtful)
        self._doubtful = None
        if is_last_half(drafts, history, p):
            drafts = (*drafts[:-1], replace(drafts[-1], half=False))
        drafts = without_last_halves(drafts)
        if drafts and drafts[-1].end is not None:
            over = min(drafts[-1].end + round(_AFTER_S * p.count_rate_hz), history.end - 1)
            rest = rest_after(drafts[-REMEMBERED:], over, history, p) if self._has_parts else None
            end = drafts[-1].end if rest is None else rest[0]
            drafts = (*drafts[:-1], replace(drafts[-1], end=end, over=over))
        recent, told = drafts[-REMEMBERED:], len(drafts)
        may_end_before = self._has_parts and not cut_off and len(recent) > p.min_reps
        if may_end_before and is_other_course(recent, -1, history, p):
            drafts = drafts[:-1]
        turns = not self._has_parts and self._channel is not Channel.VERTICAL
        if turns and not cut_off and is_one_less(drafts, history, p):
            drafts = drafts[:-1]
        while not cut_off and self.is_none(drafts, first_direction):
            drafts = drafts[:-1]
        return self._with_overlooked(drafts, first_direction) if len(drafts) == told else drafts

    def is_none(self, drafts: Sequence[RepDraft], first_direction: int) -> bool:
        """Tell whether the last rep of a set that ended by itself is none."""
        return self._turned_otherwise(drafts) or no_rep(drafts, self._channel, first_direction, self._history, self._p)

    def continued(
        self, known: tuple[RepDraft, ...], found: tuple[RepDraft, ...], period_s: float
    ) -> tuple[RepDraft, ...]:
        """Give ``known`` reps, which are told, and those of ``found`` that go on behind them."""
        per_s = self._p.count_rate_hz
        behind = known[-1].anchor + round(0.5 * period_s * per_s)
        over = (known[-1].end or known[-1].anchor) - round(_OVERLAP_S * per_s)
        intervals = [later.anchor - earlier.anchor for earlier, later in pairwise(known)]
        latest = max(intervals, default=0) + round(self._p.end_s * per_s)
        new = [draft for draft in found if draft.anchor > behind and draft.start >= over]
        if new and new[0].anchor - known[-1].anchor > latest:
            new = []
        others = [draft for draft in found if draft.anchor <= behind][-REMEMBERED:]
        self._doubtful = None
        return (*known, *alike(new, others, self._history, self._p))

    def _was_none(self, drafts: tuple[RepDraft, ...], first_direction: int) -> bool:
        """Tell whether the last of the reps that are done was none; each is looked back at once."""
        if len(drafts) <= self._p.min_reps or self._looked_at == drafts[-1]:
            return False
        if self._turned_otherwise(drafts):
            return True
        if was_none(drafts[-_LOOKED_BACK_AT:], self._channel, first_direction, self._history, self._p):
            return True
        self._looked_at = drafts[-1]
        return False

    def _ask_of(self, done: Sequence[RepDraft], first_direction: int) -> None:
        """Ask of the last rep that is done whether it would be none at the end, once, and not of many in a row.

        Of half a rep, whether it would not count there; of one whose way back missing samples may hide, whether it went
        out unlike the others.
        """
        is_hidden = len(done) <= self.before_hole
        drafts = done[self.before_hole :] if self._channel is Channel.VERTICAL else done  # travel began anew there
        if self._has_parts or not drafts or drafts[-1].anchor == self._asked_of:
            return
        *before, last = drafts
        self._asked_of = last.anchor
        doubted = sum(self._doubtful is not None and draft.anchor >= self._doubtful for draft in before)
        if last.half:
            is_none = not is_last_half(drafts, self._history, self._p)
        elif is_hidden:
            out = unlike(last, before[-REMEMBERED:], self._history).out
            is_none = len(before) >= self._p.min_reps and out >= self._p.unlike
        else:
            recent = drafts[-_LOOKED_BACK_AT:]  # as in ``_was_none``, so that one look back serves both
            is_none = no_rep(recent, self._channel, first_direction, self._history, self._p)
        if not is_none or doubted == _DOUBTED:
            self._doubtful = None
        elif not doubted:
            self._doubtful = last.anchor

    def _turned_otherwise(self, drafts: Sequence[RepDraft]) -> bool:
        """Tell whether the last rep turned the sensor otherwise than the others, all along its course."""
        few = len(drafts) <= self._p.min_reps
        return not few and turns_apart(drafts, self._history, self._p) > self._p.turns_apart

    def _never_came_back(self, drafts: Sequence[RepDraft]) -> bool:
        """Tell whether the doubtful one has no way back: the person stood up from it, and did something else."""
        return any(draft.anchor == self._doubtful and draft.way_back is None for draft in drafts)

    def _with_overlooked(self, drafts: tuple[RepDraft, ...], first_direction: int) -> tuple[RepDraft, ...]:
        """Add what is a rep with hindsight, before the last one, which is whole."""
        known = drafts[self.before_hole :][-_LOOKED_BACK_AT:]
        if self._has_parts or not known or known[-1].anchor < self._known_to:
            return drafts
        missed = None
        if self._channel is Channel.VERTICAL:
            missed = overlooked(known, first_direction, self._history, self._p)
        missed = missed or once_more(known, self._history, self._p)
        if missed is None:
            return drafts
        *before, last = drafts
        begin = last.start if last.turn is None else min(max(last.start, missed.end or missed.anchor), last.turn)
        return (*before, replace(missed, over=begin), replace(last, start=begin))


def without_last_halves(drafts: tuple[RepDraft, ...]) -> tuple[RepDraft, ...]:
    """Leave out half reps at the end: they are reps if another one follows them."""
    while drafts and drafts[-1].half:
        drafts = drafts[:-1]
    return drafts
