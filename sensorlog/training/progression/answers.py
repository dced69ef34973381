"""Answers that rules can give: the same, one more, less, a share. Each is bounded."""

from __future__ import annotations

from collections.abc import Sequence

from sensorlog.training.lifting import nearest_at_most, next_above
from sensorlog.training.load import format_load
from sensorlog.training.programs.plan import PlannedWork
from sensorlog.training.progression.history import Outing
from sensorlog.training.progression.proposal import RULES, Direction, Proposal
from sensorlog.training.progression.steps import LARGEST_STEP, lighter_kg

__all__ = [
    "MAX_REPS_ABOVE_RANGE",
    "alternatives",
    "as_last",
    "less",
    "lighter_for_more_reps",
    "made",
    "more_reps_instead",
    "one_more",
    "share_of",
    "the_same",
    "told",
]

MAX_REPS_ABOVE_RANGE = 10
"""How far reps may grow where no small step of load is at hand. Our own."""
_SECONDS_STEP = 5
"""More of a hold at a time. Our own."""
_MORE_REPS = 4
"""With a smaller weight. Our own."""
_FEWER = 0.8
"""Reps or seconds where there is no load to lower. Our own."""


def made(
    work: PlannedWork,
    direction: Direction,
    rule: str,
    because: str,
    load_kg: float | None,
    *,
    sets: int | None = None,
    amount: float | None = None,
) -> Proposal:
    """Put an answer together. ``amount``: reps or seconds; the bottom of the range where nothing else is said."""
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


def as_last(work: PlannedWork, last: Outing) -> float:
    """Return what went last time, at most the top of the range."""
    span = work.reps or work.seconds
    assert span is not None
    return span[0] if last.least is None else min(last.least, span[1])


def share_of(work: PlannedWork, base_kg: float, last_kg: float | None, loads_kg: Sequence[float]) -> Proposal:
    """Take a share of a known load, as the plan says; never more than the largest step above the last load."""
    assert work.percent is not None
    wanted_kg = base_kg * work.percent / 100
    if last_kg:
        wanted_kg = min(wanted_kg, last_kg * (1 + LARGEST_STEP))
    load_kg = nearest_at_most(loads_kg, wanted_kg)
    of = "before" if work.percent_of == "load_before" else "of the estimated maximum"
    change = (load_kg or 0.0) - (last_kg or base_kg)
    direction = Direction.LESS if change < 0 else Direction.MORE_LOAD if change > 0 else Direction.SAME
    return made(work, direction, "percent", f"{work.percent:g} % of {format_load(base_kg)} {of}", load_kg)


def lighter_for_more_reps(work: PlannedWork, last: Outing, loads_kg: Sequence[float]) -> Proposal | None:
    """Find a load for a range that begins above what went last time: Epley's formula, from those reps to these.

    ``None`` where there is no load, or the range begins no higher.
    """
    if not last.load_kg or not last.reps or not work.reps or min(last.reps) >= work.reps[0]:
        return None
    wanted_kg = last.load_kg * (30 + min(last.reps)) / (30 + work.reps[0])
    load_kg = nearest_at_most(loads_kg, wanted_kg)
    return None if load_kg is None else made(work, Direction.LESS, "new_range", f"{told(last)} last time", load_kg)


def more_reps_instead(work: PlannedWork, last: Outing, loads_kg: Sequence[float]) -> Proposal:
    """Add a rep, where the next load at hand is too far."""
    span = work.reps or work.seconds
    assert span is not None
    most = span[1] + MAX_REPS_ABOVE_RANGE
    amount = min((last.least or span[1]) + 1, most)
    direction = Direction.MORE_REPS if amount > (last.least or 0) else Direction.SAME
    assert last.load_kg is not None
    above = next_above(loads_kg, last.load_kg)
    next_one = (
        f"the next load at hand, {format_load(above)}, is {above / last.load_kg - 1:.0%} more"
        if above
        else "none is heavier"
    )
    because = f"{told(last)}; {next_one}: smaller plates would help, or choose it yourself"
    sets = min(len(last.reps or last.seconds), work.sets[1])
    return made(work, direction, "no_small_step", because, last.load_kg, sets=sets, amount=amount)


def one_more(work: PlannedWork, last: Outing) -> Proposal:
    """Add one rep (or a few seconds) to what went last time, up to the top of the range."""
    step = 1 if work.reps else _SECONDS_STEP
    span = work.reps or work.seconds
    assert span is not None
    amount = min((last.least or 0) + step, span[1])
    direction = Direction.MORE_REPS if amount > (last.least or 0) else Direction.SAME
    sets = min(max(len(last.reps or last.seconds), work.sets[0]), work.sets[1])
    return made(work, direction, "in_range", f"{told(last)} last time", last.load_kg, sets=sets, amount=amount)


def the_same(work: PlannedWork, last: Outing, rule: str, because: str) -> Proposal:
    """Repeat the last load and its reps, at most the top of the range."""
    sets = min(max(len(last.reps or last.seconds), work.sets[0]), work.sets[1])
    return made(work, Direction.SAME, rule, because, last.load_kg, sets=sets, amount=as_last(work, last))


def less(work: PlannedWork, last: Outing, loads_kg: Sequence[float], rule: str, because: str) -> Proposal:
    """Take load off; where none is lighter, or there is no load, fewer reps (or seconds) than last time."""
    span = work.reps or work.seconds
    assert span is not None
    load_kg = lighter_kg(last.load_kg, loads_kg) if last.load_kg else None
    if load_kg is not None:
        return made(work, Direction.LESS, rule, because, load_kg)
    fewer = max(1, int((last.least or span[0]) * _FEWER))
    return made(work, Direction.LESS, rule, because, last.load_kg, amount=fewer)


def alternatives(
    work: PlannedWork, last: Outing, loads_kg: Sequence[float], proposal: Proposal
) -> tuple[Proposal, ...]:
    """Return what is as valid: the same again, and a smaller weight with more repetitions."""
    others = [the_same(work, last, "hold", "the same again is no step back")]
    lighter = lighter_kg(last.load_kg, loads_kg) if last.load_kg else None
    if lighter is not None and last.load_kg and last.reps and lighter >= last.load_kg * (1 - 2 * LARGEST_STEP):
        reps = min(min(last.reps) + _MORE_REPS, 100)
        because = f"{told(last)} last time"
        others.append(made(work, Direction.MORE_REPS, "lighter_more_reps", because, lighter, amount=reps))
    return tuple(each for each in others if (each.load_kg, each.reps) != (proposal.load_kg, proposal.reps))


def told(outing: Outing) -> str:
    """``12, 12, 11 with 60 kg``."""
    amounts = ", ".join(f"{each:g}" for each in (outing.reps or outing.seconds))
    unit = "" if outing.reps else " s"
    return f"{amounts}{unit} with {format_load(outing.load_kg)}" if outing.load_kg else f"{amounts}{unit}"
