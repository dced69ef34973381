"""A TOML text that a person wrote → a pydantic model, or one line that says which line and field is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from sensorlog.errors import SensorlogError
from sensorlog.toml_lines import Path as KeyPath
from sensorlog.toml_lines import line_of

__all__ = ["Table", "TomlKind", "TomlText", "read_text"]

_Model = TypeVar("_Model", bound=BaseModel)


class Table(BaseModel):
    """A TOML table: frozen, and a key that it does not know is an error."""

    # Building a validator takes milliseconds: only the models that a verb really reads are built.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True)
class TomlKind:
    """What a file is meant to be, for the messages about it."""

    noun: str
    """With its article: ``"a profile"``."""
    max_bytes: int
    size_hint: str
    """What a file of the kind is like: ``"a page or two of text"``."""
    error: type[SensorlogError]
    """What is raised, always with a text of one line."""


@dataclass(frozen=True, slots=True)
class TomlText:
    """A TOML text that was read but not yet judged."""

    kind: TomlKind
    name: str
    """Path or title, for messages."""
    text: str
    table: Mapping[str, Any]

    @classmethod
    def read(cls, source: Path | str, kind: TomlKind, name: str) -> TomlText:
        """Read a file (``Path``) or a text (``str``; ``name`` stands in messages). Raises ``kind.error``."""
        if isinstance(source, Path):
            name, text = str(source), read_text(source, kind)
        else:
            text = source
            if len(text.encode(errors="replace")) > kind.max_bytes:
                raise kind.error(_too_large(name, kind))
        try:
            table = tomllib.loads(text)
        except ValueError as error:  # tomllib.TOMLDecodeError, or a number of thousands of digits
            raise kind.error(_toml_message(name, text, str(error))) from error
        except RecursionError as error:
            raise kind.error(f"{name}: tables or arrays are nested too deeply; this is not {kind.noun}") from error
        return cls(kind, name, text, table)

    def validated(self, model: type[_Model]) -> _Model:
        """Return the text as ``model``. Raises ``kind.error`` with line and field of the first thing that is wrong."""
        try:
            return model.model_validate(self.table)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            # A misspelt key is an unknown one and a missing one: the unknown one has the line.
            first = next((each for each in errors if each["type"] == "extra_forbidden"), errors[0])
            raise self.error_at(_key_path(first["loc"]), _reason(first, self.kind)) from error

    def error_at(self, path: KeyPath, reason: str) -> SensorlogError:
        """Return (not raise) an error that names the line and field of ``path``."""
        line = line_of(self.text, path)
        where = f"{self.name}:{line}" if line else self.name
        return self.kind.error(f"{where}: {_dotted(path)}: {reason}" if path else f"{where}: {reason}")


def read_text(path: Path, kind: TomlKind) -> str:
    """Read what a file holds, not yet as TOML. Raises ``kind.error``: it cannot be read, is too large, or no UTF-8."""
    try:
        with path.open("rb") as file:
            data = file.read(kind.max_bytes + 1)
    except OSError as error:
        raise kind.error(
            f"{path}: cannot be read ({error.strerror or error}); give the path of the TOML of {kind.noun}"
        ) from error
    if len(data) > kind.max_bytes:
        raise kind.error(_too_large(str(path), kind))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise kind.error(f"{path}:{line}: byte {error.start} is not UTF-8; save it as UTF-8 text") from error


def _too_large(name: str, kind: TomlKind) -> str:
    return f"{name}: larger than {kind.max_bytes // 1024} kB; {kind.noun} is {kind.size_hint}"


def _toml_message(name: str, text: str, reason: str) -> str:
    what, _, where = reason.partition(" (at ")
    place = re.match(r"line (\d+), column (\d+)", where)
    if place is None:
        return f"{name}:{max(len(text.splitlines()), 1)}: not valid TOML: {what} (at its end)"
    return f"{name}:{place[1]}: not valid TOML: {what} (column {place[2]})"


def _key_path(loc: tuple[int | str, ...]) -> KeyPath:
    """Pydantic's location without the names of union members, which are no keys of the file."""
    return tuple(part for part in loc if isinstance(part, int) or re.fullmatch(r"[A-Za-z0-9_-]+", part))


def _reason(error: Any, kind: TomlKind) -> str:
    match error["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return f"is no key that {kind.noun} has here"
        case "value_error":
            return str(error["ctx"]["error"])
        case _:
            given = error["input"]
            shown = f" (it is {given!r})" if isinstance(given, str | int | float) and len(repr(given)) < 60 else ""
            return f"{error['msg'][:1].lower()}{error['msg'][1:]}{shown}"


def _dotted(path: KeyPath) -> str:
    """``message[1].fields``, counted from 1 as people do."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else part
    return out
