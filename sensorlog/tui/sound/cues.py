"""When which sign is due: worked out from what the screen showed before and shows now, so that both always agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["BELLS", "Beat", "Cue", "cues_between"]

_MOST_REPS = 4
"""Reps that become known at once; more than this is a jump in a recording, and no counting."""
_LONGEST_STEP_S = 2.0
"""Between two looks at a clock; after a longer one the moment is over, and a sign would say what is not so."""


class Cue(StrEnum):
    """One sign."""

    REP = "rep"
    START = "start"
    HALF = "half"
    END = "end"


BELLS: Mapping[Cue, int] = {Cue.REP: 1, Cue.START: 1, Cue.HALF: 2, Cue.END: 3}
"""How often the bell of a terminal rings, which has one pitch only."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What of a screen can be heard."""

    set_id: str | None = None
    """Of the set that goes on."""
    count: int = 0
    """Its reps as they are shown."""
    timed: str | None = None
    """What is timed, a hold or a rest; another name is another clock."""
    elapsed_s: float = 0.0
    """Below 0 while the person gets ready."""
    target_s: float | None = None
    """How long it is to be; ``None``: nobody said."""


def cues_between(before: Beat, after: Beat) -> list[Cue]:
    """Return the signs that are due between two looks at a screen, in their order."""
    return [*_reps(before, after), *_clock(before, after)]


def _reps(before: Beat, after: Beat) -> list[Cue]:
    if after.set_id is None:
        return []
    more = after.count - (before.count if before.set_id == after.set_id else 0)
    return [Cue.REP] * more if 0 < more <= _MOST_REPS else []


def _clock(before: Beat, after: Beat) -> list[Cue]:
    if after.timed is None:
        return []
    since_s = before.elapsed_s if before.timed == after.timed else min(0.0, after.elapsed_s) - 1e-9
    if not 0 < after.elapsed_s - since_s <= _LONGEST_STEP_S:
        return []
    marks = [(Cue.START, 0.0)]
    if after.target_s is not None and after.target_s > 0:
        marks += [(Cue.HALF, after.target_s / 2), (Cue.END, after.target_s)]
    return [cue for cue, at_s in marks if since_s < at_s <= after.elapsed_s]
