"""A simulated person through the sixteen weeks: missed days, a pain episode, a swap, a long break; week by week."""

from __future__ import annotations

from datetime import date

import pytest

from sensorlog.resources import exercises_dir, programs_dir
from sensorlog.training import (
    Catalogue,
    Direction,
    Kind,
    Library,
    MeasureId,
    Moment,
    Muscle,
    PainEntry,
    PainSite,
    PlannedWork,
    Proposal,
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

CATALOGUE = Catalogue([exercises_dir()])
PROGRAM = Library(CATALOGUE, [programs_dir()]).get("sixteen-weeks")
START = date(2026, 1, 5)
MONDAY, THURSDAY = 0, 3
MISSED = {(3, THURSDAY)} | {(week, day) for week in (6, 12, 13, 14) for day in (MONDAY, THURSDAY)}
SHORT = {
    "squat": "sq",
    "goblet-squat": "gob",
    "deadlift": "dl",
    "bench-press": "bp",
    "bent-over-row": "row",
    "plank": "pl",
    "side-plank": "sp",
}
EXPECTED = """
 1M  1A | sq 2x12 start | bp 2x12 start | row 2x12 start | pl 2x15 start
 1T  1B | dl 2x12 start | bp 2x12@25 hold | row 2x12@25 hold | sp 2x10 start
 2M  2A | sq 2x12@30 hold | bp 2x12@25 hold | row 2x12@25 hold | pl 2x20 in_range
 2T  2B | dl 2x12@40 hold | bp 2x12@25 hold | row 2x12@25 hold | sp 2x15 in_range
 3M  3A | sq 2x12@30 hold | bp 2x12@25 hold | row 2x12@25 hold | pl 2x25 in_range
 4M  3B | dl 2x12@40 hold | bp 2x12@25 hold | row 2x12@25 hold | sp 2x20 in_range
 4T  4A | sq 3x10@30 double | bp 3x10@25 double | row 3x10@25 double | pl 3x30 in_range
 5M  4B | dl 3x10@40 double | bp 3x11@25 in_range | row 3x11@25 in_range | sp 2x25 in_range
 5T  5A | sq 3x11@30 in_range | bp 3x12@25 in_range | row 3x12@25 in_range | pl 3x35 in_range
 7M  5B | dl 3x11@40 in_range | bp 2x10@26 double | row 2x10@26 double | sp 2x30 in_range
 7T  6A | sq 3x12@30 in_range | bp 2x11@26 in_range | row 2x11@26 in_range | pl 3x40 in_range
 8M  6B | dl 2x10@36 pain_too_much | bp 2x11@26 pain_acceptable | row 2x11@26 pain_acceptable | sp 2x30 pain_acceptable
 8T  7A | gob 2x10 start | bp 2x12@26 in_range | row 2x12@26 in_range | pl 3x40 pain_acceptable
 9M  7B | dl 2x11@36 in_range | bp 3x10@26 double | row 3x10@26 double | sp 2x30 double
 9T  8A | gob 2x11@12 in_range | bp 3x11@26 in_range | row 3x11@26 in_range | pl 3x40 double
10M  8B | dl 2x12@36 in_range | bp 3x12@26 in_range | row 3x12@26 in_range | sp 2x30 double
10T  9A | gob 2x10@9 percent | bp 2x10@20 percent | row 2x10@20 percent | pl 2x30 hold
11M  9B | dl 2x10@28 percent | bp 2x10@20 percent | row 2x10@20 percent | sp 2x20 hold
11T 10A | sq 3x6@27 break | bp 3x6@27 two_for_two | row 3x6@27 two_for_two | pl 3x45 in_range
15M 10B | dl 3x6@32 break | bp 3x6@24 break | row 3x6@24 break | sp 3x35 in_range
15T 11A | sq 3x6@24 break | bp 3x7@24 in_range | row 3x7@24 in_range | pl 3x50 in_range
16M 11B | dl 3x7@32 in_range | bp 3x8@24 in_range | row 3x8@24 in_range | sp 3x40 in_range
16T 12A | sq 3x7@24 in_range | bp 3x8@24 in_range | row 3x8@24 in_range | pl 3x55 in_range
17M 12B | dl 3x8@32 in_range | bp 3x6@25 two_for_two | row 3x6@25 two_for_two | sp 3x40 double
17T 13A | sq 3x8@24 in_range | bp 3x7@25 in_range | row 3x7@25 in_range | pl 3x60 in_range
18M 13B | dl 3x8@32 in_range | bp 3x8@25 in_range | row 3x8@25 in_range | sp 3x40 double
18T 14A | sq 3x8@24 in_range | bp 3x8@25 in_range | row 3x8@25 in_range | pl 3x60 double
19M 14B | dl 3x6@33 two_for_two | bp 3x6@26 two_for_two | row 3x6@26 two_for_two | sp 3x40 double
19T 15A | sq 3x6@25 two_for_two | bp 3x7@26 in_range | row 3x7@26 in_range | pl 3x60 double
20M 15B | dl 3x7@33 in_range | bp 3x8@26 in_range | row 3x8@26 in_range | sp 3x40 double
20T 16A | sq 3x7@25 in_range | bp 3x8@26 in_range | row 3x8@26 in_range | pl 3x60 double
21M 16B | dl 3x8@33 in_range | bp 3x6@27 two_for_two | row 3x6@27 two_for_two | sp 3x40 double
"""
"""Calendar week and day, program week and day | sets x reps or seconds @ kg, and the rule, of each exercise."""


def told(week: int, day: int, today: Today) -> str:
    def entry(work: PlannedWork, proposal: Proposal) -> str:
        load = "" if proposal.load_kg is None else f"@{proposal.load_kg:g}"
        amount = proposal.reps or proposal.seconds
        return f"{SHORT[work.exercise]} {proposal.sets}x{amount}{load} {proposal.rule.id}"

    strength = [
        entry(work, proposal) for work, proposal in today.work if CATALOGUE.get(work.exercise).kind is Kind.STRENGTH
    ]
    when = f"{week:2}{'M' if day == MONDAY else 'T'} {today.session.week:2}{today.session.name[0]}"
    return " | ".join([when, *strength])


def through_the_weeks() -> tuple[SimulatedPerson, list[str], list[Today]]:
    person = SimulatedPerson(PROGRAM, CATALOGUE, START)
    lines, todays = [], []
    for week in range(1, 30):
        for weekday in (MONDAY, THURSDAY):
            day = week_day(START, week, weekday)
            if (week, weekday) in MISSED or person.today(day) is None:
                continue
            if (week, weekday) == (8, MONDAY):
                person.state = swap(
                    PROGRAM, person.state, CATALOGUE, day, "squat", "goblet-squat", SwapReason.HURTS, "pinches"
                )
            if (week, weekday) == (11, MONDAY):
                person.state = swap(PROGRAM, person.state, CATALOGUE, day, "squat", "squat", SwapReason.OTHER)
            today = person.train(day)
            if (week, weekday) == (7, MONDAY):
                person.pain.append(PainEntry(day, Moment.DURING, 7, PainSite.BACK, exercise="deadlift"))
            after = 4 if (week, weekday) == (7, THURSDAY) else 2
            person.pain.append(PainEntry(day, Moment.AFTER, after, PainSite.BACK))
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
    kept = {
        MeasureId.NPRS: (6, 5, 3),
        MeasureId.RMDQ: (11, 9, 5),
        MeasureId.ODI: (32, 28, 24),
        MeasureId.PSEQ: (34, 36, 44),
    }
    table = {}
    for measure, values in kept.items():
        found = change(
            [
                Score(measure, week_day(START, week, MONDAY), value)
                for week, value in zip((1, 9, 21), values, strict=True)
            ]
        )
        assert found is not None
        table[measure.value] = (found.difference, found.is_better, found.reaches_important)
    assert table == {
        "nprs": (-3, True, True),
        "rmdq": (-6, True, True),
        "odi": (-8, True, False),
        "pseq": (10, True, True),
    }
