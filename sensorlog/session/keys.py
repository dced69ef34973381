"""What a person enters during a session, and what values it may have."""

from __future__ import annotations

from collections.abc import Mapping

from sensorlog.events import JsonValue, SessionEvent, SessionEventKind
from sensorlog.training import MAX_LOAD_KG, MAX_NAME_LENGTH

__all__ = ["KEY_KINDS", "MAX_NOTE_LENGTH", "checked", "is_key", "is_sound"]

MAX_NOTE_LENGTH = 2000

KEY_KINDS = frozenset(
    {
        SessionEventKind.SET_START,
        SessionEventKind.SET_END,
        SessionEventKind.REP_ADD,
        SessionEventKind.REP_REMOVE,
        SessionEventKind.PAUSE,
        SessionEventKind.RESUME,
        SessionEventKind.EXERCISE,
        SessionEventKind.LOAD,
        SessionEventKind.NOTE,
        SessionEventKind.PERSON,
    }
)
"""What a person does, among all that a recording may say."""

_TEXTS = {
    SessionEventKind.EXERCISE: ("name", MAX_NAME_LENGTH, True),
    SessionEventKind.NOTE: ("text", MAX_NOTE_LENGTH, False),
    SessionEventKind.PERSON: ("id", 64, False),
}


def is_key(item: object) -> bool:
    """Say whether ``item`` is something that a person entered."""
    return isinstance(item, SessionEvent) and item.kind in KEY_KINDS


def checked(kind: SessionEventKind, data: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
    """Return ``data`` as it may be recorded. Raises ``ValueError`` where ``kind`` is no key or a value cannot be."""
    if kind not in KEY_KINDS:
        raise ValueError(f"{kind} is nothing that a person enters")
    if not is_sound(kind, data):
        raise ValueError(f"{kind} with {dict(data)!r}")
    return data


def is_sound(kind: SessionEventKind, data: Mapping[str, JsonValue]) -> bool:
    """Say whether a key's values are what :class:`SessionEventKind` says; a recording may come from anywhere."""
    if kind is SessionEventKind.LOAD:
        load_kg = data.get("kg", "")
        if load_kg is None:
            return True
        return isinstance(load_kg, int | float) and not isinstance(load_kg, bool) and 0 <= load_kg <= MAX_LOAD_KG
    if kind in _TEXTS:
        name, longest, may_be_null = _TEXTS[kind]
        value = data.get(name, "")
        return may_be_null if value is None else isinstance(value, str) and 0 < len(value) <= longest
    return True
