"""A TOML text → :class:`Profile`, or one line that says which line and field is wrong."""

from __future__ import annotations

from pathlib import Path

from sensorlog.profiles.consistency import inconsistencies
from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.schema import Profile
from sensorlog.toml_models import TomlKind, TomlText

__all__ = ["MAX_PROFILE_BYTES", "load_profile"]

MAX_PROFILE_BYTES = 256 * 1024
_KIND = TomlKind("a profile", MAX_PROFILE_BYTES, "a page or two of text", ProfileError)


def load_profile(source: Path | str, name: str = "profile") -> Profile:
    """Read a profile from a file (``Path``) or from its text (``str``; ``name`` stands in messages).

    Raises :class:`ProfileError` with file, line and field of the first thing that is wrong.
    """
    document = TomlText.read(source, _KIND, name)
    profile = document.validated(Profile)
    for path, reason in inconsistencies(profile):
        raise document.error_at(path, reason)
    profile._text, profile._source = document.text, document.name
    return profile
