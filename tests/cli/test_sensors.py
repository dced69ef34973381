"""``sensorlog sensors``: remembering one's own, told from equal ones by shaking."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sensorlog.cli.app import app
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.profiles import Registry
from sensorlog.simulate import VirtualSensor
from tests.cli.on_air import put_on_air
from tests.session.test_shaking import PROFILE, A, B, shaken

STILL = shaken(0, 0, 0)


@pytest.fixture(autouse=True)
def own_logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["sensors", *words])


def a(motion=STILL) -> VirtualSensor:
    return VirtualSensor(PROFILE, motion, address=A, name="Equal")


def b(motion=STILL) -> VirtualSensor:
    return VirtualSensor(PROFILE, motion, address=B, name="Equal")


def listed() -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = json.loads(run("--json").stdout)
    return found


def test_of_two_equal_ones_the_one_that_is_shaken_is_remembered(monkeypatch) -> None:
    put_on_air(monkeypatch, a(), b(shaken(8.0, 60.0, 0.05)))
    done = run("pair", "--role", "trunk", "--site", "sternum")
    assert done.exit_code == 0, done.output
    assert "Now shake the trunk, sternum one" in done.stderr
    assert done.stdout == f"Remembered: my trunk sensor (trunk, sternum) is Equal ({B}).\n"
    (pairing,) = listed()
    assert (pairing["address"], pairing["placement"], pairing["clip_site"]) == (B, "trunk", "sternum")
    assert (pairing["profile"], pairing["name"]) == (PROFILE.id, "my trunk sensor")
    assert "my trunk sensor" in run().stdout
    # The other one is all that is left to be remembered: no need to shake it.
    second = run("pair", "--role", "left wrist", "--name", "Lefty", "--person", "Ana")
    assert second.stdout == f"Remembered: Lefty (left wrist) is Equal ({A}).\n"
    assert "Ana" in run("list").stdout


def test_who_is_not_shaken_is_asked_again_and_then_told_what_to_do(monkeypatch) -> None:
    put_on_air(monkeypatch, a(), b())
    done = run("pair", "--role", "trunk")
    assert done.exit_code != 0
    assert done.stderr.count("Now shake the trunk one") == 3
    assert "lay the others down, or name the one by its address" in str(done.exception)
    assert listed() == []


def test_by_address_nothing_has_to_be_shaken(monkeypatch) -> None:
    put_on_air(monkeypatch, a(), b())
    assert run("pair", B.lower()).stdout == f"Remembered: my sensor (not known where) is Equal ({B}).\n"
    assert run("pair", A, "--name", "my sensor").exit_code != 0
    assert run("pair", B, "--role", "sternum").stdout.startswith("Remembered: my trunk sensor (trunk, sternum)")
    assert [pairing["address"] for pairing in listed()] == [B]


def test_forgotten_is_forgotten(monkeypatch) -> None:
    put_on_air(monkeypatch, a())
    run("pair", "--role", "bar")
    assert run("forget", "My Bar Sensor").stdout == f"Forgotten: my bar sensor ({A}).\n"
    again = run("forget", "my bar sensor")
    assert "no sensor called 'my bar sensor' is remembered; there are: none" in str(again.exception)
    assert "No sensor is remembered yet" in run().stdout


def test_with_nothing_near_it_says_what_to_do(monkeypatch) -> None:
    put_on_air(monkeypatch)
    assert "close the vendor's app" in str(run("pair").exception)
    assert "sensor 'mine' was not heard" in str(run("pair", "mine").exception)
    put_on_air(monkeypatch, a())
    run("pair", "--role", "bar")
    assert "but 1 that is remembered already" in str(run("pair").exception)


def test_looking_at_the_list_makes_no_logbook(tmp_path: Path) -> None:
    assert "No sensor is remembered yet" in run().stdout
    assert not (tmp_path / "log.db").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pair", "--role", "hat"), "no place for a sensor"),
        (("pair", "--role", "trunk", "--site", "left wrist"), "no place of the trunk"),
    ],
)
def test_what_is_no_place_is_refused_before_anybody_waits(words: tuple[str, ...], said: str) -> None:
    assert said in str(run(*words).exception)


def test_a_broken_profile_of_the_persons_own_is_named(tmp_path: Path, monkeypatch) -> None:
    broken = tmp_path / "profiles"
    broken.mkdir()
    (broken / "mine.toml").write_text("schema = \n")
    monkeypatch.setattr("sensorlog.profiles.registry.user_profiles_dir", lambda: broken)
    assert Registry().problems
    put_on_air(monkeypatch, a())
    assert "left out" in run("pair", "--role", "bar").stderr
    assert Logbook().pairings()[0].address == A
