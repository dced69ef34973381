"""Follows a set whose pattern is known: accepts or refuses each stroke, and says when the set is over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from sensorlog.events import Channel
from sensorlog.motion.half_cycle import LeftOut, are_halves, dwells, is_one_more
from sensorlog.motion.hidden import hides_a_way_back
from sensorlog.motion.history import History
from sensorlog.motion.holes import behind_hole
from sensorlog.motion.judging import Judge, without_last_halves
from sensorlog.motion.membership import Membership
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.realigning import Realign, found_again
from sensorlog.motion.recent import Recent
from sensorlog.motion.reps import REMEMBERED, RepDraft, RepList
from sensorlog.motion.staying import longest_pause, stays_out
from sensorlog.motion.usual_stroke import UsualStroke
from sensorlog.motion.zigzag import Turn, Zigzag

__all__ = ["Following"]

_SETTLED = 0.4
"""s: a stroke that has not gone on for this long has turned, or paused at its turn."""
_STANDS = 0.24
_CREEP_RATIO = 0.02
"""s: … or that has gone on by less than this part of the usual stroke in ``_STANDS``, since sway goes on for ever …"""
_RETREAT_RATIO = 0.1
"""… or that has come back by this part of the usual stroke."""
_TOO_LATE_S = 0.5
"""With hindsight a slow turn may be so much earlier than it was seen; mostly it is later."""
_ANNOUNCE_RATIO = 0.6
"""A stroke that has come this far is shown before its turn is certain."""


class Following:
    """A set that is being counted on one channel, from the strokes of ``run`` on.

    :mod:`~sensorlog.motion.replaying` says which samples it takes before those to come. ``first``: none of them is
    before this one. ``first_direction``: +1 if the set began upwards, −1 downwards, 0 as the first stroke tells.
    ``known_to``: up to this sample the set was looked back at. ``left``: the stroke that was left out before ``run``.
    """

    def __init__(
        self,
        run: Run,
        history: History,
        params: Params,
        first: int,
        known_to: int,
        first_direction: int = 0,
        left: LeftOut | None = None,
    ) -> None:
        self._p = params
        self._history = history
        self._dt = 1.0 / params.count_rate_hz
        self.channel = run.channel
        self._axis = run.axis
        self._by_pose = run.by_pose
        self.has_parts = run.outward != 0
        """A rep has several."""
        self._reps = RepList(run.channel, run.outward, run.apart)
        self._reps.first_direction = first_direction or run.outward
        self._usual = UsualStroke(run, history, params)
        self._chain: list[Turn] = []
        self._trial: RepList | None = None
        self.left_out = left
        """The stroke before the first one, which was none of the set."""
        self.judge = Judge(run.channel, history, params, has_parts=self.has_parts, known_to=known_to)
        self._silent_s: tuple[float, float] | None = None
        """When samples were missing last, until a stroke is accepted behind them."""
        self._over = False
        """The person has gone on to something else: nothing more is of this set."""
        self._last_s = history.time(run.turns[0].at)
        self.last_at = run.turns[0].at
        """Where the last accepted stroke ended."""
        self._angle = run.values[-1]
        self._recent = Recent(first, round(2 * params.max_stroke_s * params.count_rate_hz))
        self._membership = Membership(run, self._usual, self._recent, history, params)
        self._zigzag = Zigzag(self._membership.reversal_ratio * self._usual.size)
        self._realign: Realign | None = None

    def realign_by(self, realign: Realign | None) -> None:
        """Work travel out anew by this while slow reps are followed from now on; ``None``: it stays as it comes."""
        self._realign = realign if self.channel is Channel.VERTICAL else None

    def replay(self, first: int, values: Sequence[float], *, is_of_set: bool = True) -> None:
        """Take samples from before now, which begin at ``first``; what was over is forgotten unless ``is_of_set``."""
        for index, value in enumerate(values, first):
            self._take(index, value)
            if self._over and not is_of_set:
                self._over, self._trial, self._reps.drafts = False, None, ()
                self.judge.begin_behind(0)

    def revise(self, change: Callable[[tuple[RepDraft, ...]], tuple[RepDraft, ...]]) -> None:
        """Let the reps so far, with and without the stroke that is about to end, be what ``change`` makes of them."""
        for reps in (self._reps, self._trial):
            if reps is not None:
                reps.drafts = change(reps.drafts)

    @property
    def all_drafts(self) -> tuple[RepDraft, ...]:
        """The reps so far, with the stroke that is about to end, and with half reps at the end."""
        return (self._trial or self._reps).drafts

    @property
    def number(self) -> int:
        """How many reps there are for certain."""
        return len(self._reps.drafts)

    @property
    def period_s(self) -> float:
        """Usual time of two strokes with their pauses."""
        return self._usual.period_s

    @property
    def has_earlier(self) -> bool:
        """Tell whether reps before a hole are of the set."""
        return self.judge.before_hole > 0

    @property
    def drafts(self) -> tuple[RepDraft, ...]:
        """The reps so far, with the stroke that is about to end; half reps as soon as another rep follows."""
        return without_last_halves(self.all_drafts)

    @property
    def told(self) -> tuple[RepDraft, ...]:
        """The reps to show."""
        return self.judge.told(self.drafts)

    @property
    def counted(self) -> tuple[RepDraft, ...]:
        """The reps whose counted stroke is done."""
        return tuple(draft for draft in self.drafts if draft.counted)

    @property
    def went_on(self) -> bool:
        """Tell whether the last rep is of something else already, as far as is known now."""
        return self.judge.is_none(self.counted, self.first_direction)

    @property
    def sure_reps(self) -> int:
        """How many reps there are, of several parts those that are whole: only they are told from what came before."""
        if not self.has_parts:
            return len(self.drafts)
        return sum(draft.way_back is not None for draft in self.drafts)

    @property
    def first_direction(self) -> int:
        """+1: the set began upwards (or in the positive sense of its axis)."""
        return (self._trial or self._reps).first_direction

    def waits(self, t_s: float) -> bool:
        """Tell whether the set goes on at a sample time, though nothing has come since its last stroke.

        Whoever is at the farthest point of a rep is in it, and stays there for as long as a stroke may come after.
        """
        p = self._p
        since_s = self._last_s
        if t_s <= since_s + p.end_s or t_s <= since_s + min(p.end_periods * self._usual.period_s, p.max_stroke_s):
            return True
        drafts = self.all_drafts[-REMEMBERED:]
        if self._over or t_s > since_s + longest_pause(drafts, self._history, p) * self._dt + p.pause_s:
            return False
        return stays_out(drafts, self._history, p)

    def has_stopped(self, t_s: float) -> bool:
        """Tell whether the last stroke came so long ago that the set may be over, though it still waits.

        Whoever stays at the farthest point of each rep may just stay there.
        """
        _, far = dwells(self.drafts)
        stays_s = median(far) * self._dt if far else 0.0
        since_s = self._last_s
        if self.drafts and self.drafts[-1].way_back is None:  # a turn that creeps on is older than its farthest point
            since_s = min(since_s, self._history.time(self.drafts[-1].anchor))
        return t_s - since_s > self._p.end_s + stays_s

    def push(self, index: int) -> bool:
        """Look at the newest sample of the history; true if the reps changed."""
        if self.channel is Channel.VERTICAL:
            value = self._history.travel[-1]
        elif self._by_pose:
            a, b, c = self._axis
            x, y, z = self._history.up[-1]
            value = a * x + b * y + c * z
        else:
            a, b, c = self._axis
            x, y, z = self._history.turn[-1]
            self._angle += (a * x + b * y + c * z) * self._dt
            value = self._angle
        return self._take(index, value)

    def hole(self, silent_s: tuple[float, float]) -> None:
        """Go on behind samples that are missing from one time to another (s).

        How what was going on ended is unknown, and the time does not count as rest.
        """
        self.pass_hole(silent_s)
        self._last_s += silent_s[1] - silent_s[0]

    def pass_hole(self, silent_s: tuple[float, float]) -> None:
        """Go on behind samples that are missing among those of before."""
        self._take_open()
        self._chain = []
        self.judge.before_hole = len(self._reps.drafts)
        self._silent_s = silent_s if self._silent_s is None else (self._silent_s[0], silent_s[1])
        self._zigzag = Zigzag(self._zigzag.threshold)

    def looks_again(self) -> bool:
        """Look for strokes of slow reps with hindsight, before the set ends; true if it goes on."""
        going = self._zigzag.open
        if self._over or going is None or not self._is_slow():
            return False
        self._turned_slowly(going)
        return self.waits(self._history.t_s[-1])

    def close(self, *, cut_off: bool) -> None:
        """End the set: take a last stroke that was still open, drop what was no rep.

        ``cut_off``: it did not end by itself. Then a way out without a way back is a rep whose end was not seen;
        otherwise the person has stayed there, or gone on to something else.
        """
        self._take_open()
        drafts, history, p = self._reps.drafts, self._history, self._p
        goes_out = False
        if not self.has_parts:
            led_out = self.judge.led_out(drafts, self.first_direction)
            goes_out = is_one_more(led_out, self.left_out, history, p)
            if goes_out:
                self._reps.drafts = led_out
            else:
                goes_out = hides_a_way_back(drafts, history, p)
        if goes_out:
            self._reps.count_open()
        self._reps.drop_uncounted()
        if cut_off and not goes_out and self.channel is Channel.VERTICAL and are_halves(self._reps.drafts, p):
            self._reps.drafts = self._reps.drafts[:-1]
        self._reps.drafts = self.judge.closed(self._reps.drafts, self.first_direction, cut_off=cut_off or goes_out)

    def _take_open(self) -> None:
        """Take the stroke that is going on, if it has come as far as one of the set."""
        if self._trial is not None:
            self._reps, self._trial = self._trial, None
            return
        going = self._zigzag.open
        if going is not None and len(self._chain) > 1 and self._fits(going):
            self._add(self._reps, going)

    def _take(self, index: int, value: float) -> bool:
        if self._over:
            return False
        self._recent.append(value)
        turn = self._zigzag.push(index, value)
        if turn is not None and self._chain and turn.at <= self._chain[-1].at:
            return False  # with hindsight travel had not yet come away from it
        if turn is not None:
            return self._turned_slowly(turn) if self._is_slow() else self._turned(turn)
        if self._trial is not None or not self._chain:
            return False
        going = self._zigzag.open
        if going is None:
            return False
        come = abs(going.value - self._chain[-1].value)
        if come < _ANNOUNCE_RATIO * self._membership.expected(self._chain):
            return False
        stands = abs(value - self._recent.at(index - round(_STANDS / self._dt))) < _CREEP_RATIO * self._usual.size
        settled = stands or (index - going.at) * self._dt >= _SETTLED
        if not settled and abs(value - going.value) < _RETREAT_RATIO * self._usual.size:
            return False
        if not self._fits(going):
            return False
        self._trial = self._reps.copy()
        self._add(self._trial, going)
        self._last_s = max(self._last_s, self._history.time(going.at))
        return True

    def _is_slow(self) -> bool:
        """Tell whether travel comes so much too early that it is worked out anew with each turn."""
        if self._realign is None or not self._chain or self._usual.period_s < self._p.slow_s:
            return False
        return self._chain[-1].at > self._history.end - round(self._p.search_s / self._dt)

    def _turned_slowly(self, turn: Turn) -> bool:
        """Look for ``turn``, and for those before it, where they are with hindsight."""
        assert self._realign is not None
        past = self._realign(self._usual, self.last_at)
        self._chain = found_again(self._chain, turn, past, round(_TOO_LATE_S / self._dt))
        self._recent.rewrite(*past)
        self._zigzag = Zigzag(self._zigzag.threshold)
        start = self._chain[-1].at
        samples = enumerate(past.travel[start - past.first :], start)
        turns = [found for index, value in samples if (found := self._zigzag.push(index, value)) is not None]
        known = [self._turned(found) for found in turns if found.at > start]
        return any(known)

    def _add(self, reps: RepList, end: Turn) -> None:
        """Add the stroke from the last turn to ``end``, without the time spent at the two."""
        start = self._chain[-1]
        size = abs(end.value - start.value)
        # How far it went is told as it is, and its times up to where the rep had come back.
        way = self._recent.way(start, self._come_back(start, end))._replace(size=size)
        start, end = self._recent.without_turns(start, end)
        half = self._membership.is_half(self._chain, end)
        done = reps.drafts
        if self._silent_s is not None and len(self._chain) == 1 and not self.has_parts:
            behind_hole(reps, start, end, way, self._silent_s, self._usual.period_s, self._history, half=half)
        else:
            reps.stroke(start, end, way, follows=len(self._chain) > 1, half=half)
        self._over = self.judge.over(reps, done, way, is_certain=reps is self._reps)

    def _come_back(self, start: Turn, end: Turn) -> Turn:
        """Where a way back was where the rep began, if it went on from there, to where the weight is put."""
        is_out = (end.value > start.value) == (self.first_direction > 0)
        if self.channel is Channel.VERTICAL or len(self._chain) < 2 or is_out:
            return end
        return self._recent.passes(start, end, self._chain[-2].value)

    def _turned(self, turn: Turn) -> bool:
        trial, self._trial = self._trial, None
        if self._chain and self._fits(turn):
            before = self._chain[-1]
            self._add(self._reps, turn)
            self._silent_s = None
            self._chain = [*self._chain[-2:], turn]
            self._learn(before, turn)
            return True
        if trial is not None:
            # It had come to its turn, and something else, such as racking, went on from there in the same direction.
            self._reps = trial
        self._chain = [turn]
        return True

    def _fits(self, end: Turn) -> bool:
        return self._membership.has(self._chain, end, self._reps, self.judge.before_hole)

    def _learn(self, start: Turn, end: Turn) -> None:
        self._last_s = max(self._last_s, self._history.time(end.at))
        self.last_at = end.at
        self._usual.learn(start, end)
        self._zigzag.threshold = self._membership.reversal_ratio * self._usual.size
