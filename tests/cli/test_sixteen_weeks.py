"""Sixteen weeks of a person with sensor and logbook, checked week by week, and what the shell says of them.

Of each session one set is done by the virtual lifter and goes the whole way: packets, live session, recording, logbook.
The same person without a logbook is expected to get the very same plan: tests/training/test_sixteen_weeks.py.
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.session import reanalyze_session
from sensorlog.training import SwapReason, Today, start_program, swap
from tests.cli.anas_logbook import invoke
from tests.cli.sensed_person import Sensed, SensedPerson
from tests.logbook.sample import url_of
from tests.training.simulated_person import week_day
from tests.training.sixteen_weeks import (
    CATALOGUE,
    EXPECTED,
    MISSED,
    MONDAY,
    PROGRAM,
    START,
    SWAPPED,
    SWAPPED_BACK,
    THURSDAY,
    told,
)

pytestmark = pytest.mark.xdist_group("sixteen weeks")

HITCHED = (5, THURSDAY)
"""A jerk in the last rep but one of the sensed set."""


@dataclass(frozen=True)
class Weeks:
    """What came of them."""

    logbook: Path
    at_week_9: Path
    lines: list[str]
    todays: list[tuple[tuple[int, int], Today]]
    sensed: list[Sensed]


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Weeks:
    folder = tmp_path_factory.mktemp("weeks")
    path, early = folder / "log.db", folder / "week-9.db"
    lines, todays = [], []
    with pytest.MonkeyPatch.context() as wall_clock, closing(Logbook(url_of(path))) as logbook:
        person = SensedPerson(logbook, logbook.add_person("Ana"), wall_clock)
        logbook.begin_program(person.person.id, PROGRAM.text, start_program(PROGRAM, START, [], CATALOGUE))
        for when in ((week, weekday) for week in range(1, 30) for weekday in (MONDAY, THURSDAY)):
            day = week_day(START, *when)
            if when in MISSED:
                continue
            if when in (SWAPPED, SWAPPED_BACK):
                run = person.program(day)
                to, reason, why = (
                    ("goblet-squat", SwapReason.HURTS, "pinches")
                    if when == SWAPPED
                    else ("squat", SwapReason.OTHER, "")
                )
                run.keep(swap(PROGRAM, run.state, CATALOGUE, day, "squat", to, reason, why))
            today = person.train(*when, day, hitch=when == HITCHED)
            if today is None:
                break
            lines.append(told(*when, today))
            todays.append((when, today))
            if when == (9, THURSDAY):
                logbook.backup(early)
    return Weeks(path, early, lines, todays, person.sensed)


@pytest.fixture
def shell(weeks: Weeks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell with a copy of that logbook."""
    shutil.copy(weeks.logbook, tmp_path / "log.db")
    monkeypatch.setenv(DATABASE_URL_VARIABLE, url_of(tmp_path / "log.db"))
    monkeypatch.setenv("COLUMNS", "160")


def test_plan_and_proposals_are_those_of_the_rules_week_by_week(weeks: Weeks) -> None:
    assert weeks.lines == EXPECTED.strip("\n").splitlines()


def test_every_session_has_a_set_that_a_sensor_counted(weeks: Weeks) -> None:
    assert len(weeks.sensed) == 32
    assert {each.exercise for each in weeks.sensed} == {"squat", "goblet-squat", "deadlift"}
    miscounted = [each for each in weeks.sensed if each.reps != each.true_reps]
    assert len(miscounted) <= 1, miscounted


def test_a_trunk_deviation_stands_beside_the_next_proposals_and_changes_none(weeks: Weeks) -> None:
    hitched = next(each for each in weeks.sensed if each.day == week_day(START, *HITCHED))
    assert hitched.deviations is not None
    assert "hitch" in hitched.deviations
    squats = [
        (when, proposal)
        for when, today in weeks.todays
        for work, proposal in today.work
        if work.exercise == "squat" and when > HITCHED
    ]
    when, proposal = squats[0]
    assert any(seen.startswith("hitch in 1 rep") for seen in proposal.beside)
    # The same line as without any sensor: see EXPECTED.
    assert (when, proposal.rule.id) == ((7, THURSDAY), "in_range")


def test_the_swap_because_it_hurts_kept_reason_and_words(weeks: Weeks) -> None:
    swapped = [work for _, today in weeks.todays for work, _ in today.work if work.planned_exercise == "squat"]
    assert {(each.exercise, each.swap_reason, each.swap_words) for each in swapped} == {
        ("goblet-squat", SwapReason.HURTS, "pinches")
    }


def test_every_week_is_in_the_logbook_as_it_was_trained(weeks: Weeks, shell: None) -> None:
    with closing(Logbook()) as logbook:
        (ana,) = logbook.people()
        done = logbook.done_sets(ana.id)
        summaries = logbook.summaries(person_id=ana.id)
        sessions = logbook.sessions()
    days = [week_day(START, *when) for when, _ in weeks.todays]
    assert [each.start_local.date() for each in reversed(summaries)] == days
    planned = {when: sum(proposal.sets for _, proposal in today.work) for when, today in weeks.todays}
    assert {when: sum(each.day == week_day(START, *when) for each in done) for when in planned} == planned
    # What stands is what was done, also where the sensor was wrong.
    stands = {each.day: each.reps for each in done if each.placement is not None}
    assert stands == {each.day: each.true_reps for each in weeks.sensed}
    assert all(session.recording_sha256 and session.recording is not None for session in sessions)


def test_the_shell_says_where_the_person_stands(
    weeks: Weeks, shell: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "All sessions are done: `sensorlog program end`." in invoke("program", "show")
    shutil.copy(weeks.at_week_9, tmp_path / "early.db")
    monkeypatch.setenv(DATABASE_URL_VARIABLE, url_of(tmp_path / "early.db"))
    shown = invoke("program", "show").splitlines()
    assert shown[1].startswith("Week 8 of 16")
    assert shown[1].endswith("session 16 of 32: B: deadlift")
    assert any(
        "squat" in line and "goblet-squat" in line and "it hurts" in line and "pinches" in line for line in shown
    )


def test_the_shell_lists_progress_week_by_week(weeks: Weeks, shell: None) -> None:
    found = json.loads(invoke("progress", "deadlift", "--json", "-n", "100"))
    days = [each["day"] for each in found["sessions"]]
    assert days == [each.day.isoformat() for each in weeks.sensed if each.exercise == "deadlift"]
    heaviest = [each["heaviest_kg"] for each in found["sessions"]]
    proposed = [
        proposal.load_kg or 40.0
        for _, today in weeks.todays
        for work, proposal in today.work
        if work.exercise == "deadlift"
    ]
    assert heaviest == proposed
    assert found["bests"]["heaviest"]["value"] == max(proposed)
    assert all(each["fastest_m_s"] for each in found["sessions"])  # the bar had the sensor
    assert "maximum by velocity" in invoke("progress", "deadlift")


def test_the_shell_shows_the_pain_episode_and_what_followed(weeks: Weeks, shell: None) -> None:
    entries = json.loads(invoke("pain", "--json", "-n", "1000"))["pain"]
    assert len(entries) == 3 * 32 + 1
    worst = max(entries, key=lambda each: each["pain"])
    assert (worst["day"], worst["pain"], worst["exercise"], worst["band"]) == (
        week_day(START, 7, MONDAY).isoformat(),
        7,
        "deadlift",
        "too much",
    )
    rules = {when: {proposal.rule.id for _, proposal in today.work} for when, today in weeks.todays}
    assert "pain_too_much" in rules[8, MONDAY]
    assert "pain_acceptable" in rules[8, MONDAY]
    assert "pain_next_day" in rules[18, THURSDAY]
    assert {when for when, ids in rules.items() if any(each.startswith("pain") for each in ids)} == {
        (8, MONDAY),
        (8, THURSDAY),
        (18, THURSDAY),
        (19, MONDAY),
    }


def test_the_shell_compares_outcomes_with_the_baseline(shell: None) -> None:
    table = {
        each["measure"].split("(")[1][:4].strip(") ,").lower(): each
        for each in json.loads(invoke("outcomes", "--json"))["outcomes"]
    }
    assert {name: (each["change"], each["direction"], each["reached"]) for name, each in table.items()} == {
        "nprs": (-3.0, "better", True),
        "rmdq": (-6.0, "better", True),
        "odi": (-8.0, "better", False),
        "pseq": (10.0, "better", True),
        "psfs": (3.0, "better", True),
    }


def test_counting_a_session_again_keeps_what_was_said_of_it(weeks: Weeks, shell: None, tmp_path: Path) -> None:
    """The recordings are what live was: today's counter finds the same in them, under whatever version."""
    shutil.copytree(weeks.logbook.parent / "recordings", tmp_path / "recordings")
    with closing(Logbook()) as logbook:
        before = logbook.sessions(2)
        for session in before:
            logbook.count_with(session.id, "older")  # as if another version had counted
            assert not [each for each in logbook.session(session.id).sets if each.sensor]
            again = reanalyze_session(logbook, session.id)
            assert [(each.set_id, each.rep_count, each.load_kg) for each in again.sets] == [
                (each.set_id, each.rep_count, each.load_kg) for each in session.sets
            ]
            assert again.edits[: len(session.edits)] == session.edits
