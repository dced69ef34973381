"""``sensorlog plan``: made at the desk, seen as a difference, accepted at home, and marked as from whom it is."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.cli.app import app
from sensorlog.exchange import asked_measures
from sensorlog.logbook import Logbook, LogbookError
from tests.cli.anas_logbook import anas_logbook, empty_logbook, invoke

__all__ = ["anas_logbook", "empty_logbook"]

MAKE = ("plan", "make", "--by", "T. Smith", "--pain-bands", "2,4", "--note", "slowly, please", "--show", "trunk")


@pytest.fixture
def plan(anas_logbook: Path, tmp_path: Path) -> str:
    """A plan for Ana, who follows another program."""
    invoke("program", "start", "eight-weeks")
    return invoke(*MAKE, "--program", "sixteen-weeks", "--to", str(tmp_path)).strip()


def test_a_plan_is_seen_as_a_difference_and_marked_once_accepted(plan: str) -> None:
    said = json.loads(invoke("plan", "show", plan, "--json"))
    found = {each["what"]: (each["before"], each["after"]) for each in said["differences"]}
    assert found["pain bands"] == ("up to 3 fine, up to 5 acceptable", "up to 2 fine, up to 4 acceptable")
    assert found["note"] == (None, "slowly, please")
    before, after = found["program"]
    assert before != after
    assert any("squat" in what and what.startswith("week") for what in found), "doses are told by weeks"
    assert json.loads(invoke("program", "show", "--json"))["from_therapist"] is None
    shown = invoke("plan", "accept", plan, "--yes")
    assert "From T. Smith" in shown
    now = json.loads(invoke("program", "show", "--json"))
    assert now["program"] == "sixteen-weeks"
    assert now["from_therapist"]["by"] == "T. Smith"
    assert "From your therapist: T. Smith" in invoke("program", "show")
    with closing(Logbook()) as logbook:
        (ana,) = logbook.people()
        assert logbook.pain_bands(ana.id).fine_up_to == 2
        assert asked_measures(logbook.prescriptions(ana.id)) == ("trunk",)
        assert len(logbook.program_runs(ana.id, ended=True)) == 2
    again = CliRunner().invoke(app, ["plan", "accept", plan, "--yes"])
    assert isinstance(again.exception, LogbookError)
    assert "accepted before" in str(again.exception)


def test_what_is_not_accepted_changes_nothing(plan: str) -> None:
    result = CliRunner().invoke(app, ["plan", "accept", plan], input="n\n")
    assert result.exit_code == 1
    assert json.loads(invoke("program", "show", "--json"))["program"] == "eight-weeks"


def test_a_plan_for_somebody_else_or_a_changed_one_is_refused(plan: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(plan) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    other = tmp_path / "other.json"
    document = json.loads(files["plan.json"])
    document["person"]["id"] = "ffffffffffff"
    other.write_text(json.dumps(document))
    result = CliRunner().invoke(app, ["plan", "accept", str(other), "--yes"])
    assert "who is not in this logbook" in str(result.exception)
    changed = tmp_path / "changed.slog"
    with zipfile.ZipFile(changed, "w") as archive:
        archive.writestr("plan.json", files["plan.json"].replace(b"slowly", b"faster"))
        archive.writestr("manifest.json", files["manifest.json"])
    result = CliRunner().invoke(app, ["plan", "show", str(changed)])
    assert "SHA-256 differs" in str(result.exception)
    assert "is a plan" in invoke("import", plan, code=1)


def test_a_plan_that_says_nothing_or_cannot_be_begun_is_not_made(anas_logbook: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["plan", "make", "--by", "T"])
    assert "needs a program" in str(result.exception)
    broken = tmp_path / "broken.toml"
    broken.write_text("schema = 1")
    result = CliRunner().invoke(app, ["plan", "make", "--by", "T", "--program", str(broken)])
    assert "broken.toml" in str(result.exception)
    assert list(tmp_path.glob("*.slog")) == []


def test_the_folder_that_is_named_is_made_for_the_person_alone(anas_logbook: Path, tmp_path: Path) -> None:
    to = tmp_path / "new" / "folder"
    assert Path(invoke(*MAKE, "--to", str(to)).strip()).parent == to
    assert to.stat().st_mode & 0o777 == 0o700
