"""``sensorlog doctor``: one line for each check, an exit code, and no traceback whatever is broken."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.ble import Check, Verdict
from sensorlog.cli.app import app


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own folders, and a radio of which nothing is wrong."""
    monkeypatch.setattr("sensorlog.profiles.registry.user_profiles_dir", lambda: tmp_path / "profiles")
    monkeypatch.setenv("SENSORLOG_DATABASE_URL", f"sqlite:///{tmp_path}/log.db")
    radio(monkeypatch, Check("search", Verdict.OK, "this program may search for sensors"))
    return tmp_path


def radio(monkeypatch: pytest.MonkeyPatch, *checks: Check) -> None:
    async def examine_radio() -> list[Check]:
        return list(checks)

    monkeypatch.setattr("sensorlog.ble.examine_radio", examine_radio)


def test_a_healthy_computer_is_code_0_and_one_line_each(at_home):
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["+", "ok"]] * 4
    assert "bleak" in lines[1]
    assert lines[3].endswith(f"data folder {at_home} can be written")
    assert list(at_home.iterdir()) == []


def test_what_is_bad_is_code_1_and_a_warning_is_not(monkeypatch):
    radio(monkeypatch, Check("adapter", Verdict.WARNING, "another program is searching"))
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 0
    radio(monkeypatch, Check("adapter", Verdict.BAD, "Bluetooth is off; turn it on"))
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert result.stdout.startswith("× bad      adapter     Bluetooth is off; turn it on\n")


def test_json_says_the_same(monkeypatch):
    radio(monkeypatch, Check("adapter", Verdict.BAD, "Bluetooth is off; turn it on"))
    result = CliRunner().invoke(app, ["doctor", "--json"])
    assert result.exit_code == 1
    checks = json.loads(result.stdout)
    assert checks[0] == {"topic": "adapter", "verdict": "bad", "text": "Bluetooth is off; turn it on"}
    assert [check["topic"] for check in checks[1:]] == ["software", "profiles", "data folder"]


def test_a_broken_profile_is_a_warning_that_names_its_line(at_home):
    (at_home / "profiles").mkdir()
    (at_home / "profiles" / "broken.toml").write_text("schema = 1\nid = 3\n")
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0
    (line,) = (line for line in result.stdout.splitlines() if line.startswith("! warning"))
    assert "left out:" in line
    assert "broken.toml:2: id:" in line


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:///{}/missing/log.db", "there is no folder"),
        ("sqlite:///{}/file/log.db", "cannot be reached"),
        ("sqlite:///{}/folder", "is no file but a folder"),
        ("postgres://user:secret@host/log", "names a postgres database"),
    ],
)
def test_a_data_folder_that_cannot_be_used_is_bad(at_home, monkeypatch, url, says):
    (at_home / "file").write_text("in the way")
    (at_home / "folder").mkdir()
    monkeypatch.setenv("SENSORLOG_DATABASE_URL", url.format(at_home))
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert says in result.stdout
    assert "secret" not in result.stdout


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that not even root can write to")
def test_a_folder_that_cannot_be_written_is_bad(monkeypatch):
    monkeypatch.delenv("SENSORLOG_DATABASE_URL")
    monkeypatch.setenv("XDG_DATA_HOME", "/proc")
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "/proc/sensorlog cannot be written (" in result.stdout
    assert "check its permissions and the disk" in result.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux")
def test_the_program_itself_works_without_bluetooth(at_home, monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={at_home}/no-bus")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "sensorlog", "doctor"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "no D-Bus system bus" in done.stdout
    assert done.stderr == ""
