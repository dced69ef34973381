"""``sensorlog profiles`` as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sensorlog.cli.app import app
from sensorlog.profiles import ProfileError
from sensorlog.resources import firmware_profiles_dir
from tests.profiles.profiles_for_tests import SMALL


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["profiles", *map(str, words)])


@pytest.mark.parametrize("words", [[], ["list"]])
def test_list_says_what_each_sensor_can_give(words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 0
    (line,) = (line for line in result.stdout.splitlines() if line.split()[:1] == ["metamotion"])
    assert "high" in line
    assert "12.5 25 50 100 200" in line
    assert "acceleration, rotation" in line


def test_show_by_id_and_by_file(tmp_path: Path) -> None:
    result = run("show", "metamotion")
    assert result.exit_code == 0
    assert "03 1c, 3 × 6 bytes (acc)  if acc_chip = 1 or 3" in result.stdout
    mine = tmp_path / "mine.toml"
    mine.write_text(SMALL)
    assert "Small sensor" in run("show", mine).stdout
    assert isinstance(run("show", "nope").exception, ProfileError)


def test_check_proves_what_ships() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.count("is right") == len(list(firmware_profiles_dir().glob("*.toml")))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("acc = [1.0", "acc = [1.1", "example[1].expect: acc: 1 on the wire, 1.1 expected"),
        ("acc = [1.0, ", "acc = [", "acc: 3 values on the wire, 2 expected"),
        ("acc = [1.0", "acz = [1.0", "imu has no field 'acz'"),
        ("aa 0008 00", "aa 0008", "is too short or too long, expected imu"),
        ("aa 0008", "ab 0008", "is no message, expected imu"),
        ('message = "imu"\nhex', 'writes = ["01 07"]\n#', "set-up does not write 01 07 here; it writes 01 02"),
        (
            "accept = { status = 0 }",
            "accept = { status = 1 }",
            "setup: small: set-up: the sensor answered 81 00, status = 0; this profile knows 1",
        ),
        ("value = 25, set = { code = 1 }", "value = 25", "small.toml:16: option.rate_hz.choice[1]: "),
        ("value = 25, set = { code = 1 }", "value = 25, set = { code = 300 }", "code = 300 does not fit its place"),
        (
            '"<i2", 3], ["gyr"',
            '"<i9", 3], ["gyr"',
            "small.toml:28: message[1].fields[1]: field 'acc': '<i9' is no dtype",
        ),
    ],
)
def test_check_says_what_is_wrong_where(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in SMALL
    path = tmp_path / "small.toml"
    path.write_text(SMALL.replace(old, new, 1))
    result = run("check", path)
    assert result.exit_code == 1
    assert says in result.stdout
    assert "small.toml:" in result.stdout
    assert "Traceback" not in result.stdout


def test_check_goes_on_after_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("id =")
    (tmp_path / "b.toml").write_text(SMALL)
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert "a.toml:1: not valid TOML" in result.stdout
    assert "small is right" in result.stdout


def test_a_profile_without_proof_is_not_right(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(SMALL[: SMALL.index("[[example]]")])
    result = run("check", path)
    assert result.exit_code == 1
    assert "nothing proves this profile" in result.stdout


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert "there is no *.toml" in str(run("check", tmp_path).exception)


def test_list_names_a_broken_profile_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_config_dir", lambda name: str(tmp_path / name))
    folder = tmp_path / "sensorlog" / "firmware_profiles"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text("schema = 1\nid = 3\n")
    mine = tmp_path / "mine.toml"
    mine.write_text(SMALL)
    result = run("list", "--profile", mine)
    assert result.exit_code == 0
    assert "small" in result.stdout
    assert "metamotion" in result.stdout
    assert "left out" in result.stderr
    assert "broken.toml:2: id:" in result.stderr
