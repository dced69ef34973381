"""What a person says of one set during a session: read from a recording, which may come from anywhere."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sensorlog.events import JsonValue
from sensorlog.pipeline.folded import FoldedSet
from sensorlog.training import MAX_LOAD_KG, MAX_NAME_LENGTH

__all__ = ["load_of", "said_of"]

_MAX_REPS = 10_000
_MAX_SECONDS = 86_400.0


def load_of(said: JsonValue) -> float | None:
    """Give the load that a session event says; what makes no sense is none."""
    return _number(said, MAX_LOAD_KG)


def said_of(data: Mapping[str, JsonValue], sets: Collection[FoldedSet]) -> FoldedSet | None:
    """Return the set that ``data`` of a ``said`` event is about, with what is said; ``None`` where it says nothing."""
    start_s, end_s = (_number(data.get(name), math.inf) for name in ("start_s", "end_s"))
    if start_s is None or end_s is None:
        return None
    shared_s = {one.set_id: _shared_s(one, start_s, end_s) for one in sets}
    named = str(data.get("set_id"))
    best = named if shared_s.get(named, -1.0) >= 0 else max(shared_s, key=shared_s.__getitem__, default=None)
    fields = _fields(data.get("op"), data.get("value"))
    if best is None or fields is None or (best != named and shared_s[best] <= 0):
        return None
    return replace(next(one for one in sets if one.set_id == best), **fields)


def _shared_s(one: FoldedSet, start_s: float, end_s: float) -> float:
    """Return the time that a set shares with a stretch: 0 where they touch, negative where they do not."""
    return min(math.inf if one.end_s is None else one.end_s, end_s) - max(one.start_s, start_s)


def _fields(op: JsonValue, value: JsonValue) -> dict[str, Any] | None:
    match op:
        case "reps":
            reps = _number(value, _MAX_REPS)
            return {"said_reps": None if reps is None else int(reps)}
        case "load":
            return {"load_kg": load_of(value.get("kg") if isinstance(value, Mapping) else value)}
        case "exercise" if value is None or (isinstance(value, str) and 0 < len(value) <= MAX_NAME_LENGTH):
            return {"exercise": value}
        case "effort":
            said = value if isinstance(value, Mapping) else {}
            return {name: _number(said.get(name), 10.0) for name in ("rpe", "reps_in_reserve")}
        case "held":
            return {"held_s": _number(value, _MAX_SECONDS)}
        case "warm_up" if isinstance(value, bool):
            return {"warm_up": value}
        case "delete_set" if isinstance(value, bool):
            return {"is_discarded": value}
        case _:
            return None


def _number(said: JsonValue, most: float) -> float | None:
    is_one = isinstance(said, int | float) and not isinstance(said, bool) and 0 <= said <= most
    return float(said) if is_one else None  # type: ignore[arg-type]
