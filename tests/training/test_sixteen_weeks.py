"""A simulated person through the sixteen weeks: missed days, a pain episode, a swap, a long break; week by week."""

from __future__ import annotations

import pytest

from sensorlog.training import (
    Direction,
    Muscle,
    Score,
    SwapReason,
    Today,
    change,
    follow_log,
    state_from_json,
    swap,
    weekly_by_muscle,
)
from tests.training.simulated_person import SimulatedPerson, week_day
from tests.training.sixteen_weeks import (
    CATALOGUE,
    EXPECTED,
    MISSED,
    MONDAY,
    PROGRAM,
    SCORES,
    START,
    SWAPPED,
    SWAPPED_BACK,
    THURSDAY,
    felt,
    told,
)


def through_the_weeks() -> tuple[SimulatedPerson, list[str], list[Today]]:
    person = SimulatedPerson(PROGRAM, CATALOGUE, START)
    lines, todays = [], []
    for week in range(1, 30):
        for weekday in (MONDAY, THURSDAY):
            day = week_day(START, week, weekday)
            if (week, weekday) in MISSED or person.today(day) is None:
                continue
            if (week, weekday) == SWAPPED:
                person.state = swap(
                    PROGRAM, person.state, CATALOGUE, day, "squat", "goblet-squat", SwapReason.HURTS, "pinches"
                )
            if (week, weekday) == SWAPPED_BACK:
                person.state = swap(PROGRAM, person.state, CATALOGUE, day, "squat", "squat", SwapReason.OTHER)
            today = person.train(day)
            person.pain += felt(week, weekday, day)
            lines.append(told(week, weekday, today))
            todays.append(today)
    return person, lines, todays


@pytest.fixture(scope="module")
def run() -> tuple[SimulatedPerson, list[str], list[Today]]:
    return through_the_weeks()


def test_plan_and_proposals_are_as_expected_week_by_week(run: tuple[SimulatedPerson, list[str], list[Today]]) -> None:
    assert run[1] == EXPECTED.strip("\n").splitlines()


def test_missed_sessions_slid_and_none_was_lost(run: tuple[SimulatedPerson, list[str], list[Today]]) -> None:
    _, lines, todays = run
    assert [today.session.index for today in todays] == list(range(32))
    assert lines[-1].startswith("21M")


def test_load_only_ever_rose_by_2_to_10_percent(run: tuple[SimulatedPerson, list[str], list[Today]]) -> None:
    heavier = 0
    loads: dict[str, float] = {}
    for today in run[2]:
        for work, proposal in today.work:
            before = loads.get(work.exercise)
            if proposal.direction is Direction.MORE_LOAD and proposal.load_kg and before:
                assert 1.02 <= proposal.load_kg / before <= 1.1
                heavier += 1
            if proposal.load_kg and proposal.rule.id != "percent":  # the lighter week is no base
                loads[work.exercise] = proposal.load_kg
    assert heavier >= 8


def test_the_swap_kept_its_reason_while_it_lasted(run: tuple[SimulatedPerson, list[str], list[Today]]) -> None:
    swapped = [work for today in run[2] for work, _ in today.work if work.planned_exercise == "squat"]
    assert {work.exercise for work in swapped} == {"goblet-squat"}
    assert {work.swap_reason for work in swapped} == {SwapReason.HURTS}
    assert {work.swap_words for work in swapped} == {"pinches"}


def test_the_log_alone_says_how_far_the_person_is(run: tuple[SimulatedPerson, list[str], list[Today]]) -> None:
    person = run[0]
    kept = state_from_json(person.state.to_json())
    assert kept == person.state
    fresh = SimulatedPerson(PROGRAM, CATALOGUE, START).state
    until_the_swap = [done for done in person.sets if done.day < week_day(START, 8, MONDAY)]
    followed = follow_log(PROGRAM, fresh, CATALOGUE, until_the_swap)
    marked = [entry.day for entry in followed.entries]
    assert marked == sorted({done.day for done in until_the_swap})


def test_weekly_sets_of_the_spine_supporting_groups_are_there(
    run: tuple[SimulatedPerson, list[str], list[Today]],
) -> None:
    weeks = {(row.week, row.muscle): row for row in weekly_by_muscle(run[0].sets, CATALOGUE)}
    first = weeks[START, Muscle.BACK_AND_GLUTEAL_EXTENSORS]
    # Two sets of squats and two of deadlifts.
    assert (first.sets, first.volume_load_kg) == (4, 2 * (12 + 14) / 2 * 30 + 2 * (12 + 14) / 2 * 40)
    assert weeks[START, Muscle.ABDOMINALS].sets == 2
    missed = week_day(START, 6, MONDAY)
    assert not any(week == missed for week, _ in weeks)


def test_the_outcome_table_compares_with_the_baseline() -> None:
    table = {}
    for measure, values in SCORES.items():
        found = change([Score(measure, week_day(START, week, MONDAY), value) for week, value in values.items()])
        assert found is not None
        table[measure.value] = (found.difference, found.is_better, found.reaches_important)
    assert table == {
        "nprs": (-3, True, True),
        "rmdq": (-6, True, True),
        "odi": (-8, True, False),
        "pseq": (10, True, True),
    }
