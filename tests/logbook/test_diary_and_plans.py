"""What was felt, scored and planned."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from sensorlog.logbook import BodyWeight, DiaryKind, Felt, FlareUp, Logbook, LogbookError, Person
from sensorlog.training import (
    Library,
    MeasureId,
    Moment,
    PainEntry,
    PainSite,
    Score,
    Soreness,
    choices_needed,
    known_exercises,
    psfs_score,
    skip_session,
    start_program,
)
from tests.logbook.sample import VERSION, begin, make_set

DAY = date(2026, 3, 1)
FELT: list[Felt] = [
    PainEntry(DAY, Moment.BEFORE, 3, PainSite.BACK),
    PainEntry(DAY, Moment.DURING, 6, PainSite.BUTTOCK_OR_LEG, exercise="squat", new_or_worse=True),
    Score(MeasureId.ODI, DAY, 24.0),
    psfs_score(DAY, [("stairs", 4), ("gardening", 6), ("long drives", 2)]),
    BodyWeight(DAY, 81.65, "180 lb"),
    Soreness(DAY, excessive=True),
    FlareUp(DAY),
]


@pytest.fixture
def ana(logbook: Logbook) -> Person:
    return logbook.add_person("Ana")


def test_what_was_felt_comes_back_as_it_was_entered(logbook: Logbook, ana: Person) -> None:
    ben = logbook.add_person("Ben")
    for felt in FELT:
        logbook.add_felt(ana.id, felt, note="after gardening")
    entries = logbook.diary(ana.id)
    assert [entry.felt for entry in entries] == FELT
    assert {entry.note for entry in entries} == {"after gardening"}
    assert [entry.felt for entry in logbook.diary(ana.id, [DiaryKind.PAIN])] == FELT[:2]
    assert logbook.diary(ana.id, since=date(2026, 3, 2)) == []
    assert logbook.diary(ben.id) == []


def test_pain_may_be_about_a_set(logbook: Logbook, ana: Person) -> None:
    session_id = begin(logbook)
    logbook.save_set(session_id, VERSION, make_set())
    kept = logbook.add_felt(ana.id, FELT[1], session_id=session_id, set_start_s=10.0)
    logbook.add_felt(ana.id, FELT[0])
    assert logbook.diary(ana.id, session_id=session_id) == [kept]


def test_an_entry_is_taken_back_and_put_back_but_never_changed(logbook: Logbook, ana: Person) -> None:
    kept = logbook.add_felt(ana.id, FELT[0])
    logbook.take_back(kept.id)
    assert logbook.diary(ana.id) == []
    logbook.put_back(kept.id)
    assert logbook.diary(ana.id) == [kept]
    with closing(sqlite3.connect(logbook.path)) as raw, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        raw.execute("UPDATE diary SET value = 0")


def test_what_cannot_be_is_refused(logbook: Logbook, ana: Person) -> None:
    with pytest.raises(LogbookError, match="out of range"):
        logbook.add_felt(ana.id, Score(MeasureId.RMDQ, DAY, 25))
    with pytest.raises(LogbookError, match="body weight"):
        logbook.add_felt(ana.id, BodyWeight(DAY, 7000.0))
    with pytest.raises(LogbookError, match="letters"):
        logbook.add_felt(ana.id, FlareUp(DAY), note="x" * 3000)
    with pytest.raises(LogbookError, match="nobody"):
        logbook.add_felt("nobody", FlareUp(DAY))
    with pytest.raises(LogbookError, match="no session"):
        logbook.add_felt(ana.id, FlareUp(DAY), session_id="nowhere")
    with pytest.raises(LogbookError, match="session"):
        logbook.add_felt(ana.id, FlareUp(DAY), set_start_s=3.0)
    assert logbook.diary(ana.id) == []


def test_a_row_of_the_diary_that_makes_no_sense_is_named(logbook: Logbook, ana: Person) -> None:
    kept = logbook.add_felt(ana.id, FELT[0])
    with closing(sqlite3.connect(logbook.path)) as raw, raw:
        raw.execute(
            "INSERT INTO diary (id, person_id, day, kind, value, details, note, at_utc) "
            "SELECT 'bad', person_id, day, kind, 77, details, note, at_utc FROM diary"
        )
    with pytest.raises(LogbookError, match="entry bad of the diary"):
        logbook.diary(ana.id)
    assert kept.id != "bad"


def test_a_program_goes_on_where_it_was(logbook: Logbook, ana: Person) -> None:
    catalogue = known_exercises()
    program = next(each for each in Library(catalogue).all() if not choices_needed(each))
    state = start_program(program, DAY, [], catalogue)
    run = logbook.begin_program(ana.id, "id = 'as it was then'", state)
    assert run.state == state
    state = skip_session(program, state, DAY, "ill")
    logbook.keep_program_state(run.id, state, by=ana.id)
    logbook.keep_program_state(run.id, state)  # again: nothing more
    kept = logbook.program_run(run.id)
    assert kept.state == state
    assert kept.program_text == "id = 'as it was then'"
    assert logbook.program_runs(ana.id) == [kept]
    with pytest.raises(LogbookError, match="another window"):
        logbook.keep_program_state(run.id, run.state)
    logbook.end_program(run.id)
    assert logbook.program_runs(ana.id) == []
    assert len(logbook.program_runs(ana.id, ended=True)) == 1


def test_a_prescription_is_kept_and_taken_back(logbook: Logbook, ana: Person) -> None:
    given = logbook.prescribe(
        ana.id, by="Dr. Ng", day=DAY, text="No deadlifts for two weeks.", data={"pain_bands": [2, 4]}
    )
    assert logbook.prescriptions(ana.id) == [given]
    logbook.take_prescription_back(given.id)
    assert logbook.prescriptions(ana.id) == []
    with pytest.raises(LogbookError, match="too long"):
        logbook.prescribe(ana.id, by="Dr. Ng", day=DAY, text="x", data={"x": "y" * 100_000})
