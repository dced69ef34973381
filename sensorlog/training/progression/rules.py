"""The log of an exercise and what is planned of it → a proposal for the next session. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sensorlog.training.feeling import PainVerdict, WhatFollows
from sensorlog.training.lifting import DoneSet, estimated_maximum_kg, nearest_at_most, next_above
from sensorlog.training.programs.plan import PlannedWork
from sensorlog.training.programs.schema import Progress
from sensorlog.training.progression.history import Outing, outings
from sensorlog.training.progression.proposal import RULES, Direction, Proposal
from sensorlog.training.progression.steps import LARGEST_STEP, heavier_kg, lighter_kg

__all__ = ["BREAK_DAYS", "MAX_REPS_ABOVE_RANGE", "Log", "propose"]

BREAK_DAYS = 21
"""Our own; see the rule "break"."""
MAX_REPS_ABOVE_RANGE = 10
"""How far reps may grow where no small step of load is at hand. Our own."""
_SECONDS_STEP = 5
"""More of a hold at a time. Our own."""
_EXTRA_REPS = 2
"""Two for two."""
_FEWER = 0.8
"""Reps or seconds where there is no load to lower. Our own."""


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
    trunk_deviations: Sequence[str] = ()
    """Seen in the last session. They are shown beside the proposal and have no part in it."""


def propose(work: PlannedWork, log: Log, loads_kg: Sequence[float], today: date) -> Proposal:
    """Propose load, sets and reps of one exercise. ``loads_kg``: what is at hand, ascending.

    Pain and soreness come before everything, then what the person chose, then the plan, then progress. More load is
    always 2 to 10 % more; where no such load is at hand, more reps are proposed instead.
    """
    done = outings(log.sets)
    last = done[-1] if done else None
    proposal = (
        _first(work, log, loads_kg)
        if last is None
        else _lowered(work, log, last, loads_kg, today)
        or _held(
            work,
            log,
            last,
            _chosen(work, log, last) or _as_planned(work, log, last, loads_kg) or _progress(work, done, loads_kg),
        )
    )
    if last is not None and last.load_kg and proposal.rule.id in ("double", "two_for_two", "top_twice", "in_range"):
        proposal = replace(proposal, alternatives=_alternatives(work, last, loads_kg, proposal))
    return replace(proposal, beside=tuple(log.trunk_deviations))


def _proposal(
    work: PlannedWork,
    direction: Direction,
    rule: str,
    because: str,
    load_kg: float | None,
    *,
    sets: int | None = None,
    amount: float | None = None,
) -> Proposal:
    """``amount``: reps or seconds; the bottom of the range where nothing else is said."""
    span = work.reps or work.seconds
    assert span is not None
    number = round(amount) if amount is not None else span[0]
    return Proposal(
        work.exercise,
        direction,
        RULES[rule],
        because,
        sets=sets or work.sets[0],
        reps=number if work.reps else None,
        seconds=None if work.reps else number,
        load_kg=load_kg,
    )


def _within(work: PlannedWork, amount: float | None) -> float:
    span = work.reps or work.seconds
    assert span is not None
    return span[0] if amount is None else min(max(amount, span[0]), span[1])


def _first(work: PlannedWork, log: Log, loads_kg: Sequence[float]) -> Proposal:
    if log.chosen_load_kg is not None:
        return _proposal(work, Direction.START, "chosen", "you chose this load to begin with", log.chosen_load_kg)
    if work.percent is not None and log.load_before_kg:
        return _share(work, log.load_before_kg, loads_kg)
    return _proposal(work, Direction.START, "start", "there is no set of it in the log", None)


def _lowered(work: PlannedWork, log: Log, last: Outing, loads_kg: Sequence[float], today: date) -> Proposal | None:
    if log.pain is not None and log.pain.follows is WhatFollows.LOWER:
        return _less(work, last, loads_kg, log.pain.rule, log.pain.because)
    if (today - last.day).days >= BREAK_DAYS and last.load_kg:
        return _less(work, last, loads_kg, "break", f"the last time was {(today - last.day).days} days ago")
    return None


def _held(work: PlannedWork, log: Log, last: Outing, otherwise: Proposal) -> Proposal:
    """Turn more into the same where pain or soreness says so; what is less already stays."""
    if otherwise.direction is Direction.LESS:
        return otherwise
    if log.pain is not None and log.pain.follows is WhatFollows.HOLD:
        return _same(work, last, log.pain.rule, log.pain.because)
    if log.sore:
        return _same(work, last, "soreness", "you said that soreness was excessive")
    return otherwise


def _chosen(work: PlannedWork, log: Log, last: Outing) -> Proposal | None:
    if log.chosen_load_kg is None:
        return None
    was, now = last.load_kg or 0.0, log.chosen_load_kg
    direction = Direction.SAME if now == was else Direction.MORE_LOAD if now > was else Direction.LESS
    amount = _within(work, last.least) if direction is Direction.SAME else None
    return _proposal(work, direction, "chosen", "you decided on this load", now, amount=amount)


def _as_planned(work: PlannedWork, log: Log, last: Outing, loads_kg: Sequence[float]) -> Proposal | None:
    if work.percent is not None:
        estimates = [each for done in log.sets if (each := estimated_maximum_kg(done)) is not None]
        maximum = max(estimates, default=None)
        base = (log.load_before_kg or last.load_kg) if work.percent_of == "load_before" else maximum
        if base:
            return _share(work, base, loads_kg)
    if work.progress is Progress.HOLD:
        return _same(work, last, "hold", f"{_told(last)} last time")
    return None


def _share(work: PlannedWork, base_kg: float, loads_kg: Sequence[float]) -> Proposal:
    assert work.percent is not None
    load_kg = nearest_at_most(loads_kg, base_kg * work.percent / 100)
    of = "before" if work.percent_of == "load_before" else "of the estimated maximum"
    direction = Direction.LESS if work.percent < 100 and work.percent_of == "load_before" else Direction.SAME
    return _proposal(work, direction, "percent", f"{work.percent:g} % of {base_kg:g} kg {of}", load_kg)


def _progress(work: PlannedWork, done: Sequence[Outing], loads_kg: Sequence[float]) -> Proposal:
    last = done[-1]
    before = done[-2] if len(done) > 1 and done[-2].load_kg == last.load_kg else None
    span = work.reps or work.seconds
    assert span is not None
    if work.reserve is not None and last.reserve is not None and last.reserve < work.reserve:
        because = f"{last.reserve:g} in reserve after the last set, {work.reserve} were asked for"
        return _same(work, last, "reserve", because)
    if before is not None and _below(before, span[0]) and _below(last, span[0]) and last.load_kg:
        return _less(work, last, loads_kg, "below_range", f"{_told(before)}, then {_told(last)}")
    rule = work.progress.value
    reached = {
        Progress.DOUBLE: last.all_reach(*_target(work, 0), work.sets[0]),
        Progress.TWO_FOR_TWO: _extra(work, last) and before is not None and _extra(work, before),
        Progress.TOP_TWICE: last.all_reach(*_target(work, 0), work.sets[0])
        and before is not None
        and before.all_reach(*_target(work, 0), work.sets[0]),
    }[work.progress]
    if not reached:
        return _in_range(work, last)
    count = len(last.reps or last.seconds)
    if (work.sets_first or not last.load_kg) and count < work.sets[1]:
        return _proposal(work, Direction.MORE_SETS, rule, _told(last), last.load_kg, sets=count + 1, amount=span[0])
    if not last.load_kg:
        told = f"{_told(last)}: the top; a harder variant or a load is the next step, with your therapist"
        return _proposal(work, Direction.SAME, rule, told, None, sets=work.sets[1], amount=span[1])
    heavier = heavier_kg(last.load_kg, loads_kg)
    if heavier is not None:
        return _proposal(work, Direction.MORE_LOAD, rule, _told(last), heavier)
    return _no_small_step(work, last, loads_kg)


def _no_small_step(work: PlannedWork, last: Outing, loads_kg: Sequence[float]) -> Proposal:
    span = work.reps or work.seconds
    assert span is not None
    most = span[1] + MAX_REPS_ABOVE_RANGE
    amount = min((last.least or span[1]) + 1, most)
    direction = Direction.MORE_REPS if amount > (last.least or 0) else Direction.SAME
    assert last.load_kg is not None
    above = next_above(loads_kg, last.load_kg)
    next_one = (
        f"the next load at hand, {above:g} kg, is {above / last.load_kg - 1:.0%} more" if above else "none is heavier"
    )
    because = f"{_told(last)}; {next_one}: smaller plates would help, or choose it yourself"
    sets = min(len(last.reps or last.seconds), work.sets[1])
    return _proposal(work, direction, "no_small_step", because, last.load_kg, sets=sets, amount=amount)


def _in_range(work: PlannedWork, last: Outing) -> Proposal:
    step = 1 if work.reps else _SECONDS_STEP
    amount = _within(work, (last.least or 0) + step)
    direction = Direction.MORE_REPS if amount > (last.least or 0) else Direction.SAME
    sets = min(max(len(last.reps or last.seconds), work.sets[0]), work.sets[1])
    return _proposal(work, direction, "in_range", f"{_told(last)} last time", last.load_kg, sets=sets, amount=amount)


def _same(work: PlannedWork, last: Outing, rule: str, because: str) -> Proposal:
    sets = min(max(len(last.reps or last.seconds), work.sets[0]), work.sets[1])
    return _proposal(work, Direction.SAME, rule, because, last.load_kg, sets=sets, amount=_within(work, last.least))


def _less(work: PlannedWork, last: Outing, loads_kg: Sequence[float], rule: str, because: str) -> Proposal:
    """Less load; where none is lighter, or there is no load, fewer reps (or seconds) than the range begins with."""
    span = work.reps or work.seconds
    assert span is not None
    load_kg = lighter_kg(last.load_kg, loads_kg) if last.load_kg else None
    if load_kg is not None:
        return _proposal(work, Direction.LESS, rule, because, load_kg)
    fewer = max(1, int((last.least or span[0]) * _FEWER))
    return _proposal(work, Direction.LESS, rule, because, last.load_kg, amount=fewer)


def _alternatives(
    work: PlannedWork, last: Outing, loads_kg: Sequence[float], proposal: Proposal
) -> tuple[Proposal, ...]:
    """Return what is as valid: the same again, and a smaller weight with more repetitions."""
    others = [_same(work, last, "hold", "the same again is no step back")]
    lighter = lighter_kg(last.load_kg, loads_kg) if last.load_kg else None
    if lighter is not None and last.load_kg and last.reps and lighter >= last.load_kg * (1 - 2 * LARGEST_STEP):
        reps = min(min(last.reps) + 2 * _EXTRA_REPS, 100)
        because = f"{_told(last)} last time"
        others.append(_proposal(work, Direction.MORE_REPS, "lighter_more_reps", because, lighter, amount=reps))
    return tuple(each for each in others if (each.load_kg, each.reps) != (proposal.load_kg, proposal.reps))


def _target(work: PlannedWork, extra: int) -> tuple[int | None, int | None]:
    return (work.reps[1] + extra if work.reps else None, work.seconds[1] if work.seconds else None)


def _extra(work: PlannedWork, outing: Outing) -> bool:
    return bool(work.reps and len(outing.reps) >= work.sets[0] and outing.reps[-1] >= work.reps[1] + _EXTRA_REPS)


def _below(outing: Outing, bottom: int) -> bool:
    return outing.least is not None and outing.least < bottom


def _told(outing: Outing) -> str:
    """``12, 12, 11 with 60 kg``."""
    amounts = ", ".join(f"{each:g}" for each in (outing.reps or outing.seconds))
    unit = "" if outing.reps else " s"
    return f"{amounts}{unit} with {outing.load_kg:g} kg" if outing.load_kg else f"{amounts}{unit}"
