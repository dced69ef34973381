"""The log of an exercise and what is planned of it → a proposal for the next session. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sensorlog.training.feeling import PainVerdict, WhatFollows
from sensorlog.training.lifting import DoneSet, estimated_maximum_kg
from sensorlog.training.programs.plan import PlannedWork
from sensorlog.training.programs.schema import Progress
from sensorlog.training.progression.answers import (
    alternatives,
    as_last,
    less,
    lighter_for_more_reps,
    made,
    more_reps_instead,
    one_more,
    share_of,
    the_same,
    told,
)
from sensorlog.training.progression.history import Outing, outings
from sensorlog.training.progression.proposal import Direction, Proposal
from sensorlog.training.progression.steps import heavier_kg

__all__ = ["BREAK_DAYS", "Log", "propose"]

BREAK_DAYS = 21
"""Our own; see the rule "break"."""
_EXTRA_REPS = 2
"""Two for two."""


@dataclass(frozen=True, slots=True)
class Log:
    """What is known of one exercise when a proposal is made."""

    sets: Sequence[DoneSet]
    """Of this exercise, lighter weeks left out."""
    pain: PainVerdict | None = None
    """About the last session with it."""
    sore: bool = False
    """The person said since then that soreness is excessive."""
    chosen_load_kg: float | None = None
    """What the person decided on since the last session with it."""
    load_before_kg: float | None = None
    """Of the phase before, for plans that take a share of it."""
    is_new_phase: bool = False
    """There is no session with it in this phase of the program yet."""
    trunk_deviations: Sequence[str] = ()
    """Seen in the last session. They are shown beside the proposal and have no part in it."""


def propose(work: PlannedWork, log: Log, loads_kg: Sequence[float], today: date) -> Proposal:
    """Propose load, sets and reps of one exercise. ``loads_kg``: what is at hand, ascending.

    Pain and soreness come before everything, then what the person chose, then the plan, then progress. More load is
    always 2 to 10 % more; where no such load is at hand, more reps are proposed instead.
    """
    done = outings(log.sets)
    last = done[-1] if done else None
    if last is None:
        proposal = _first(work, log, loads_kg)
    else:
        usual = _chosen(work, log, last) or _as_planned(work, log, done, loads_kg) or _progress(work, done, loads_kg)
        lowered = _lowered(work, log, last, loads_kg, today)
        proposal = _held(work, log, last, usual) if lowered is None else _lower_of(lowered, usual)
    if last is not None and last.load_kg and proposal.rule.id in ("double", "two_for_two", "top_twice", "in_range"):
        proposal = replace(proposal, alternatives=alternatives(work, last, loads_kg, proposal))
    return replace(proposal, beside=tuple(log.trunk_deviations))


def _first(work: PlannedWork, log: Log, loads_kg: Sequence[float]) -> Proposal:
    if log.chosen_load_kg is not None:
        return made(work, Direction.START, "chosen", "you chose this load to begin with", log.chosen_load_kg)
    if work.percent is not None and log.load_before_kg:
        return share_of(work, log.load_before_kg, None, loads_kg)
    return made(work, Direction.START, "start", "there is no set of it in the log", None)


def _lowered(work: PlannedWork, log: Log, last: Outing, loads_kg: Sequence[float], today: date) -> Proposal | None:
    if log.pain is not None and log.pain.follows is WhatFollows.LOWER:
        return less(work, last, loads_kg, log.pain.rule, log.pain.because)
    if (today - last.day).days >= BREAK_DAYS and last.load_kg:
        return less(work, last, loads_kg, "break", f"the last time was {(today - last.day).days} days ago")
    return None


def _lower_of(lowered: Proposal, usual: Proposal) -> Proposal:
    """Return what was lowered, or what would have been even less."""
    is_even_less = None not in (usual.load_kg, lowered.load_kg) and (usual.load_kg or 0.0) < (lowered.load_kg or 0.0)
    if usual.direction is not Direction.LESS or not is_even_less:
        return lowered
    return replace(usual, rule=lowered.rule, because=f"{lowered.because}; and {usual.because}")


def _held(work: PlannedWork, log: Log, last: Outing, otherwise: Proposal) -> Proposal:
    """Turn more into the same where pain or soreness says so; what is less already stays."""
    if otherwise.direction is Direction.LESS:
        return otherwise
    if log.pain is not None and log.pain.follows is WhatFollows.HOLD:
        return the_same(work, last, log.pain.rule, log.pain.because)
    if log.sore:
        return the_same(work, last, "soreness", "you said that soreness was excessive")
    return otherwise


def _chosen(work: PlannedWork, log: Log, last: Outing) -> Proposal | None:
    if log.chosen_load_kg is None:
        return None
    was, now = last.load_kg or 0.0, log.chosen_load_kg
    direction = Direction.SAME if now == was else Direction.MORE_LOAD if now > was else Direction.LESS
    amount = as_last(work, last) if direction is Direction.SAME else None
    return made(work, direction, "chosen", "you decided on this load", now, amount=amount)


def _as_planned(work: PlannedWork, log: Log, done: Sequence[Outing], loads_kg: Sequence[float]) -> Proposal | None:
    last = done[-1]
    if work.percent is not None:
        estimates = [each for done in log.sets if (each := estimated_maximum_kg(done)) is not None]
        maximum = max(estimates, default=None)
        base = (log.load_before_kg or last.load_kg) if work.percent_of == "load_before" else maximum
        if base:
            known_kg = next((each.load_kg for each in reversed(done) if each.load_kg), None)
            return share_of(work, base, known_kg, loads_kg)
    if log.is_new_phase and (lighter := lighter_for_more_reps(work, last, loads_kg)) is not None:
        return lighter
    if work.progress is Progress.HOLD:
        return the_same(work, last, "hold", f"{told(last)} last time")
    return None


def _progress(work: PlannedWork, done: Sequence[Outing], loads_kg: Sequence[float]) -> Proposal:
    last = done[-1]
    before = done[-2] if len(done) > 1 and done[-2].load_kg == last.load_kg else None
    span = work.reps or work.seconds
    assert span is not None
    if work.reserve is not None and last.reserve is not None and last.reserve < work.reserve:
        because = f"{last.reserve:g} in reserve after the last set, {work.reserve} were asked for"
        return the_same(work, last, "reserve", because)
    if before is not None and _below(before, span[0]) and _below(last, span[0]) and last.load_kg:
        return less(work, last, loads_kg, "below_range", f"{told(before)}, then {told(last)}")
    rule = work.progress.value
    reached = {
        Progress.DOUBLE: last.all_reach(*_target(work, 0), work.sets[0]),
        Progress.TWO_FOR_TWO: _extra(work, last) and before is not None and _extra(work, before),
        Progress.TOP_TWICE: last.all_reach(*_target(work, 0), work.sets[0])
        and before is not None
        and before.all_reach(*_target(work, 0), work.sets[0]),
    }[work.progress]
    if not reached:
        return one_more(work, last)
    count = len(last.reps or last.seconds)
    if (work.sets_first or not last.load_kg) and count < work.sets[1]:
        return made(work, Direction.MORE_SETS, rule, told(last), last.load_kg, sets=count + 1, amount=span[0])
    if not last.load_kg:
        because = f"{told(last)}: the top; a harder variant or a load is the next step, with your therapist"
        return made(work, Direction.SAME, rule, because, None, sets=work.sets[1], amount=span[1])
    heavier = heavier_kg(last.load_kg, loads_kg)
    if heavier is not None:
        return made(work, Direction.MORE_LOAD, rule, told(last), heavier)
    return more_reps_instead(work, last, loads_kg)


def _target(work: PlannedWork, extra: int) -> tuple[int | None, int | None]:
    return (work.reps[1] + extra if work.reps else None, work.seconds[1] if work.seconds else None)


def _extra(work: PlannedWork, outing: Outing) -> bool:
    return bool(work.reps and len(outing.reps) >= work.sets[0] and outing.reps[-1] >= work.reps[1] + _EXTRA_REPS)


def _below(outing: Outing, bottom: int) -> bool:
    return outing.least is not None and outing.least < bottom
