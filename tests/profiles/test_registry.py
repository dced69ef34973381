from __future__ import annotations

from pathlib import Path

import pytest

from sensorlog.profiles import ProfileError, Registry, user_profiles_dir
from sensorlog.resources import firmware_profiles_dir
from tests.profiles.profiles_for_tests import SMALL

METAMOTION = "326a9000-85cb-9195-d9dd-464cfbbae75a"


@pytest.fixture
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_config_dir", lambda name: str(tmp_path / name))
    folder = user_profiles_dir()
    assert folder == tmp_path / "sensorlog" / "firmware_profiles"
    folder.mkdir(parents=True)
    return folder


def test_a_broken_profile_of_the_user_takes_no_other_down(user_folder: Path) -> None:
    (user_folder / "a.toml").write_text("id = ")
    (user_folder / "b.toml").write_text(SMALL)
    (user_folder / "notes.txt").write_text("no profile")
    registry = Registry()
    assert {profile.id for profile in registry.all()} >= {"metamotion", "sensorlog-imu", "small"}
    (problem,) = registry.problems
    assert "a.toml:1" in str(problem)


def test_the_later_one_of_an_id_wins(user_folder: Path, tmp_path: Path) -> None:
    (user_folder / "b.toml").write_text(SMALL)
    assert Registry().get("small").name == "Small sensor"
    mine = tmp_path / "mine.toml"
    mine.write_text(SMALL.replace("Small sensor", "Mine"))
    registry = Registry(files=[mine])
    assert registry.get("small").name == "Mine"
    assert [profile.id for profile in registry.all()].count("small") == 1


def test_a_broken_file_that_was_asked_for_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read"):
        Registry(files=[tmp_path / "none.toml"])


def test_no_such_profile_names_those_there_are() -> None:
    with pytest.raises(ProfileError, match=r"metamotion, .*sensorlog-imu"):
        Registry(folders=[firmware_profiles_dir()]).get("nope")


def test_advertisements_are_matched_by_the_strongest_sign(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SMALL)
    (tmp_path / "b.toml").write_text(
        SMALL.replace('"small"', '"both"').replace(
            'names = ["Small*"]', 'names = ["Small*"]\nmanufacturers = [4660]\nrequire = "all"'
        )
    )
    registry = Registry(folders=[firmware_profiles_dir(), tmp_path])

    def found(name: str | None, services: tuple[str, ...] = (), makers: dict[int, bytes] | None = None) -> str | None:
        profile = registry.match(name, services, makers)
        return profile.id if profile else None

    assert found("MetaWear") == "metamotion"
    assert found(None, (METAMOTION.upper(),)) == "metamotion"
    assert found("Small 1") == "small"
    assert found("small 1", (METAMOTION,)) == "metamotion"
    assert found("Small 1", (), {4660: b""}) == "both"
    assert found("Other", (), {4660: b""}) is None
    assert found(None) is None
