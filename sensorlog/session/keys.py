"""What a person enters during a session, and what values it may have."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sensorlog.events import JsonValue, SessionEvent, SessionEventKind
from sensorlog.imu import Placement
from sensorlog.logbook import MAX_LABEL_LENGTH, MAX_LOAD_ENTERED_LENGTH, EditOp, LogbookError, changes
from sensorlog.pipeline import is_clip_site
from sensorlog.training import MAX_LOAD_KG, MAX_NAME_LENGTH, LoadUnit, load_as_typed, parse_load

__all__ = ["KEY_KINDS", "MAX_NOTE_LENGTH", "checked", "is_key", "is_sound", "load_data"]

MAX_NOTE_LENGTH = 2000

KEY_KINDS = frozenset(
    {
        SessionEventKind.SET_START,
        SessionEventKind.SET_END,
        SessionEventKind.REP_ADD,
        SessionEventKind.REP_REMOVE,
        SessionEventKind.SAID,
        SessionEventKind.CALIBRATE,
        SessionEventKind.PAUSE,
        SessionEventKind.RESUME,
        SessionEventKind.EXERCISE,
        SessionEventKind.LOAD,
        SessionEventKind.NOTE,
        SessionEventKind.PERSON,
        SessionEventKind.ROLE,
    }
)
"""What a person does, among all that a recording may say."""

SAYABLE = frozenset(
    {
        EditOp.EXERCISE,
        EditOp.LOAD,
        EditOp.EFFORT,
        EditOp.REPS,
        EditOp.HELD,
        EditOp.WARM_UP,
        EditOp.DELETE_SET,
    }
)
"""What can be said of one set while the session goes on."""


def load_data(text: str, unit: LoadUnit = LoadUnit.KG) -> dict[str, JsonValue]:
    """Return the data of the key that enters a load as a person typed it; ``unit`` holds where none was typed.

    Raises :class:`TrainingError` for no load.
    """
    load_kg = parse_load(text, unit)
    return {"kg": None} if load_kg is None else {"kg": load_kg, "entered": load_as_typed(text, unit)}


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
    match kind:
        case SessionEventKind.LOAD:
            entered = data.get("entered")
            is_entered = entered is None or _is_text(entered, MAX_LOAD_ENTERED_LENGTH)
            return is_entered and "kg" in data and (data["kg"] is None or _is_load(data["kg"]))
        case SessionEventKind.EXERCISE:
            return "name" in data and (data["name"] is None or _is_text(data["name"], MAX_NAME_LENGTH))
        case SessionEventKind.NOTE:
            return _is_text(data.get("text"), MAX_NOTE_LENGTH)
        case SessionEventKind.PERSON:
            label = data.get("label")
            return _is_text(data.get("id"), MAX_LABEL_LENGTH) and (label is None or _is_text(label, MAX_LABEL_LENGTH))
        case SessionEventKind.SAID:
            return _is_said(data)
        case SessionEventKind.RESUME:
            return isinstance(data.get("split", False), bool)
        case SessionEventKind.ROLE:
            clip_site = data.get("clip_site")
            return data.get("placement") in list(Placement) and (clip_site is None or is_clip_site(clip_site))
        case _:
            return True


def _is_said(data: Mapping[str, JsonValue]) -> bool:
    """Say whether ``data`` says something that can be of a set."""
    op, times_s = data.get("op"), [data.get("start_s"), data.get("end_s")]
    if op not in SAYABLE or not _is_text(data.get("set_id"), MAX_LABEL_LENGTH):
        return False
    if not all(isinstance(t_s, int | float) and math.isfinite(t_s) for t_s in times_s):
        return False
    try:
        changes(EditOp(str(op)), data.get("value"))
    except LogbookError:
        return False
    return True


def _is_text(value: JsonValue, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest


def _is_load(value: JsonValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MAX_LOAD_KG
