"""What a person has chosen once: units, who lifts, colours, sounds. A small TOML file, validated when it is read."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import Field as Limits

from sensorlog.errors import SensorlogError
from sensorlog.toml_models import Table, TomlKind, TomlText

__all__ = ["THEME_NAMES", "Settings", "SettingsError", "ThemeName", "load_settings", "save_settings", "settings_file"]

ThemeName = Literal["dark", "light", "contrast-dark", "contrast-light", "colour-blind-dark", "colour-blind-light"]
THEME_NAMES: tuple[ThemeName, ...] = (
    "dark",
    "light",
    "contrast-dark",
    "contrast-light",
    "colour-blind-dark",
    "colour-blind-light",
)


class SettingsError(SensorlogError):
    """Settings that cannot be read or kept."""


_KIND = TomlKind("the settings", 64 * 1024, "a few lines", SettingsError)


class Settings(Table):
    """All settings. What a file does not say has the value given here."""

    unit: Literal["kg", "lb"] = "kg"
    person: Annotated[str, Limits(max_length=60)] = ""
    """Id of who lifts; empty: nobody was chosen."""
    theme: ThemeName = "dark"
    ascii: bool = False
    """Draw with the characters of ASCII alone."""
    sound: bool = False
    """A tone for each rep."""
    signals: bool = True
    """Tones where a hold or a rest begins, is half over, and ends: a plank faces the floor."""
    live_cue: bool = False
    """Say during a set, without a sound, when the trunk leaves its usual."""
    ask_effort: bool = False
    """After a set: effort, or reps in reserve."""
    ask_pain_each_set: bool = False
    rest_s: Annotated[int, Limits(ge=10, le=900)] = 120
    """Where the program says nothing of the rest."""
    advice_read: bool = False
    """The advice to ask a professional before starting was shown and put away."""


def settings_file() -> Path:
    """Where the settings lie."""
    return Path(platformdirs.user_config_dir("sensorlog", appauthor=False)) / "settings.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Return what the file says, or the defaults where there is none yet.

    Raises :class:`SettingsError` with file, line and field of what is wrong.
    """
    path = settings_file() if path is None else path
    return TomlText.read(path, _KIND, "settings").validated(Settings) if path.is_file() else Settings()


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Keep settings: the whole file is there, or the one before. Raises :class:`SettingsError` where it cannot be."""
    path = settings_file() if path is None else path
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    # A string, whole number or truth value of JSON is one of TOML as well.
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in settings.model_dump().items()]
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise SettingsError(f"{path}: cannot be written ({error.strerror}); check the folder's permissions") from error
