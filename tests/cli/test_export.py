"""``sensorlog export``: files for other programs, never over what is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.cli.app import app
from tests.recordings.vendor_files import phyphox, save, still


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return save(tmp_path / "in", phyphox(still(200)))


def test_each_form_is_written_and_named(tmp_path: Path, recording: Path) -> None:
    result = CliRunner().invoke(app, ["export", str(recording), "--csv", "--mcap", "--to", str(tmp_path)])
    assert result.exit_code == 0
    names = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert names == ["Accelerometer-sensor.csv", "Accelerometer-signals.mcap"]
    assert result.stdout.split() == [str(tmp_path / name) for name in names]


def test_nothing_is_overwritten_and_no_form_is_guessed(tmp_path: Path, recording: Path) -> None:
    arguments = ["export", str(recording), "--csv", "--to", str(tmp_path)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    again = CliRunner().invoke(app, arguments)
    assert again.exit_code != 0
    assert "never overwritten" in str(again.exception)
    assert CliRunner().invoke(app, ["export", str(recording)]).exit_code == 2


def test_a_folder_that_is_not_there_is_made_for_the_person_alone(tmp_path: Path, recording: Path) -> None:
    to = tmp_path / "new" / "folder"
    result = CliRunner().invoke(app, ["export", str(recording), "--csv", "--to", str(to)])
    assert result.exit_code == 0, result.output
    assert [path.name for path in to.iterdir()] == ["Accelerometer-sensor.csv"]
    assert to.stat().st_mode & 0o777 == 0o700
    refused = CliRunner().invoke(app, ["export", str(recording), "--csv", "--to", str(recording)])
    assert refused.exit_code == 1
