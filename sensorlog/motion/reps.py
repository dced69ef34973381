"""From turns to repetitions: which stroke counts, where a rep starts, turns and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sensorlog.events import Channel
from sensorlog.motion.zigzag import Turn, passed

__all__ = ["REMEMBERED", "RepDraft", "RepList", "Way", "wait"]

REMEMBERED = 9
"""Reps that the newest one is compared with."""

_EDGE = 0.2
"""The first and the last part of a way, where creep and sway hide when it began and ended."""


class Way(NamedTuple):
    """A stroke by what lies between its turns: the same however long the person waits there. Indices and samples."""

    size: float
    """In the unit of the channel."""
    begun: int
    """One fifth of the way was done."""
    half: int
    done: int
    """Four fifths of the way were done."""

    @property
    def lasted(self) -> int:
        """Samples from one fifth to four fifths of the way."""
        return self.done - self.begun

    @classmethod
    def between(cls, start: Turn, end: Turn, values: Sequence[float], first: int) -> Way:
        """Look at the signal from ``start`` to ``end``; ``values`` begin at sample ``first``."""
        size = abs(end.value - start.value)
        if start.at < first:
            return cls(size, start.at, (start.at + end.at) // 2, end.at)
        shares = (_EDGE, 0.5, 1.0 - _EDGE)
        return cls(size, *(passed(values, first, start, end, share) for share in shares))


@dataclass(frozen=True, slots=True)
class RepDraft:
    """A rep as the counter sees it now. Indices at the counting rate."""

    start: int
    turn: int | None
    """``None``: its first phase was not seen (a gap)."""
    back: int | None
    """Where the farthest point was left again; ``None`` as long as it is not known."""
    end: int | None
    over: int | None
    """Where the next rep left; ``None`` as long as there is none."""
    way_out: Way | None
    """``None``: it was not seen."""
    way_back: Way | None
    """``None`` until it is done."""
    counted: bool
    """Its counted stroke is done."""
    half: bool = False
    """It turned on the way of a whole rep: a rep if another one follows it, else whatever the person did next."""

    @property
    def range(self) -> float:
        """Size of its larger stroke, in the unit of the channel."""
        return max(way.size for way in (self.way_out, self.way_back) if way is not None)

    @property
    def returned(self) -> float:
        """Size of its way back; 0 until it is done."""
        return 0.0 if self.way_back is None else self.way_back.size

    @property
    def stay(self) -> int | None:
        """Samples from half way out to half way back; ``None`` where one of the two is unknown."""
        return None if self.way_out is None or self.way_back is None else self.way_back.half - self.way_out.half

    @property
    def anchor(self) -> int:
        """Its farthest point, or its start where that is unknown."""
        return self.start if self.turn is None else self.turn


def wait(earlier: RepDraft, later: RepDraft) -> int | None:
    """Count samples from half way back to half way out of the next rep; ``None`` where one of the two is unknown."""
    back, out = earlier.way_back, later.way_out
    return None if back is None or out is None else out.half - back.half


class RepList:
    """Reps of one set, made of its strokes as they come.

    With vertical travel the upward stroke counts: the last rep of a squat is over when the person stands, and one that
    never came up is none; a pull that was not lowered is one. Where there is no up, the outward stroke counts: the
    direction in which the set began, or ``outward`` where that is known. Reps of several parts turn ``apart`` samples
    from each other at least: what goes out sooner is a part.
    """

    def __init__(self, channel: Channel, outward: int = 0, apart: int = 0) -> None:
        self.upward = channel is Channel.VERTICAL
        self._outward = outward
        self._apart = apart
        self.first_direction = outward
        self.drafts: tuple[RepDraft, ...] = ()

    def copy(self) -> RepList:
        """Give a list that can be continued on trial."""
        other = RepList(Channel.VERTICAL if self.upward else Channel.ROTATION, self._outward, self._apart)
        other.first_direction, other.drafts = self.first_direction, self.drafts
        return other

    def stroke(self, start: Turn, end: Turn, way: Way, *, follows: bool, half: bool = False) -> None:
        """Take an accepted stroke, from where its start was left to where its end was reached.

        ``follows``: the stroke right before it was accepted too; ``half``: it went part of the way only.
        """
        direction = 1 if end.value > start.value else -1
        if not self.first_direction:
            self.first_direction = direction
        last = self.drafts[-1] if self.drafts and follows else None
        if last is not None and last.end is not None and end.at - last.anchor < self._apart:
            if direction != self.first_direction:
                self.drafts = (*self.drafts[:-1], replace(last, end=end.at))
        elif direction == self.first_direction:
            self.drop_uncounted()
            if last is not None and last.end is not None:
                self.drafts = (*self.drafts[:-1], replace(last, over=start.at))
            counted = not self.upward or direction > 0
            self.drafts = (*self.drafts, RepDraft(start.at, end.at, None, None, None, way, None, counted, half))
        elif last is not None and last.end is None:
            self.came_back(start, end, way)
        elif (self.upward and direction > 0) or (self._outward and not self.drafts):
            self.only_back(start, end, way)  # a gap, another movement in between

    def came_back(self, start: Turn, end: Turn, way: Way) -> None:
        """End the last rep, which is open, with its way back."""
        done = replace(self.drafts[-1], back=start.at, end=end.at, counted=True, way_back=way)
        self.drafts = (*self.drafts[:-1], done)

    def only_back(self, start: Turn, end: Turn, way: Way) -> None:
        """Add a rep that came back, whose way out was not seen."""
        self.drafts = (*self.drafts, RepDraft(start.at, None, start.at, end.at, None, None, way, counted=True))

    def count_open(self) -> None:
        """Count a last rep whose counted stroke did not come: the strokes are of one rep each from the other turn."""
        if self.drafts:
            self.drafts = (*self.drafts[:-1], replace(self.drafts[-1], counted=True))

    def drop_uncounted(self) -> None:
        """Forget a last rep whose counted stroke never came."""
        if self.drafts and not self.drafts[-1].counted:
            self.drafts = self.drafts[:-1]
