"""Programs: the files, and where a person stands in one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.resources import exercises_dir, programs_dir
from sensorlog.training import (
    Adjusted,
    Catalogue,
    Kind,
    Library,
    Origin,
    Program,
    ProgramState,
    SwapReason,
    TrainingError,
    adjust,
    choices_needed,
    finish_session,
    load_program,
    move,
    next_session,
    planned_sessions,
    position,
    skip_session,
    start_program,
    state_from_json,
    swap,
)

CATALOGUE = Catalogue([exercises_dir()])
LIBRARY = Library(CATALOGUE, [programs_dir()])
MONDAY = date(2026, 1, 5)
OWN = """
schema = 1
id = "mine"
name = "Mine"
origin = "own"
source = "me"
about = "test"

[[phase]]
name = "only"
weeks = 2

[[phase.day]]
name = "A"
[[phase.day.work]]
exercise = "squat"
sets = [2, 3]
reps = [8, 10]
[[phase.day.work]]
exercise = "plank"
sets = 2
seconds = 30

[[phase.day]]
name = "B"
[[phase.day.work]]
exercise = "deadlift"
sets = 2
reps = 5
"""


def mine() -> tuple[Program, ProgramState]:
    program = load_program(OWN, CATALOGUE)
    return program, start_program(program, MONDAY, [], CATALOGUE)


def test_the_shipped_programs_are_all_read() -> None:
    assert LIBRARY.problems == []
    weeks = {program.id: program.weeks for program in LIBRARY.all()}
    assert weeks == {"eight-weeks": 8, "sixteen-weeks": 16, "simson-2017": 25, "three-day-split": 8}


def test_simson_2017_is_as_published_and_invents_nothing() -> None:
    program = LIBRARY.get("simson-2017")
    assert program.origin is Origin.PUBLISHED
    assert "s13063-017-1913-8" in program.source
    doses = []
    week = 1
    for phase in program.phase:
        (work,) = phase.day[0].work
        assert all(day.work == phase.day[0].work for day in phase.day)
        doses.append((week, week + phase.weeks - 1, work.sets, work.reps))
        week += phase.weeks
        # The source's exercises, rests and reserves (but for the first block) are not known.
        assert work.exercise is None
        assert work.rest_s is None
        assert work.reserve == (2 if doses[-1][0] == 1 else None)
    assert doses == [
        (1, 4, (2, 2), (12, 15)),
        (5, 10, (2, 3), (6, 10)),
        (11, 11, (3, 3), (10, 10)),
        (12, 15, (3, 3), (12, 15)),
        (16, 19, (3, 4), (6, 10)),
        (20, 25, (3, 3), (20, 25)),
    ]
    by_week = [phase.day[0].work[0] for phase in program.phase]
    assert [(work.tempo.lower_s, work.tempo.lift_s) if work.tempo else None for work in by_week] == [
        (2, 2),
        None,
        None,
        (5, 5),
        None,
        None,
    ]
    assert (by_week[2].percent, by_week[2].of) == (80, "load_before")
    assert [work.sets_first for work in by_week] == [False, True, False, False, True, False]


@pytest.mark.parametrize("program", [each for each in LIBRARY.all() if each.origin is Origin.OWN], ids=lambda p: p.id)
def test_our_templates_say_so_and_name_no_load(program: Program) -> None:
    assert "our template" in program.name
    assert "tested in no study" in program.source
    assert "professional" in program.source
    assert "No starting load" in program.about.replace("\n", " ")
    sessions = planned_sessions(program)
    exercises = {work.exercise for session in sessions for work in session.work}
    kinds = {CATALOGUE.get(exercise).kind for exercise in exercises}
    assert kinds == set(Kind)
    if program.weeks != 8 or "split" not in program.id:
        assert {"squat", "deadlift", "bent-over-row", "bench-press", "plank"} <= exercises


def test_the_split_trains_other_groups_each_day() -> None:
    first_week = [session for session in planned_sessions(LIBRARY.get("three-day-split")) if session.week == 1]
    assert len(first_week) == 3
    firsts = [
        {muscle for work in session.work[2:5] for muscle in CATALOGUE.get(work.exercise).muscles}
        for session in first_week
    ]
    assert sum(len(groups) for groups in firsts) == len(set.union(*firsts))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('exercise = "plank"', 'exercise = "plonk"', "own.toml:20: phase[1].day[1].work[2].exercise: there is no"),
        ("reps = 5", "reps = [5, 3]", "own.toml:29: phase[1].day[2].work[1].reps: goes from 5 down to 3"),
        ("seconds = 30", "reps = 30", "plank is told in seconds"),
        ("reps = 5", "", "needs either reps or seconds"),
        ('exercise = "deadlift"', "", "needs either exercise"),
        ("weeks = 2", "weeks = 0", "own.toml:11: phase[1].weeks"),
        ("schema = 1", "schema = 2", "own.toml:2: schema"),
        ("reps = 5", "reps = 5\npercent = 80", "percent and of belong together"),
        ("sets = 2\nreps = 5", "sets = 2\nraps = 5", "raps: is no key that a program has here"),
        ('origin = "own"', 'origin = "mine"', "origin"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_field(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in OWN
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace(old, new, 1))
    with pytest.raises(TrainingError) as caught:
        load_program(path, CATALOGUE)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert [str(problem) for problem in Library(CATALOGUE, [tmp_path]).problems] == [str(caught.value)]


def test_a_persons_own_program_joins_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN)
    library = Library(CATALOGUE, [programs_dir(), tmp_path])
    assert library.get("mine").weeks == 2
    with pytest.raises(TrainingError, match="mine, simson-2017"):
        library.get("other")


def test_what_was_done_moves_on_and_what_was_missed_stays_next() -> None:
    program, state = mine()
    session = next_session(program, state)
    assert session is not None
    assert (session.week, session.name, session.index) == (1, "A", 0)
    # Three weeks pass without training: the same session is still the next one.
    later = MONDAY + timedelta(weeks=3)
    state = finish_session(program, state, later)
    session = next_session(program, state)
    assert session is not None
    assert (session.week, session.name) == (1, "B")
    state = skip_session(program, state, later, "travelling")
    assert position(state) == 2
    state = move(program, state, later, week=1, why="again")
    assert position(state) == 0
    state = move(program, state, later, week=2)
    for _ in range(2):
        state = finish_session(program, state, later)
    assert next_session(program, state) is None
    with pytest.raises(TrainingError, match="complete"):
        finish_session(program, state, later)
    with pytest.raises(TrainingError, match="weeks 1 to 2"):
        move(program, state, later, week=3)


def test_a_swap_because_it_hurts_keeps_the_reason_and_can_be_taken_back() -> None:
    program, state = mine()
    state = swap(program, state, CATALOGUE, MONDAY, "squat", "goblet-squat", SwapReason.HURTS, "sharp at the bottom")
    session = next_session(program, state)
    assert session is not None
    work = session.work[0]
    assert (work.exercise, work.planned_exercise) == ("goblet-squat", "squat")
    assert (work.swap_reason, work.swap_words) == (SwapReason.HURTS, "sharp at the bottom")
    assert (work.sets, work.reps) == ((2, 3), (8, 10))
    # What stands there now can be swapped again, by its own name.
    state = swap(program, state, CATALOGUE, MONDAY, "goblet-squat", "leg-press", SwapReason.EQUIPMENT)
    session = next_session(program, state)
    assert session is not None
    assert session.work[0].exercise == "leg-press"
    state = swap(program, state, CATALOGUE, MONDAY, "squat", "squat", SwapReason.OTHER)
    session = next_session(program, state)
    assert session is not None
    assert (session.work[0].exercise, session.work[0].planned_exercise) == ("squat", None)
    with pytest.raises(TrainingError, match="told in seconds"):
        swap(program, state, CATALOGUE, MONDAY, "squat", "wall-sit", SwapReason.HURTS)
    with pytest.raises(TrainingError, match="not in this program"):
        swap(program, state, CATALOGUE, MONDAY, "leg-curl", "squat", SwapReason.HURTS)


def test_a_dose_can_be_adjusted_and_says_by_whom() -> None:
    program, state = mine()
    state = adjust(program, state, Adjusted(day=MONDAY, exercise="squat", sets=(1, 1), reps=(15, 20), by="Dr. A"))
    session = next_session(program, state)
    assert session is not None
    assert (session.work[0].sets, session.work[0].reps, session.work[0].adjusted_by) == ((1, 1), (15, 20), "Dr. A")
    assert session.work[1].adjusted_by is None
    for wrong, says in (
        (Adjusted(day=MONDAY, exercise="squat"), "nothing to adjust"),
        (Adjusted(day=MONDAY, exercise="leg-curl", sets=(1, 1)), "not in this program"),
        (Adjusted(day=MONDAY, exercise="plank", reps=(1, 2)), "told in seconds"),
        (Adjusted(day=MONDAY, exercise="squat", reps=(9, 2)), "smaller number first"),
    ):
        with pytest.raises(TrainingError, match=says):
            adjust(program, state, wrong)


def test_exercises_that_the_source_leaves_open_are_chosen_at_the_start() -> None:
    program = LIBRARY.get("simson-2017")
    assert len(choices_needed(program)) == 1
    with pytest.raises(TrainingError, match="choose them"):
        start_program(program, MONDAY, [], CATALOGUE)
    with pytest.raises(TrainingError, match="told in seconds"):
        start_program(program, MONDAY, ["plank"], CATALOGUE)
    with pytest.raises(TrainingError, match="twice"):
        start_program(program, MONDAY, ["squat", "squat"], CATALOGUE)
    state = start_program(program, MONDAY, ["squat", "bent-over-row"], CATALOGUE)
    session = next_session(program, state)
    assert session is not None
    assert [work.exercise for work in session.work] == ["squat", "bent-over-row"]
    with pytest.raises(TrainingError, match="names its exercises"):
        start_program(LIBRARY.get("eight-weeks"), MONDAY, ["squat"], CATALOGUE)


STEPS = st.lists(st.sampled_from(["finish", "skip", "move", "swap", "adjust"]), max_size=12)


@given(STEPS)
def test_the_state_survives_being_kept_as_json(steps: list[str]) -> None:
    program, state = mine()
    for step in steps:
        if step in ("finish", "skip") and next_session(program, state) is None:
            continue
        match step:
            case "finish":
                state = finish_session(program, state, MONDAY)
            case "skip":
                state = skip_session(program, state, MONDAY, "why")
            case "move":
                state = move(program, state, MONDAY, week=2)
            case "swap":
                state = swap(program, state, CATALOGUE, MONDAY, "squat", "leg-press", SwapReason.HURTS)
            case _:
                state = adjust(program, state, Adjusted(day=MONDAY, exercise="deadlift", reserve=3))
    assert state_from_json(state.to_json()) == state


@pytest.mark.parametrize("text", ["", "{}", '{"program": "x"}', "[1]", '{"program": "mine", "started": "yesterday"}'])
def test_a_state_that_is_none_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(TrainingError, match="restore a backup") as caught:
        state_from_json(text)
    assert "\n" not in str(caught.value)
