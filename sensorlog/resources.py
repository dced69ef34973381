"""Where the data that ships with the package lies: beside the checkout, or inside the installed wheel."""

from __future__ import annotations

from pathlib import Path

__all__ = ["exercises_dir", "firmware_profiles_dir", "programs_dir", "sample_recordings_dir"]

_PACKAGE = Path(__file__).resolve().parent


def _data_dir(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def firmware_profiles_dir() -> Path:
    """Folder of the shipped ``*.toml`` firmware profiles."""
    return _data_dir("firmware_profiles")


def sample_recordings_dir() -> Path:
    """Folder of the small sample sessions with their truth."""
    return _data_dir("recordings")


def exercises_dir() -> Path:
    """Folder of the shipped ``*.toml`` files of exercises."""
    return _data_dir("exercises")


def programs_dir() -> Path:
    """Folder of the shipped ``*.toml`` training programs."""
    return _data_dir("programs")
