"""Everybody at a glance: who trained, whose pain changed, and whom to look at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sensorlog.logbook import DiaryKind, Logbook, LogbookError, Person, SetCounts
from sensorlog.training import (
    Catalogue,
    PainEntry,
    PainTrend,
    RecordedOfPlanned,
    TrainingError,
    known_exercises,
    load_program,
    pain_trend,
    planned_weeks,
    recorded_of_planned,
)

__all__ = ["ORDER_IN_WORDS", "RECENT_DAYS", "PersonLine", "overview"]

RECENT_DAYS = 28
"""What is looked at as recent: about the time between two appointments. Our own; no clinical threshold."""

ORDER_IN_WORDS = (
    f"First who reported new or worse pain in the last {RECENT_DAYS} days, the latest report first; then whose pain "
    "rose by the published important change or more; then by planned sessions missed in that time; then who has not "
    "trained for longest. The order is ours; it is no judgement of anybody's back."
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person, in the order in which to look. ``None`` is unknown."""

    person: Person
    file_number: str | None
    """Of the practice; kept on this computer only."""
    last_session: date | None
    recent_days: int
    """Days with training in the last :data:`RECENT_DAYS` days."""
    program: str | None
    """Name of the program that runs."""
    planned: RecordedOfPlanned | None
    """Of the program's weeks that are over and reach into the recent days; ``None`` where there is none."""
    pain: PainTrend | None
    """Since the program began, or since the first entry."""
    new_pain: tuple[date, ...]
    """Recent days on which pain was reported as new or worse, the latest first."""
    sets: SetCounts | None
    """Recent ones."""
    because: tuple[str, ...]
    """What puts the person where they are, the weightiest first; empty: nothing does."""


def overview(logbook: Logbook, today: date, *, people: Sequence[Person] | None = None) -> list[PersonLine]:
    """Return a line for each of ``people`` (left out: everybody), in the order of :data:`ORDER_IN_WORDS`."""
    catalogue = known_exercises()
    counts = logbook.set_counts(since=today - timedelta(days=RECENT_DAYS - 1))
    numbers = logbook.file_numbers()
    everybody = logbook.people() if people is None else people
    lines = [_line(logbook, person, today, catalogue, counts, numbers.get(person.id)) for person in everybody]
    return sorted(lines, key=lambda line: _order(line, today))


def _line(
    logbook: Logbook,
    person: Person,
    today: date,
    catalogue: Catalogue,
    counts: dict[str, SetCounts],
    file_number: str | None,
) -> PersonLine:
    since = today - timedelta(days=RECENT_DAYS - 1)
    days = sorted({done.day for done in logbook.done_sets(person.id) if done.day <= today})
    name, started, planned = _program(logbook, person, days, today, catalogue)
    pain = [
        entry.felt
        for entry in logbook.diary(person.id, [DiaryKind.PAIN])
        if isinstance(entry.felt, PainEntry) and entry.felt.day <= today
    ]
    trend = pain_trend(entry for entry in pain if started is None or entry.day >= started)
    new_pain = tuple(sorted({entry.day for entry in pain if entry.new_or_worse and entry.day >= since}, reverse=True))
    last = days[-1] if days else None
    return PersonLine(
        person=person,
        file_number=file_number,
        last_session=last,
        recent_days=sum(day >= since for day in days),
        program=name,
        planned=planned,
        pain=trend,
        new_pain=new_pain,
        sets=counts.get(person.id),
        because=_because(trend, new_pain, planned, last, today),
    )


def _program(
    logbook: Logbook, person: Person, days: Sequence[date], today: date, catalogue: Catalogue
) -> tuple[str | None, date | None, RecordedOfPlanned | None]:
    """Return name, start and what was recorded of the program that runs. One that cannot be read plans nothing."""
    try:
        runs = logbook.program_runs(person.id)
        if not runs:
            return None, None, None
        program = load_program(runs[0].program_text, catalogue)
    except (LogbookError, TrainingError):
        return None, None, None
    since = today - timedelta(days=RECENT_DAYS - 1)
    weeks = [week for week in planned_weeks(program, runs[0].state, days, today) if week.last_day >= since]
    return program.name, runs[0].state.started, recorded_of_planned(weeks)


def _because(
    trend: PainTrend | None,
    new_pain: Sequence[date],
    planned: RecordedOfPlanned | None,
    last: date | None,
    today: date,
) -> tuple[str, ...]:
    said = []
    if new_pain:
        said.append(f"new or worse pain on {new_pain[0].isoformat()}")
    if trend is not None and _rose(trend):
        said.append(f"pain {trend.difference:+.1f} points (important change: {trend.measure.important_change:g})")
    if planned is not None and planned.missed:
        said.append(f"{planned.missed} of {planned.planned} planned sessions missed")
    if last is not None and (today - last).days >= RECENT_DAYS:
        said.append(f"no training for {(today - last).days} days")
    return tuple(said)


def _rose(trend: PainTrend) -> bool:
    return trend.difference > 0 and trend.reaches_important


def _order(line: PersonLine, today: date) -> tuple[int, float, int, int, str, str]:
    rise = line.pain.difference if line.pain is not None and _rose(line.pain) else 0.0
    return (
        (today - line.new_pain[0]).days if line.new_pain else RECENT_DAYS,
        -rise,
        -(line.planned.missed if line.planned is not None else 0),
        -((today - line.last_session).days if line.last_session is not None else 0),
        line.person.label.casefold(),
        line.person.id,
    )
