"""``sensorlog exercises``: found, shown, checked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.cli.app import app
from sensorlog.training import TrainingError


def invoke(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["exercises", *arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def test_a_search_forgives_and_a_pipe_gets_rows() -> None:
    found = json.loads(invoke("search", "dedlift", "--json"))["exercises"]
    assert found[0]["id"] == "deadlift"
    rows = list(csv.DictReader(io.StringIO(invoke("search", "bird", "dog", "--csv"))))
    assert rows[0]["name"] == "bird-dog"
    assert rows[0]["one_count_is"] == "pair"
    assert "No exercise" in invoke("search", "xyzzy")
    assert json.loads(invoke("search", "xyzzy", "--json")) == {"exercises": []}


def test_all_are_listed_or_those_of_a_muscle_group() -> None:
    everything = json.loads(invoke("--json"))["exercises"]
    assert len(everything) >= 60
    obliques = json.loads(invoke("--muscle", "Obliques", "--json"))["exercises"]
    assert {"side-plank"} <= {each["id"] for each in obliques} < {each["id"] for each in everything}
    assert "there are" in invoke("--muscle", "nose", code=2)


def test_one_is_shown_with_where_to_clip_and_what_can_stand_in() -> None:
    shown = invoke("show", "bench", "press")
    assert "bar, wrist" in shown
    assert "trunk lies still" in shown.replace("\n", " ")
    assert "dumbbell bench press" in shown
    with pytest.raises(TrainingError, match="did you mean"):
        CliRunner().invoke(app, ["exercises", "show", "bensh pres"], catch_exceptions=False)


def test_a_file_of_ones_own_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[[exercise]]\nid = 'a'\n")
    assert "own.toml:1: exercise[1].name: is missing" in invoke("check", str(path), code=1).replace("\n", "")
