"""What the value of an edit does to a set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sensorlog.events import JsonValue
from sensorlog.logbook.checks import (
    MAX_LOAD_ENTERED_LENGTH,
    MAX_REPS,
    MAX_SECONDS,
    MAX_SESSION_S,
    number,
    one_of,
    words,
)
from sensorlog.logbook.edits import EditOp
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.set_details import Equipment, Side
from sensorlog.logbook.sets import HandSet
from sensorlog.training import MAX_LOAD_KG, MAX_NAME_LENGTH

__all__ = ["SET_OPS", "changes", "check_hand_set", "moment"]

SET_OPS = frozenset(
    {
        EditOp.EXERCISE,
        EditOp.LOAD,
        EditOp.MOVE_SET,
        EditOp.WARM_UP,
        EditOp.SIDE,
        EditOp.EQUIPMENT,
        EditOp.EFFORT,
        EditOp.REPS,
        EditOp.HELD,
        EditOp.DELETE_SET,
    }
)
"""Those that set fields of a set."""


def changes(op: EditOp | str, value: JsonValue) -> dict[str, Any]:
    """Return the fields of :class:`LoggedSet` that an edit sets, with their values.

    Raises :class:`LogbookError` where ``op`` is none that sets fields of a set, or ``value`` is not what it should be.
    """
    match op:
        case EditOp.EXERCISE:
            return {"exercise": None if value is None else words("exercise", value, MAX_NAME_LENGTH)}
        case EditOp.LOAD:
            return _load(value)
        case EditOp.MOVE_SET:
            return {"moved_to": None if value is None else words("person", value, 60)}
        case EditOp.WARM_UP:
            if not isinstance(value, bool):
                raise LogbookError(f"warm-up {value!r}: true or false")
            return {"warm_up": value}
        case EditOp.SIDE:
            return {"side": None if value is None else one_of(Side, value)}
        case EditOp.EQUIPMENT:
            return {"equipment": None if value is None else Equipment.from_json(value)}
        case EditOp.EFFORT:
            return _effort(value)
        case EditOp.REPS:
            return {"said_reps": None if value is None else int(number("reps", value, MAX_REPS, whole=True))}
        case EditOp.HELD:
            return {"held_s": None if value is None else number("seconds held", value, MAX_SECONDS)}
        case EditOp.DELETE_SET:
            if not isinstance(value, bool):
                raise LogbookError(f"deleting {value!r}: true or false")
            return {"deleted": value}
        case _:
            raise LogbookError(f"{op} says nothing of a set")


def moment(value: JsonValue) -> datetime:
    """Read when a session began. Raises :class:`LogbookError` where it is no moment with its offset from UTC."""
    try:
        found = datetime.fromisoformat(words("the beginning", value, 40))
    except ValueError:
        raise LogbookError(f"{str(value)[:30]!r} is no moment: write it like 2026-05-04T18:30:00+02:00") from None
    if found.tzinfo is None or not 1970 <= found.year <= 2200:
        raise LogbookError(f"{str(value)[:30]!r}: give year, month, day and time with its offset from UTC")
    return found


def _load(value: JsonValue) -> dict[str, Any]:
    """Read kg, or ``{"kg", "entered"}``: what was typed is kept beside what it means."""
    entered = None
    if isinstance(value, Mapping):
        if value.get("entered") is not None:
            entered = words("load", value["entered"], MAX_LOAD_ENTERED_LENGTH)
        value = value.get("kg")
    return {"load_kg": None if value is None else number("load", value, MAX_LOAD_KG), "load_entered": entered}


def _effort(value: JsonValue) -> dict[str, Any]:
    if value is None:
        value = {}
    if not isinstance(value, Mapping):
        raise LogbookError(f"effort {str(value)[:30]!r}: rpe or reps_in_reserve, each 0 to 10")
    return {
        name: None if value.get(name) is None else number(name, value[name], 10.0)
        for name in ("rpe", "reps_in_reserve")
    }


def check_hand_set(done: HandSet) -> None:
    """Raise :class:`LogbookError` where a value of a set by hand cannot be."""
    if not -MAX_SECONDS <= done.start_s <= done.end_s <= MAX_SESSION_S:
        raise LogbookError(f"a set from {done.start_s:g} s to {done.end_s:g} s of its session: check the times")
    changes(EditOp.EXERCISE, done.exercise)
    changes(EditOp.LOAD, {"kg": done.load_kg, "entered": done.load_entered})
    changes(EditOp.EFFORT, {"rpe": done.rpe, "reps_in_reserve": done.reps_in_reserve})
    changes(EditOp.REPS, done.reps)
    changes(EditOp.HELD, done.held_s)
