"""Every benchmark is a verb, and has its table in the docs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.startup import STARTS

ROOT = Path(__file__).parents[2]
BENCHMARKS = sorted(
    path.stem
    for path in (ROOT / "benchmarks").glob("*.py")
    if re.search(r"^def run\(", path.read_text("utf-8"), re.MULTILINE)
)


def test_some_are_there() -> None:
    assert {"accuracy", "speed", "startup"} <= {*BENCHMARKS}


@pytest.mark.parametrize("name", BENCHMARKS)
def test_each_can_be_run_by_its_name_and_is_documented(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", name, "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert name in capsys.readouterr().out
    assert f"`python -m benchmarks {name}" in (ROOT / "docs" / "benchmarks.md").read_text("utf-8")


OURS = [each for each in STARTS if each.arguments[0] == "-c" and "sensorlog" in each.arguments[1]]


@pytest.mark.parametrize("start", OURS, ids=lambda each: each.name)
def test_what_is_timed_starts(start) -> None:
    subprocess.run([sys.executable, *start.arguments], check=True, capture_output=True, cwd=ROOT)


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_a_number_of_nobody_is_refused_in_a_line(
    number: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "measures", f"--people={number}"])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert f"argument --people: '{number}' is not a number of 1 and more" in capsys.readouterr().err
