"""Nothing of one person in another's report: canaries in everything that somebody can type or do."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from sensorlog.exchange.report import render_html, report_on, write_reports
from sensorlog.exchange.report.pdf import plain
from sensorlog.logbook import BodyWeight, FlareUp, HandSet, Logbook, Note
from sensorlog.training import (
    Library,
    Moment,
    PainEntry,
    PainSite,
    known_exercises,
    psfs_score,
    start_program,
)
from tests.exchange.report.conftest import ORDER, TODAY
from tests.logbook.sample import START_UTC, VERSION, make_set

CANARY = "canary"


@pytest.fixture
def shared(logbook: Logbook) -> Logbook:
    """Ben's words, sets, plans and numbers beside Ana's, one session of the two together."""
    catalogue = known_exercises()
    ana = logbook.people()[0]
    ben = logbook.add_person("Ben Canary")
    logbook.set_file_number(ana.id, "canary-file-ana")
    logbook.set_file_number(ben.id, "canary-file-ben")
    start = START_UTC.replace(year=TODAY.year, month=6, day=28)
    session = logbook.begin_session(
        start_utc=start, recording=logbook.recordings_dir / "both.mcap", analysis_version=VERSION, software="t"
    )
    logbook.set_person(session, ana)
    logbook.save_set(session, VERSION, make_set(number=1, first_s=10.0))
    logbook.save_set(session, VERSION, make_set(number=2, first_s=100.0, exercise="canary lift"))
    logbook.move_set(session, "bar/2", ben.id)
    logbook.add_note(session, Note("a", 30.0, "a word of Ana", start))
    logbook.add_note(session, Note("b", 120.0, "canary word of Ben", start))
    end = start + timedelta(minutes=5)
    logbook.end_session(session, ended_utc=end, recording_sha256="a" * 64, analysis_version=VERSION)
    logbook.log_by_hand(start, [HandSet(0.0, 9.0, "canary press", reps=3)], person=ben, software="t")
    logbook.add_felt(ben.id, PainEntry(TODAY, Moment.BEFORE, 9, PainSite.BACK, "canary curl", True), note="canary pain")
    logbook.add_felt(ben.id, FlareUp(TODAY), note="canary flare-up")
    logbook.add_felt(ben.id, BodyWeight(TODAY, 88.0, "canary kg"), note="canary weight")
    logbook.add_felt(ben.id, psfs_score(TODAY, [("canary walk", 1), ("canary run", 2), ("canary sit", 3)]))
    logbook.prescribe(ben.id, by="Dr. Canary", day=TODAY, text="canary advice", data={"pain_bands": [1, 2]})
    program = Library(catalogue).get("eight-weeks")
    text = program.text.replace("Eight weeks: squat", "Canary weeks: squat")
    logbook.begin_program(ben.id, text, start_program(program, TODAY - timedelta(days=9), [], catalogue))
    return logbook


def test_nothing_of_ben_is_in_the_report_on_ana(shared: Logbook) -> None:
    ana, ben = shared.people()
    document = report_on(shared, ana, ORDER, known_exercises())
    for made in (render_html(document), json.dumps(plain(document), ensure_ascii=False)):
        assert CANARY not in made.lower()
        assert ben.id not in made
        assert "a word of Ana" in made


def test_what_is_bens_is_in_his(shared: Logbook) -> None:
    ana, ben = shared.people()
    html = render_html(report_on(shared, ben, ORDER, known_exercises()))
    for word in ("lift", "word of Ben", "press", "pain", "flare-up", "weight", "walk", "advice", "weeks"):
        assert f"canary {word}".lower() in html.lower(), word
    assert "a word of Ana" not in html
    assert ana.id not in html
    assert "canary-file" not in html


def test_a_folder_keeps_them_apart_and_no_file_number_leaves(shared: Logbook, tmp_path: Path) -> None:
    paths = list(write_reports(shared, shared.people(), ORDER, known_exercises(), tmp_path / "out"))
    ana, ben, index = (path.read_text(encoding="utf-8") for path in paths)
    assert CANARY not in ana.lower()
    assert "Felt light." not in ben
    assert all("canary-file" not in each for each in (ana, ben, index))
    assert all(path.name in index for path in paths[:2])


def test_the_logbook_stays_as_it_was(shared: Logbook) -> None:
    before = shared.path.read_bytes()
    with closing(Logbook(f"sqlite:///{shared.path}")) as again:
        report_on(again, again.people()[0], ORDER, known_exercises())
    assert shared.path.read_bytes() == before
