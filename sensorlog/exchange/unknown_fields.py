"""Fields of a log that this version does not know: found where they stand, kept, and put back there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import TypeAdapter

from sensorlog.exchange.log_models import LogPart

__all__ = ["unknown_fields", "with_fields"]

_Part = TypeVar("_Part", bound=LogPart)


def unknown_fields(part: LogPart, path: str) -> dict[str, dict[str, Any]]:
    """Return the unknown fields of a part and of all parts in it, by path.

    A path is made of names and ids, not of positions: ``sessions/1a2b/sets/bar~1/reps/bar~1~3``.
    """
    return {where: dict(each.model_extra) for where, each in _walk(part, path) if each.model_extra}


def with_fields(part: _Part, path: str, kept: Mapping[str, Mapping[str, Any]]) -> _Part:
    """Return a part with what is kept for it and for the parts in it; its own values come first."""
    if not any(where == path or where.startswith(f"{path}/") for where in kept):
        return part
    changes: dict[str, Any] = {}
    for name in _holding_parts(type(part)):
        value = getattr(part, name)
        if isinstance(value, LogPart):
            changes[name] = with_fields(value, f"{path}/{name}", kept)
        elif value is not None:
            changes[name] = tuple(
                with_fields(each, f"{path}/{name}/{_name(each, number)}", kept) for number, each in enumerate(value)
            )
    own = kept.get(path, {})
    for name in sorted(own):
        known = type(part).model_fields.get(name)
        if known is None:
            changes[name] = own[name]
        elif isinstance(here := getattr(part, name), dict):
            changes[name] = {**own[name], **here}
        elif here is None:
            kind: Any = known.annotation
            changes[name] = TypeAdapter(kind).validate_python(own[name])
    return part.model_copy(update=changes)


def _walk(part: LogPart, path: str) -> Iterator[tuple[str, LogPart]]:
    yield path, part
    for name in _holding_parts(type(part)):
        value = getattr(part, name)
        if isinstance(value, LogPart):
            yield from _walk(value, f"{path}/{name}")
        elif value is not None:
            for number, each in enumerate(value):
                yield from _walk(each, f"{path}/{name}/{_name(each, number)}")


@cache
def _holding_parts(kind: type[LogPart]) -> tuple[str, ...]:
    """Return the fields of a part that are, or list, parts themselves."""
    return tuple(name for name, field in kind.model_fields.items() if _is_of_parts(field.annotation))


def _is_of_parts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, LogPart):
        return True
    return any(_is_of_parts(each) for each in get_args(annotation))


def _name(part: LogPart, number: int) -> str:
    """Return what a part is called among its like; its number where it has no id (phases of a rep)."""
    found = getattr(part, "id", None)
    return str(number if found is None else found).replace("~", "~0").replace("/", "~1")
