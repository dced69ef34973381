"""A TOML text → :class:`Profile`, or one line that says which line and field is wrong."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sensorlog.profiles.consistency import inconsistencies
from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.schema import Profile
from sensorlog.toml_models import TomlKind, TomlText, read_text

__all__ = ["MAX_PROFILE_BYTES", "load_profile"]

MAX_PROFILE_BYTES = 256 * 1024
_KEPT = 64
"""Profiles never change once they are read: a session, a scan and a list of sensors each ask for all of them."""
_KIND = TomlKind("a profile", MAX_PROFILE_BYTES, "a page or two of text", ProfileError)


def load_profile(source: Path | str, name: str = "profile") -> Profile:
    """Read a profile from a file (``Path``) or from its text (``str``; ``name`` stands in messages).

    Raises :class:`ProfileError` with file, line and field of the first thing that is wrong.
    """
    if isinstance(source, Path):
        name, source = str(source), read_text(source, _KIND)
    return _judged(source, name)


@lru_cache(maxsize=_KEPT)
def _judged(text: str, name: str) -> Profile:
    document = TomlText.read(text, _KIND, name)
    profile = document.validated(Profile)
    for path, reason in inconsistencies(profile):
        raise document.error_at(path, reason)
    profile._text, profile._source = document.text, document.name
    return profile
