"""The one pain rule: what was felt about a session, and what follows for the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sensorlog.training.errors import TrainingError

__all__ = [
    "PAIN_SOURCE",
    "Moment",
    "PainBands",
    "PainEntry",
    "PainLevel",
    "PainSite",
    "PainVerdict",
    "Soreness",
    "WhatFollows",
    "judge_pain",
    "parse_pain",
]

PAIN_SOURCE = (
    "pain-monitoring model of Silbernagel et al. 2007, Am J Sports Med 35(6):897-906: 38 people with Achilles "
    "tendinopathy; not tested in back pain"
)


class PainSite(StrEnum):
    """Where it hurts."""

    BACK = "back"
    BUTTOCK_OR_LEG = "buttock_or_leg"
    OTHER = "other"


class Moment(StrEnum):
    """When it was asked."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    NEXT_DAY = "next_day"


@dataclass(frozen=True, slots=True)
class PainEntry:
    """Pain on the numeric rating scale: 0 is none, 10 the worst that the person can think of."""

    day: date
    """Of the session that it is about, also where it was asked the day after."""
    moment: Moment
    score: int
    site: PainSite
    exercise: str | None = None
    """Where it was asked after a set: of which exercise. ``None`` is the session as a whole."""
    new_or_worse: bool = False
    """The person said that the pain is new or has got worse."""

    def __post_init__(self) -> None:
        if isinstance(self.score, bool) or not isinstance(self.score, int) or not 0 <= self.score <= 10:
            raise TrainingError(f"pain {self.score!r}: give a whole number from 0 (none) to 10 (the worst imaginable)")


@dataclass(frozen=True, slots=True)
class Soreness:
    """How sore the muscles are. The person says whether that is too much; no number decides it."""

    day: date
    excessive: bool


@dataclass(frozen=True, slots=True)
class PainBands:
    """Up to which score pain is fine, and up to which acceptable. A therapist can set both for a person."""

    fine_up_to: int = 3
    acceptable_up_to: int = 5
    source: str = PAIN_SOURCE

    def __post_init__(self) -> None:
        if not 0 <= self.fine_up_to <= self.acceptable_up_to <= 10:
            raise TrainingError(
                f"pain bands {self.fine_up_to} and {self.acceptable_up_to}: give two whole numbers from 0 to 10, "
                "the smaller first"
            )


class PainLevel(StrEnum):
    """In which band the worst pain lies."""

    FINE = "fine"
    ACCEPTABLE = "acceptable"
    TOO_MUCH = "too_much"
    UNKNOWN = "unknown"


class WhatFollows(StrEnum):
    """What the rule says about the next session."""

    GO_ON = "go_on"
    HOLD = "hold"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class PainVerdict:
    """What was felt, in the rule's words."""

    level: PainLevel
    follows: WhatFollows
    rule: str
    because: str
    source: str
    worst: PainEntry | None = None
    higher_next_day: bool | None = None
    """``None`` where it was not asked before and on the next day at the same site."""
    new_or_worse: bool = False


def judge_pain(
    entries: Iterable[PainEntry], bands: PainBands | None = None, exercise: str | None = None
) -> PainVerdict:
    """Apply the rule to what was felt about one session.

    ``exercise`` leaves out entries that were made after sets of others, except new or worse pain, which concerns all.
    Above the bands, new or worse, or higher on the next day than before at the same site: lower. Acceptable: hold.
    Without an entry nothing is known and nothing follows.
    """
    bands = bands or PainBands()
    about = [entry for entry in entries if entry.new_or_worse or exercise is None or entry.exercise in (None, exercise)]
    if not about:
        return PainVerdict(PainLevel.UNKNOWN, WhatFollows.GO_ON, "pain_unknown", "no pain was entered", bands.source)
    worst = max(about, key=lambda entry: entry.score)
    level = (
        PainLevel.FINE
        if worst.score <= bands.fine_up_to
        else PainLevel.ACCEPTABLE
        if worst.score <= bands.acceptable_up_to
        else PainLevel.TOO_MUCH
    )
    higher = _higher_next_day(about)
    new = any(entry.new_or_worse for entry in about)
    follows, rule, because = _what_follows(level, worst, bands, higher=higher is not None and bool(higher), new=new)
    return PainVerdict(level, follows, rule, because, bands.source, worst, higher, new)


def _what_follows(
    level: PainLevel, worst: PainEntry, bands: PainBands, *, higher: bool, new: bool
) -> tuple[WhatFollows, str, str]:
    felt = f"pain {worst.score} of 10 ({worst.site.replace('_', ' ')})"
    if new:
        return WhatFollows.LOWER, "pain_new_or_worse", "pain was new or got worse"
    if level is PainLevel.TOO_MUCH:
        return WhatFollows.LOWER, "pain_too_much", f"{felt} is above {bands.acceptable_up_to}"
    if higher:
        return WhatFollows.LOWER, "pain_next_day", "pain was higher on the next day than before the session"
    if level is PainLevel.ACCEPTABLE:
        return WhatFollows.HOLD, "pain_acceptable", f"{felt} is acceptable, above {bands.fine_up_to}"
    return WhatFollows.GO_ON, "pain_fine", f"{felt} is fine, up to {bands.fine_up_to}"


def _higher_next_day(entries: Sequence[PainEntry]) -> bool | None:
    before = _worst_by_site(entries, Moment.BEFORE)
    after = _worst_by_site(entries, Moment.NEXT_DAY)
    both = before.keys() & after.keys()
    return any(after[site] > before[site] for site in both) if both else None


def _worst_by_site(entries: Sequence[PainEntry], moment: Moment) -> dict[PainSite, int]:
    worst: dict[PainSite, int] = {}
    for entry in entries:
        if entry.moment is moment:
            worst[entry.site] = max(worst.get(entry.site, 0), entry.score)
    return worst


def parse_pain(text: str) -> int:
    """Read a score that a person typed. Raises :class:`TrainingError` for anything but a whole number of 0 to 10."""
    typed = text.strip().removesuffix("/10")
    if not typed.isascii() or not typed.isdigit() or int(typed[:4]) > 10:
        raise TrainingError(f"{text[:20]!r} is no pain score: give a whole number from 0 (none) to 10")
    return int(typed)
