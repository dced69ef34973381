"""``sensorlog analyze --baseline`` and ``--plot``: the trunk against a person's usual, and pictures."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from sensorlog.cli.app import app
from sensorlog.cli.plot import examine_and_draw
from sensorlog.pipeline import Options
from tests.pipeline.test_deviations import bends, written


def analyze(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["analyze", *map(str, arguments)])


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("bends")
    return written(folder, "usual.csv", bends()), written(folder, "hitched.csv", bends((4,), seed=2))


def test_the_baseline_says_what_is_usual(files: tuple[Path, Path]) -> None:
    usual, hitched = files
    result = analyze("--placement", "trunk", "--json", hitched)
    reps = json.loads(result.stdout)["sets"][0]["reps"]
    assert [rep["trunk"]["deviation"] for rep in reps] == [None] * 8
    result = analyze("--placement", "trunk", "--baseline", usual, "--json", hitched)
    assert result.exit_code == 0
    found = [rep["trunk"]["deviation"] for rep in json.loads(result.stdout)["sets"][0]["reps"]]
    assert found == [[], [], [], ["hitch"], [], [], [], []]


def test_the_table_names_the_reps_that_differ(files: tuple[Path, Path]) -> None:
    usual, hitched = files
    result = analyze("--placement", "trunk", "--baseline", usual, hitched)
    assert result.exit_code == 0
    assert "rep 4" in result.stdout
    assert "hitch" in result.stdout
    assert "5 to 10°" in result.stdout
    for word in ("spine", "lumbar", "posture", "danger"):
        assert word not in result.stdout


def test_a_baseline_without_a_trunk_is_said_and_one_that_cannot_be_read_is_wrong_usage(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    _, hitched = files
    still = tmp_path / "still.csv"
    still.write_text("time (s),acc_x (g),acc_y (g),acc_z (g)\n" + "".join(f"{i / 50},0,0,1\n" for i in range(200)))
    result = analyze("--placement", "trunk", "--baseline", still, "--json", hitched)
    assert result.exit_code == 0
    assert "no reps of a sensor on the trunk" in result.stderr
    result = analyze("--baseline", tmp_path / "missing.csv", hitched)
    assert result.exit_code == 2
    assert "--baseline" in result.stderr


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_picture_is_drawn(files: tuple[Path, Path], tmp_path: Path, ending: str) -> None:
    pytest.importorskip("matplotlib")
    usual, hitched = files
    picture = tmp_path / f"out.{ending}"
    result = analyze("--placement", "trunk", "--baseline", usual, "--plot", picture, "--json", hitched)
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["sets"]) == 1
    drawn = picture.read_bytes()
    assert drawn.startswith(b"<?xml" if ending == "svg" else b"\x89PNG")


def test_a_picture_is_of_one_file_and_of_a_known_kind(files: tuple[Path, Path], tmp_path: Path) -> None:
    for wrong in (("--plot", tmp_path / "out.pdf", files[0]), ("--plot", tmp_path / "out.svg", *files)):
        result = analyze(*wrong)
        assert result.exit_code == 2
        assert "--plot" in result.stderr


def test_a_picture_that_cannot_be_written_is_one_line(files: tuple[Path, Path], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    result = analyze("--plot", tmp_path / "missing" / "out.svg", files[0])
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_without_matplotlib_one_line_says_what_to_install(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    result = analyze("--plot", tmp_path / "out.svg", files[0])
    assert result.exit_code == 1
    assert "sensorlog[plot]" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("width", [30, 40, 60, 72, 80])
def test_no_number_is_cut_off_in_a_narrow_terminal(
    files: tuple[Path, Path], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = analyze(files[0]).stdout.replace(str(files[0]), "")
    assert "SPARC" in shown  # a column, or named among those that have no room
    assert "…" not in shown


def test_no_line_is_drawn_over_missing_samples(files: tuple[Path, Path], tmp_path: Path) -> None:
    header, *rows = files[0].read_text(encoding="utf-8").splitlines(keepends=True)
    cut = tmp_path / "cut.csv"
    cut.write_text("".join((header, *rows[: len(rows) // 2], *rows[len(rows) // 2 + 150 :])), encoding="utf-8")
    for path, breaks in ((files[0], 0), (cut, 1)):
        strip, *_ = examine_and_draw(path, Options(), None)[1].axes
        (line,) = strip.lines
        assert np.isnan(np.asarray(line.get_ydata(), dtype=float)).sum() == breaks
