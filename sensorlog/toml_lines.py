"""On which line of a TOML text a key or table stands: for messages to people, not for reading values."""

from __future__ import annotations

import re

__all__ = ["Path", "line_of"]

Path = tuple[str | int, ...]

# No two repeats that could share a character: a hostile line of blanks must not take for ever.
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]#]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"([A-Za-z0-9_.\-\"' \t]+)=")


def line_of(text: str, path: Path) -> int | None:
    """Line (from 1) of the deepest part of ``path`` that is found; ``None`` if not even its first key is."""
    lines = _index(text)
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _index(text: str) -> dict[Path, int]:
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    value: _Value | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if value is not None:
            value.read(line, number, found)
            value = value if value.is_open else None
            continue
        if header := _HEADER.match(line):
            table = _enter(header[1] == "[[", _split(header[2]), counts)
            for length in range(1, len(table) + 1):
                found.setdefault(table[:length], number)
        elif key := _KEY.match(line):
            path = (*table, *_split(key[1]))
            found.setdefault(path, number)
            value = _Value(path)
            value.read(line[key.end() :], number, found)
            value = value if value.is_open else None
    return found


def _split(dotted: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _enter(is_array: bool, keys: Path, counts: dict[Path, int]) -> Path:
    """Resolve a header to a path: an array of tables on the way stands for its latest element."""
    path: Path = ()
    for position, key in enumerate(keys):
        path = (*path, key)
        last = position == len(keys) - 1
        if last and is_array:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


class _Value:
    """Follows one value over lines and notes where the elements of its outermost array begin."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._depth = 0
        self._quote = ""
        self._element = 0
        self._is_array = False
        self._awaiting = False

    @property
    def is_open(self) -> bool:
        return self._depth > 0 or len(self._quote) == 3

    def read(self, line: str, number: int, found: dict[Path, int]) -> None:
        position = 0
        while position < len(line):
            if self._quote:
                position = self._in_string(line, position)
                continue
            char = line[position]
            if char == "#":
                break
            if self._awaiting and not char.isspace() and char != "]":
                found.setdefault((*self._path, self._element), number)
                self._awaiting = False
            if char in "\"'":
                self._quote = char * 3 if line.startswith(char * 3, position) else char
                position += len(self._quote)
                continue
            if char in "[{":
                self._depth += 1
                if self._depth == 1 and char == "[":
                    self._is_array, self._awaiting = True, True
            elif char in "]}":
                self._depth -= 1
            elif char == "," and self._depth == 1 and self._is_array:
                self._element, self._awaiting = self._element + 1, True
            position += 1
        if len(self._quote) == 1:
            self._quote = ""  # a string of one line that was not closed: TOML refuses it, this index need not

    def _in_string(self, line: str, position: int) -> int:
        if self._quote[0] == '"' and line[position] == "\\":
            return position + 2
        if line.startswith(self._quote, position):
            position += len(self._quote)
            self._quote = ""
            return position
        return position + 1
