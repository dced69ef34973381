"""Recorded of planned, week by week."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sensorlog.training import Library, known_exercises, planned_weeks, recorded_of_planned, start_program

CATALOGUE = known_exercises()
PROGRAM = Library(CATALOGUE).get("eight-weeks")  # two sessions a week
START = date(2026, 3, 4)  # a Wednesday
STATE = start_program(PROGRAM, START, [], CATALOGUE)


def weeks(trained: list[date], today: date):
    return planned_weeks(PROGRAM, STATE, trained, today)


def test_weeks_begin_on_the_day_of_the_start_and_the_running_one_is_not_missed_yet() -> None:
    found = weeks([START, START + timedelta(days=6), START + timedelta(days=7)], START + timedelta(days=9))
    assert [(week.number, week.recorded, week.planned, week.is_over, week.missed) for week in found] == [
        (1, 2, 2, True, 0),
        (2, 1, 2, False, 0),
    ]
    total = recorded_of_planned(found)
    assert total is not None
    assert (total.recorded, total.planned, total.missed, total.weeks) == (2, 2, 0, 1)


def test_before_the_first_week_is_over_nothing_is_said() -> None:
    assert recorded_of_planned(weeks([START], START + timedelta(days=6))) is None
    assert weeks([], START - timedelta(days=1)) == []


def test_more_than_planned_in_one_week_makes_up_for_none_of_another() -> None:
    days = [START + timedelta(days=n) for n in range(4)]
    total = recorded_of_planned(weeks(days, START + timedelta(days=14)))
    assert total is not None
    assert (total.recorded, total.planned, total.missed) == (4, 4, 2)


def test_after_the_program_nothing_more_is_planned() -> None:
    assert len(weeks([], START + timedelta(days=500))) == PROGRAM.weeks


@given(st.lists(st.integers(-20, 80)), st.integers(0, 80))
def test_no_day_counts_twice_and_none_to_come(offsets: list[int], today: int) -> None:
    days = [START + timedelta(days=n) for n in offsets]
    found = weeks(days, START + timedelta(days=today))
    assert sum(week.recorded for week in found) == len({n for n in offsets if 0 <= n <= min(today, 55)})
    assert all(0 <= week.missed <= week.planned for week in found)
