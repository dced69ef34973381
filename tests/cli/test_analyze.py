"""``sensorlog analyze``: one JSON line per file, exit codes, and nothing else on stdout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sensorlog.cli.app import app
from sensorlog.profiles import Registry
from sensorlog.recordings import RecordingWriter
from tests.pipeline.sessions import PROFILE_ID, squats

CSV = "time (s),acc_x (g),acc_y (g),acc_z (g)\n" + "".join(f"{i / 50},0,0,1\n" for i in range(200))


def analyze(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["analyze", *map(str, arguments)])


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sessions") / "squats.mcap"
    with RecordingWriter(path) as writer:
        writer.attach_profile(PROFILE_ID, Registry().get(PROFILE_ID).text)
        for item in squats():
            writer.write(item)
    return path


def test_one_line_per_file_and_code_1_if_one_cannot_be_read(tmp_path: Path, recording: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("time (s),acc_x (g)\n1,2\n")
    missing = tmp_path / "missing.mcap"
    result = analyze(recording, bad, missing, "--json")
    assert result.exit_code == 1
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["file"] for line in lines] == [str(recording), str(bad), str(missing)]
    assert [one["rep_count"] for one in lines[0]["sets"]] == [5, 4]
    assert lines[1]["error"] == f"{bad}, line 1: column 'acc_y' is missing; add it as 'acc_y (g)'"
    assert "no such file" in lines[2]["error"]


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "c/d.csv", "B.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(CSV)
    result = analyze(tmp_path, "--json")
    assert result.exit_code == 0
    names = [Path(json.loads(line)["file"]).relative_to(tmp_path).as_posix() for line in result.stdout.splitlines()]
    assert names == ["B.csv", "a.csv", "b.csv", "c/d.csv"]


def test_people_get_a_table_and_errors_go_to_stderr(tmp_path: Path, recording: Path) -> None:
    result = analyze(recording, tmp_path / "missing.mcap")
    assert result.exit_code == 1
    assert "bar: bar, 50 Hz" in result.stdout
    assert "unlabelled" in result.stdout
    assert "missing" not in result.stdout
    assert result.stderr.count("\n") == 1
    assert "no such file; check the path" in result.stderr


def test_a_file_without_sets_says_so(tmp_path: Path) -> None:
    (tmp_path / "still [red].csv").write_text(CSV)
    result = analyze(tmp_path)
    assert "no sets" in result.stdout
    assert "still [red].csv" in result.stdout


@pytest.mark.parametrize(
    "arguments", [[], ["x.csv", "--placement", "moon"], ["x.csv", "--frobnicate"]], ids=["no path", "place", "option"]
)
def test_wrong_usage_is_code_2(arguments: list[str]) -> None:
    result = analyze(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_placement_goes_over_what_the_recording_says(recording: Path) -> None:
    result = analyze(recording, "--json", "--placement", "trunk")
    assert json.loads(result.stdout)["sensors"][0]["placement"] == "trunk"


def test_a_profile_on_the_command_line_goes_over_the_attached_one(tmp_path: Path, recording: Path) -> None:
    profile = tmp_path / "mine.toml"
    text = Registry().get(PROFILE_ID).text
    profile.write_text(text.replace(f'id = "{PROFILE_ID}"', 'id = "mine"'))
    unused = json.loads(analyze(recording, "--json", "--profile", profile).stdout)
    assert unused == json.loads(analyze(recording, "--json").stdout)
    profile.write_text(text.replace('"<i2"', '">i2"'))
    other = json.loads(analyze(recording, "--json", "--profile", profile).stdout)
    assert other["sensors"][0]["profile"] == PROFILE_ID
    assert other["sets"] != unused["sets"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are text there")
def test_a_name_that_is_no_text_is_a_name_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"sch\xf6n.csv")
    path.write_text(CSV)
    assert json.loads(analyze(tmp_path, "--json").stdout)["file"] == str(path)
    assert "sch�n.csv" in analyze(tmp_path).stdout


def test_the_program_itself_leaves_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("nonsense")
    (tmp_path / "x.csv").write_text(CSV)
    done = subprocess.run(
        [sys.executable, "-m", "sensorlog", "analyze", str(tmp_path / "x.csv"), "--profile", str(tmp_path / "x.toml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("sensorlog: ")
    assert done.stderr.count("\n") == 1
