"""A broken profile of the person's own is named by every verb that reads profiles, and stops none of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.cli.app import app
from sensorlog.profiles import load_profile
from sensorlog.profiles.describe import good_for
from sensorlog.resources import sample_recordings_dir
from tests.profiles.profiles_for_tests import SMALL

CSV = "time (s),acc_x (g),acc_y (g),acc_z (g)\n" + "".join(f"{i / 50},0,0,1\n" for i in range(200))


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's folder that holds a profile which cannot be read."""
    monkeypatch.setattr("sensorlog.profiles.registry.user_profiles_dir", lambda: tmp_path / "profiles")
    path = tmp_path / "profiles" / "broken.toml"
    path.parent.mkdir()
    path.write_text("schema = 1\nid = 3\n")
    return path


def test_analyze_names_it_beside_its_result(broken: Path, tmp_path: Path) -> None:
    (tmp_path / "still.csv").write_text(CSV)
    result = CliRunner().invoke(app, ["analyze", "--json", str(tmp_path / "still.csv")])
    assert result.exit_code == 0
    assert result.stderr.startswith(f"sensorlog: left out: {broken}:2: id:")
    assert result.stdout.count("\n") == 1


def test_replay_names_it_and_goes_on(broken: Path) -> None:
    recording = sample_recordings_dir() / "link-loss.mcap"
    result = CliRunner().invoke(app, ["replay", "--no-ui", "--speed", "max", str(recording)])
    assert result.exit_code == 0, result.output
    assert f"left out: {broken}:2: id:" in result.stderr
    assert "set 1:" in result.stdout


def test_lift_names_it_before_it_looks_for_sensors(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("sensorlog.cli.lift.run_session", lambda _opening, what, **_options: asked.append(what))
    result = CliRunner().invoke(app, ["lift", "--no-ui"])
    assert result.exit_code == 0, result.output
    assert f"left out: {broken}:2: id:" in result.stderr
    assert len(asked) == 1


SLOW = SMALL.replace("= 50", "= 40")
BY_CHOICE = SLOW.replace("code = 2 }", "code = 2, own_hz = 52 }").replace('rate_hz = "rate_hz"', 'rate_hz = "own_hz"')


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        (SMALL, ("count", "velocity", "trunk")),
        (SLOW, ("count", "trunk")),
        (SLOW.replace('rate_hz = "rate_hz"', "rate_hz = 50"), ("count", "velocity", "trunk")),
        (BY_CHOICE.replace("code = 1 }", "code = 1, own_hz = 26 }"), ("count", "velocity", "trunk")),
        (SMALL.replace('kind = "imu"', 'kind = "acc"').replace('"gyr"', '"pad"').replace("scale.gyr", "#"), ("count",)),
    ],
    ids=["50 Hz", "40 Hz", "fixed", "by choice", "no gyroscope"],
)
def test_velocity_needs_a_gyroscope_of_50_hz(text: str, purposes: tuple[str, ...]) -> None:
    assert good_for(load_profile(text)) == purposes
