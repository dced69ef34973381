"""What was corrected in a session, in words, and reading what is typed to correct it."""

from __future__ import annotations

from sensorlog.errors import SensorlogError
from sensorlog.logbook import UNKNOWN_IN_WORDS, EditOp, LoggedSet, SetSource, edits_that_hold
from sensorlog.tui.gather.sessions import OneSession

__all__ = ["edit_lines", "parse_reps", "takes_reps"]

_LISTED = 4
_MAX_REPS = 1000
_WORDS: dict[str, str] = {
    EditOp.REP_ADD: "a rep added",
    EditOp.REP_REMOVE: "a rep taken out",
    EditOp.EXERCISE: "another exercise",
    EditOp.LOAD: "another load",
    EditOp.WARM_UP: "warm-up or not",
    EditOp.SIDE: "the side",
    EditOp.EQUIPMENT: "the equipment",
    EditOp.EFFORT: "the effort",
    EditOp.REPS: "the number of reps",
    EditOp.HELD: "the time held",
    EditOp.DELETE_SET: "a set deleted",
    EditOp.SPLIT_SET: "a set cut in two",
    EditOp.MERGE_SETS: "sets put together",
    EditOp.MOVE_SET: "a set moved to another person",
    EditOp.MOVE_SESSION: "moved to another person",
    EditOp.SESSION_START: "another beginning",
}


class _TypedError(SensorlogError):
    """Something was typed that cannot be."""


def edit_lines(one: OneSession) -> list[str]:
    """Return what was corrected, the latest first. What the sensor said is kept beside all of it."""
    said = [_WORDS.get(edit.op, UNKNOWN_IN_WORDS) for edit in edits_that_hold(one.session)]
    if not said:
        return []
    more = [f"and {len(said) - _LISTED} more"] if len(said) > _LISTED else []
    return ["Corrected (u takes the latest back):", *(f"· {words}" for words in said[::-1][:_LISTED]), *more]


def takes_reps(logged: LoggedSet | None) -> bool:
    """Whether reps of the set can be added and taken out: a sensor saw them."""
    return logged is not None and logged.source is SetSource.SENSED


def parse_reps(text: str) -> int | None:
    """Read a number of reps; nothing typed takes what was said back. Raises :class:`SensorlogError`."""
    typed = text.strip()
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or int(typed[:9]) > _MAX_REPS:
        raise _TypedError(f"{typed[:20]!r} is no number of reps: type a whole number up to {_MAX_REPS}")
    return int(typed)
