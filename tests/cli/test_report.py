"""``sensorlog report``."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.anas_logbook import ago, anas_logbook, empty_logbook, invoke

__all__ = ["anas_logbook", "empty_logbook"]


@pytest.fixture(autouse=True)
def _trained(anas_logbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    invoke("log", "squat", "--reps", "8", "--load", "60", "--person", "Ana")
    invoke("pain", "add", "3", "--person", "Ana")


def test_the_only_person_needs_no_name() -> None:
    path = Path(invoke("report").strip())
    assert path.suffix == ".html"
    text = path.read_text(encoding="utf-8")
    assert "Training log of Ana" in text
    assert "entered by hand" in text


def test_a_folder_that_is_there_takes_the_report() -> None:
    Path("desk").mkdir()
    lines = [Path(line) for line in invoke("report", "--html", "--pdf", "--out", "desk").split()]
    assert [(line.parent.name, line.suffix) for line in lines] == [("desk", ".html"), ("desk", ".pdf")]


def test_days_can_be_named() -> None:
    text = Path(invoke("report", "Ana", "--from", ago(300), "--to", ago(200), "--out", "old.html").strip()).read_text()
    assert "No session in this period" in text
    assert "no day" in invoke_error("report", "Ana", "--from", ago(1), "--to", ago(2))
    assert "is no day" in invoke("report", "Ana", "--from", "yesterday", code=2)


def invoke_error(*arguments: str) -> str:
    from sensorlog.exchange import ExchangeError

    with pytest.raises(ExchangeError) as told:
        invoke(*arguments)
    return str(told.value)


def test_several_people_make_a_folder_with_an_index() -> None:
    invoke("people", "add", "Ben")
    assert "whose?" in invoke("report", code=2)
    assert "nobody is called" in invoke("report", "Zoe", code=2)
    lines = invoke("report", "--all", "--html", "--pdf", "--out", "folder").split()
    assert len(lines) == 5
    assert lines[-1].endswith("index.html")
    assert all(stat.S_IMODE(Path(line).stat().st_mode) == 0o600 for line in lines)
    assert "is there already" in invoke_error("report", "--all", "--out", "folder")
    assert "not both" in invoke("report", "Ana", "--all", code=2)
