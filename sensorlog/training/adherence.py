"""Recorded of planned: how many days of training a program asks for in each of its weeks, and how many there were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sensorlog.training.programs import Program, ProgramState, planned_sessions

__all__ = ["PlannedWeek", "RecordedOfPlanned", "planned_weeks", "recorded_of_planned"]

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """One week of a running program, by the calendar: the first begins on the day of the start."""

    number: int
    """From 1."""
    first_day: date
    planned: int
    """Sessions that the program asks for, optional ones left out."""
    recorded: int
    """Days with training. Two sessions of one day are one: a session that was cut off makes no second one."""
    is_over: bool

    @property
    def last_day(self) -> date:
        """The seventh."""
        return self.first_day + _WEEK - timedelta(days=1)

    @property
    def missed(self) -> int:
        """Sessions that were planned and not recorded; more than planned makes up for none of another week."""
        return max(0, self.planned - self.recorded) if self.is_over else 0


@dataclass(frozen=True, slots=True)
class RecordedOfPlanned:
    """The weeks that are over, added up."""

    recorded: int
    planned: int
    missed: int
    weeks: int


def planned_weeks(program: Program, state: ProgramState, trained: Iterable[date], today: date) -> list[PlannedWeek]:
    """Return the program's weeks from its start up to the one of ``today``, the oldest first.

    By the calendar: a week that the person repeats does not make the program longer here, and what was skipped for good
    was planned all the same. A week is over when ``today`` is behind it.
    """
    days = set(trained)
    weeks = []
    planned: dict[int, int] = {}
    for session in planned_sessions(program, state.chosen):
        planned[session.week] = planned.get(session.week, 0) + (not session.is_optional)
    for number in range(1, program.weeks + 1):
        first = state.started + (number - 1) * _WEEK
        if first > today:
            break
        recorded = sum(first <= day < first + _WEEK and day <= today for day in days)
        weeks.append(PlannedWeek(number, first, planned.get(number, 0), recorded, is_over=today >= first + _WEEK))
    return weeks


def recorded_of_planned(weeks: Sequence[PlannedWeek]) -> RecordedOfPlanned | None:
    """Add up the weeks that are over; ``None`` where none is: a week that runs is not missed yet."""
    over = [week for week in weeks if week.is_over]
    if not over:
        return None
    return RecordedOfPlanned(
        sum(week.recorded for week in over),
        sum(week.planned for week in over),
        sum(week.missed for week in over),
        len(over),
    )
