"""A log → canonical JSON: the same log is the same bytes, on any computer, at any time.

Keys stand in the order of the models, unknown ones after them, sorted; keys of free objects are sorted. There is no
blank, each element of the outermost lists has a line of its own, text is UTF-8 and not escaped. Numbers have the fewest
digits that read back as the same double, with ``.0`` where they are whole and of a kind that need not be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sensorlog.exchange.log_models import FORMAT, LISTS, VERSION, LogPart
from sensorlog.exchange.person_log import LogParts
from sensorlog.exchange.unknown_fields import with_fields

__all__ = ["log_lines"]

Fields = Mapping[str, Mapping[str, Any]]


def log_lines(parts: LogParts, kept: Fields) -> Iterator[bytes]:
    """Yield the document piece by piece. ``kept``: fields that this version does not know, by path."""
    person = with_fields(parts.person, "person", kept)
    head = json.dumps({"format": FORMAT, "version": VERSION}, separators=(",", ":"))
    yield f'{head[:-1]},"person":{person.model_dump_json()}'.encode()
    lists: tuple[Iterable[LogPart], ...] = (
        (session for _, session in parts.sessions),
        parts.diary,
        parts.programs,
        parts.prescriptions,
        parts.usual_marks,
    )
    for name, elements in zip(LISTS, lists, strict=True):
        yield f',\n"{name}":['.encode()
        separator = b"\n"
        for element in elements:
            path = f"{name}/{getattr(element, 'id')}"  # noqa: B009 - all of them have one
            yield separator + with_fields(element, path, kept).model_dump_json().encode()
            separator = b",\n"
        yield b"]" if separator == b"\n" else b"\n]"
    others = kept.get("", {})
    for name in sorted(others):
        value = json.dumps(others[name], ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        yield f",\n{json.dumps(name, ensure_ascii=False)}:{value}".encode()
    yield b"}\n"
