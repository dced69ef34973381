"""What a proposal is, and the rules that can make one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sensorlog.training.feeling import PainBands

__all__ = ["RULES", "Direction", "Proposal", "Rule"]


class Direction(StrEnum):
    """Which way it goes from the last session."""

    START = "start"
    """No load is known: the person finds one."""
    SAME = "same"
    MORE_REPS = "more_reps"
    """Or more seconds."""
    MORE_SETS = "more_sets"
    MORE_LOAD = "more_load"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Rule:
    """Why something is proposed, and who says so."""

    id: str
    text: str
    source: str


_ACSM = "ACSM position stand 2009, Med Sci Sports Exerc 41(3):687-708: 2 to 10 % more"
_OWN = "our own"
_PAIN = PainBands().source

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("start", "begin low: where there is a load, find one that leaves the reps in reserve asked for", _OWN),
        Rule("hold", "the plan keeps the load in this phase", "the program"),
        Rule("percent", "the plan sets a share of a known load", "the program"),
        Rule(
            "double", "top of the range in every set: more load, reps from the bottom again", f"{_OWN}; step: {_ACSM}"
        ),
        Rule(
            "two_for_two",
            "two reps more than asked in the last set, two sessions running",
            f"2-for-2 rule, Baechle & Earle, Essentials of Strength Training and Conditioning (NSCA); step: {_ACSM}",
        ),
        Rule(
            "top_twice",
            "top of the range in every set, two sessions running",
            f"Simson et al. 2017, Trials, doi 10.1186/s13063-017-1913-8, table 1; step: {_ACSM}",
        ),
        Rule("in_range", "one more of what went last time, up to the top of the range", f"{_OWN} (double progression)"),
        Rule(
            "no_small_step",
            "the next load at hand is more than 10 % heavier: more reps instead",
            f"{_OWN}, to stay within {_ACSM}",
        ),
        Rule(
            "lighter_more_reps",
            "a smaller weight with more repetitions is a valid way on",
            "patient articles on resistance training with back pain",
        ),
        Rule(
            "new_range",
            "a new phase asks for more repetitions than went last time: a load for those, by Epley's formula",
            _OWN,
        ),
        Rule("reserve", "fewer reps were left in reserve than asked for: the same again", _OWN),
        Rule("below_range", "below the range in two sessions running: less load", _OWN),
        Rule(
            "soreness",
            "increases only where soreness stays within limits: the same again",
            "patient articles on resistance training with back pain",
        ),
        Rule(
            "break",
            "three weeks or more without it: a tenth less to come back",
            f"strength falls with time off: Bosquet et al. 2013, Scand J Med Sci Sports 23(3):e140-149; days: {_OWN}",
        ),
        Rule("pain_new_or_worse", "new or worse pain: less, and ask your doctor or therapist", _PAIN),
        Rule("pain_too_much", "pain above the band: less", _PAIN),
        Rule("pain_next_day", "more pain on the next day: less", _PAIN),
        Rule("pain_acceptable", "pain in the acceptable band: the same again", f"{_PAIN}; holding is our own"),
        Rule("chosen", "what you decided on", "you"),
    )
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be done of one exercise next. It is the person's to take or leave; nothing here acts by itself."""

    exercise: str
    """Id."""
    direction: Direction
    rule: Rule
    because: str
    """What of the log it follows from."""
    sets: int
    reps: int | None
    """In each set."""
    seconds: int | None
    load_kg: float | None
    """``None``: none is known, or the exercise has none."""
    alternatives: tuple[Proposal, ...] = ()
    """Other ways on that are as valid."""
    beside: tuple[str, ...] = ()
    """What else was seen, such as trunk movement out of the usual. It has no part in the proposal."""
