"""What was corrected in a session, in words, and reading what is typed to correct it."""

from __future__ import annotations

from sensorlog.errors import SensorlogError
from sensorlog.logbook import UNKNOWN_IN_WORDS, Edit, EditOp, LoggedSet, Note, SetSource, edits_that_hold
from sensorlog.tui.gather.sessions import OneSession
from sensorlog.tui.words import clock, one_line

__all__ = ["edit_lines", "is_held", "note_lines", "parse_held_s", "parse_reps", "takes_reps", "undone_words"]

_LISTED = 4
_MAX_REPS = 1000
_MAX_HELD_S = 86_400
_LONGEST_NOTE = 60
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


def note_lines(one: OneSession) -> list[str]:
    """Return what was noted, the latest first, each with its time in the session."""
    notes = sorted(one.session.notes, key=lambda note: note.at_utc, reverse=True)
    more = [f"and {len(notes) - _LISTED} more"] if len(notes) > _LISTED else []
    lines = [f"· {clock(note.t_s)}  {_shortened(note.text)}" for note in notes[:_LISTED]]
    return ["Notes:", *lines, *more] if lines else []


def undone_words(undone: Edit | Note) -> str:
    """Say what was taken back."""
    return "the note" if isinstance(undone, Note) else _WORDS.get(undone.op, UNKNOWN_IN_WORDS)


def is_held(logged: LoggedSet) -> bool:
    """Whether a set is told in seconds: it was held, and nobody counted reps."""
    return logged.held_s is not None and not logged.rep_count


def _shortened(text: str) -> str:
    plain = one_line(text)
    return plain if len(plain) <= _LONGEST_NOTE else f"{plain[: _LONGEST_NOTE - 1]}…"


def takes_reps(logged: LoggedSet | None) -> bool:
    """Whether reps of the set can be added and taken out: a sensor saw them."""
    return logged is not None and logged.source is SetSource.SENSED


def parse_held_s(text: str) -> float | None:
    """Read seconds; nothing typed: not known. Raises :class:`SensorlogError`."""
    typed = text.strip().removesuffix("s").strip()
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or int(typed[:9]) > _MAX_HELD_S:
        raise _TypedError(f"{typed[:20]!r} is no time: type whole seconds, such as 30")
    return float(typed)


def parse_reps(text: str) -> int | None:
    """Read a number of reps; nothing typed takes what was said back. Raises :class:`SensorlogError`."""
    typed = text.strip()
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or int(typed[:9]) > _MAX_REPS:
        raise _TypedError(f"{typed[:20]!r} is no number of reps: type a whole number up to {_MAX_REPS}")
    return int(typed)
