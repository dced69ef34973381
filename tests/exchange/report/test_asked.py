"""What the last plan asked to look at comes first on page one; what it did not ask for is in the details."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sensorlog.exchange import asked_measures
from sensorlog.exchange.person_record import default_period, read_person
from sensorlog.exchange.report import report_on
from sensorlog.exchange.report.document import Document, Figure, Paragraph
from sensorlog.exchange.report.exercise_lines import EXERCISE_MEASURES, exercise_lines
from sensorlog.logbook import Logbook
from sensorlog.training import known_exercises
from tests.exchange.report.conftest import ORDER, TODAY

CATALOGUE = known_exercises()


def document_of(logbook: Logbook) -> Document:
    return report_on(logbook, logbook.people()[0], ORDER, CATALOGUE)


def first_page(document: Document) -> list[str]:
    return [section.id for band in document.summary for column in band.columns for section in column]


def ask(logbook: Logbook, *measures: str) -> None:
    logbook.prescribe(logbook.people()[0].id, by="T. Smith", day=TODAY, text="look", data={"measures": list(measures)})


@pytest.mark.parametrize(
    ("measures", "first"),
    [
        (("trunk", "pain", "velocity"), ["trunk", "pain"]),
        (("load", "effort"), ["muscles", "training"]),
        (("smoothness", "trunk", "range"), ["trunk", "training"]),
        (("pain", "load"), ["pain", "training"]),
    ],
)
def test_the_plan_s_measures_come_first_and_the_others_in_the_details(
    logbook: Logbook, measures: tuple[str, ...], first: list[str]
) -> None:
    ask(logbook, *measures)
    document = document_of(logbook)
    page = first_page(document)
    assert page[:4] == ["key-figures", "asked", *first]
    assert {"training", "changes", "outcomes", "notes"} <= set(page), "what no plan can ask for stays"
    details = [section.id for section in document.details]
    assert {"pain", "muscles", "trunk"} <= {*page, *details}
    assert len({*page, *details}) == len(page) + len(details), "each is there once"
    (told,) = next(
        section.blocks
        for band in document.summary
        for column in band.columns
        for section in column
        if section.id == "asked"
    )
    assert isinstance(told, Paragraph)
    assert "the therapist's plan (T. Smith, 30 Jun 2026): " + ", ".join(measures) in told.text


def test_all_measures_at_once_are_all_there(logbook: Logbook) -> None:
    ask(logbook, "reps", "load", "velocity", "range", "smoothness", "trunk", "pain", "effort")
    document = document_of(logbook)
    shown = {*first_page(document), *(section.id for section in document.details)}
    assert {"asked-reps", "asked-velocity", "asked-range", "asked-effort", "muscles", "pain", "trunk"} <= shown
    reps = next(each for each in document.figures() if each.id == "asked-reps-lines")
    assert isinstance(reps, Figure)
    assert len(reps.pictures) == 3


def test_without_a_plan_page_one_is_as_it_always_is(document: Document) -> None:
    assert "asked" not in first_page(document)
    assert {"pain", "muscles", "trunk"} <= set(first_page(document))


def test_the_last_plan_that_asks_counts_and_what_is_not_known_is_left_out(logbook: Logbook) -> None:
    ask(logbook, "trunk")
    ask(logbook, "pain", "heartbeat", "pain", "reps")
    person = logbook.people()[0]
    logbook.prescribe(person.id, by="T. Smith", day=TODAY + timedelta(days=1), text="slowly", data={})
    assert asked_measures(logbook.prescriptions(person.id)) == ("pain", "reps")


def test_a_line_holds_one_analysis_one_place_and_one_unit(logbook: Logbook) -> None:
    person = logbook.people()[0]
    record = read_person(logbook, person, default_period(logbook, person.id, TODAY, None, None), CATALOGUE)
    reps = exercise_lines(record, CATALOGUE, EXERCISE_MEASURES["reps"])
    working = [done for own in record.sessions for done in own.working_sets if done.exercise is not None]
    assert sum(value for line in reps for _, value in line.points) == sum(done.rep_count for done in working)
    for line in exercise_lines(record, CATALOGUE, EXERCISE_MEASURES["velocity"]):
        assert line.site
        assert line.unit == "m/s"
        days = [day for day, _ in line.points]
        assert days == sorted(set(days))
