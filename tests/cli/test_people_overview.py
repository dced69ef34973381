"""``sensorlog people overview`` and ``people file-number``."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.anas_logbook import ago, anas_logbook, empty_logbook, invoke

__all__ = ["anas_logbook", "empty_logbook"]
pytestmark = pytest.mark.usefixtures("anas_logbook")


def test_everybody_is_listed_with_what_the_logbook_knows() -> None:
    invoke("log", "squat", "--reps", "8", "--load", "60", "--person", "Ana")
    invoke("people", "file-number", "Ana", "A 17")
    (row,) = json.loads(invoke("people", "overview", "--json"))["people"]
    assert (row["name"], row["file_number"], row["last_session"]) == ("Ana", "A 17", ago(0))
    assert (row["sets_by_hand"], row["sensed_sets"], row["share_edited"]) == (1, 0, None)
    assert (row["recorded"], row["planned"], row["pain_change"], row["new_pain"]) == (None, None, None, [])
    table = invoke("people", "overview")
    assert "A 17" in table
    assert "First who reported new or worse pain" in " ".join(table.split())


def test_csv_is_a_line_a_person() -> None:
    invoke("people", "add", "=Ben")
    rows = list(csv.DictReader(io.StringIO(invoke("people", "overview", "--csv"))))
    assert [row["name"] for row in rows] == ["'=Ben", "Ana"]


def test_a_file_number_is_taken_away_again() -> None:
    invoke("people", "file-number", "Ana", "17")
    assert "no file number" in invoke("people", "file-number", "Ana")
    (row,) = json.loads(invoke("people", "overview", "--json"))["people"]
    assert row["file_number"] is None
