from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.settings import THEME_NAMES, Settings, SettingsError, load_settings, save_settings, settings_file

any_settings = st.builds(
    Settings,
    unit=st.sampled_from(["kg", "lb"]),
    person=st.text(st.characters(exclude_categories=["C"]), max_size=60),
    theme=st.sampled_from(THEME_NAMES),
    ascii=st.booleans(),
    rest_s=st.integers(10, 900),
    advice_read=st.booleans(),
)


@given(any_settings)
def test_what_is_kept_is_read(settings: Settings) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "sensorlog" / "settings.toml"
        save_settings(settings, path)
        assert load_settings(path) == settings


def test_only_the_owner_reads_them_and_nothing_else_is_left(tmp_path: Path) -> None:
    save_settings(Settings(), tmp_path / "settings.toml")
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]
    assert stat.S_IMODE((tmp_path / "settings.toml").stat().st_mode) == 0o600


def test_without_a_file_they_are_the_usual_ones(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == Settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rest_s = 5", "settings.toml:1: rest_s: "),
        ('unit = "kg"\ntheme = "pink"', "settings.toml:2: theme: "),
        ("ascii = 1\n[", "settings.toml:2: "),
        ("volume = 3", "settings.toml:1: volume: "),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as error:
        load_settings(path)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_where_they_cannot_be_kept_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be written"):
        save_settings(Settings(), tmp_path / "file" / "settings.toml")


def test_they_lie_in_the_folder_of_the_persons_settings() -> None:
    assert settings_file().name == "settings.toml"
