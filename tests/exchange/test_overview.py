"""Everybody at a glance: who comes first, and why."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from sensorlog.exchange import overview
from sensorlog.logbook import HandSet, Logbook, Person
from sensorlog.training import Library, Moment, PainEntry, PainSite, known_exercises, start_program
from tests.logbook.sample import url_of

TODAY = date(2026, 6, 30)


@pytest.fixture
def logbook(tmp_path: Path):
    book = Logbook(url_of(tmp_path / "log.db"))
    yield book
    book.close()


def train(logbook: Logbook, person: Person, *days_ago: int) -> None:
    for ago in days_ago:
        start = datetime.combine(TODAY - timedelta(days=ago), time(18), UTC)
        logbook.log_by_hand(start, [HandSet(0.0, 40.0, "squat", reps=8, load_kg=40.0)], person=person, software="t")


def feel(logbook: Logbook, person: Person, ago: int, score: int, *, new: bool = False) -> None:
    day = TODAY - timedelta(days=ago)
    logbook.add_felt(person.id, PainEntry(day, Moment.BEFORE, score, PainSite.BACK, new_or_worse=new))


def begin_program(logbook: Logbook, person: Person, ago: int) -> None:
    catalogue = known_exercises()
    program = Library(catalogue).get("eight-weeks")
    state = start_program(program, TODAY - timedelta(days=ago), [], catalogue)
    logbook.begin_program(person.id, program.text, state)


def test_new_pain_comes_before_risen_pain_before_missed_sessions_before_silence(logbook: Logbook) -> None:
    content, silent, missing, risen, new, newer = (
        logbook.add_person(name) for name in ("Content", "Silent", "Missing", "Risen", "New", "Newer")
    )
    for person in (content, risen, new, newer):
        train(logbook, person, 3)
    train(logbook, silent, 40)
    train(logbook, missing, 1)
    begin_program(logbook, missing, 14)
    feel(logbook, risen, 60, 2)
    feel(logbook, risen, 2, 4)
    feel(logbook, new, 20, 1, new=True)
    feel(logbook, newer, 2, 1, new=True)
    feel(logbook, content, 60, 5)
    feel(logbook, content, 2, 2)
    lines = overview(logbook, TODAY)
    assert [line.person.label for line in lines] == ["Newer", "New", "Risen", "Missing", "Silent", "Content"]
    because = {line.person.label: line.because for line in lines}
    assert because["Newer"] == ("new or worse pain on 2026-06-28",)
    assert because["Risen"] == ("pain +2.0 points (important change: 2)",)
    assert because["Missing"] == ("3 of 4 planned sessions missed",)
    assert because["Silent"] == ("no training for 40 days",)
    assert because["Content"] == ()
    content_line = lines[-1]
    assert content_line.pain is not None
    assert content_line.pain.difference == -3.0
    assert content_line.last_session == TODAY - timedelta(days=3)


def test_what_is_not_known_stays_unknown(logbook: Logbook) -> None:
    logbook.add_person("Nobody yet")
    (line,) = overview(logbook, TODAY)
    assert (line.last_session, line.planned, line.pain, line.sets, line.file_number) == (None, None, None, None, None)
    assert line.new_pain == ()


def test_nothing_of_the_days_to_come_is_said(logbook: Logbook) -> None:
    ana = logbook.add_person("Ana")
    train(logbook, ana, 10, -5)
    feel(logbook, ana, -5, 9, new=True)
    (line,) = overview(logbook, TODAY)
    assert line.last_session == TODAY - timedelta(days=10)
    assert line.new_pain == ()


def test_the_file_number_is_shown_here(logbook: Logbook) -> None:
    ana = logbook.add_person("Ana")
    logbook.set_file_number(ana.id, "4711")
    assert [line.file_number for line in overview(logbook, TODAY)] == ["4711"]
