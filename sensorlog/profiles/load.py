"""A TOML text → :class:`Profile`, or one line that says which line and field is wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pydantic import ValidationError

from sensorlog.profiles.consistency import inconsistencies
from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.toml_lines import Path as KeyPath
from sensorlog.profiles.toml_lines import line_of

__all__ = ["MAX_PROFILE_BYTES", "load_profile"]

MAX_PROFILE_BYTES = 256 * 1024
"""A profile is a page or two of text."""


def load_profile(source: Path | str, name: str = "profile") -> Profile:
    """Read a profile from a file (``Path``) or from its text (``str``; ``name`` stands in messages).

    Raises :class:`ProfileError` with file, line and field of the first thing that is wrong.
    """
    if isinstance(source, Path):
        name, text = str(source), _read(source)
    else:
        text = source
        if len(text.encode(errors="replace")) > MAX_PROFILE_BYTES:
            raise ProfileError(
                f"{name}: larger than {MAX_PROFILE_BYTES // 1024} kB; a profile is a page or two of text"
            )
    try:
        table = tomllib.loads(text)
    except ValueError as error:  # tomllib.TOMLDecodeError, or a number of thousands of digits
        raise ProfileError(_toml_message(name, text, str(error))) from error
    except RecursionError as error:
        raise ProfileError(f"{name}: tables or arrays are nested too deeply; this is no profile") from error
    try:
        profile = Profile.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ProfileError(_located(name, text, _key_path(first["loc"]), _reason(first))) from error
    for path, reason in inconsistencies(profile):
        raise ProfileError(_located(name, text, path, reason))
    profile._text, profile._source = text, name
    return profile


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PROFILE_BYTES + 1)
    except OSError as error:
        raise ProfileError(
            f"{path}: cannot be read ({error.strerror or error}); give the path of a profile's TOML"
        ) from error
    if len(data) > MAX_PROFILE_BYTES:
        raise ProfileError(f"{path}: larger than {MAX_PROFILE_BYTES // 1024} kB; a profile is a page or two of text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ProfileError(f"{path}:{line}: byte {error.start} is not UTF-8; save the profile as UTF-8 text") from error


def _toml_message(name: str, text: str, reason: str) -> str:
    what, _, where = reason.partition(" (at ")
    place = re.match(r"line (\d+), column (\d+)", where)
    if place is None:
        return f"{name}:{max(len(text.splitlines()), 1)}: not valid TOML: {what} (at its end)"
    return f"{name}:{place[1]}: not valid TOML: {what} (column {place[2]})"


def _key_path(loc: tuple[int | str, ...]) -> KeyPath:
    """Pydantic's location without the names of union members, which are no keys of the file."""
    return tuple(part for part in loc if isinstance(part, int) or re.fullmatch(r"[A-Za-z0-9_-]+", part))


def _reason(error: object) -> str:
    assert isinstance(error, dict)
    match error["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is no key that a profile has here"
        case "value_error":
            return str(error["ctx"]["error"])
        case _:
            given = error["input"]
            shown = f" (it is {given!r})" if isinstance(given, str | int | float) and len(repr(given)) < 60 else ""
            return f"{error['msg'][:1].lower()}{error['msg'][1:]}{shown}"


def _located(name: str, text: str, path: KeyPath, reason: str) -> str:
    line = line_of(text, path)
    where = f"{name}:{line}" if line else name
    return f"{where}: {_dotted(path)}: {reason}" if path else f"{where}: {reason}"


def _dotted(path: KeyPath) -> str:
    """``message[1].fields``, counted from 1 as people do."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else part
    return out
