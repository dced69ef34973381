"""What a person says about a session: edits and notes, only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sensorlog.events import JsonValue

__all__ = ["UNKNOWN_IN_WORDS", "Edit", "EditOp", "Note", "known_op"]


class EditOp(StrEnum):
    """What a person said. Those down to ``UNDO`` change what stands; the rest are in the sensed rows already.

    All but the first two and those of a ``SESSION`` are about whole sets: the one that ``about`` names, or else each
    that shares time with the edit. Without an end the edit is a key, holds for later sets too, and is in their rows
    already.
    """

    REP_ADD = "rep_add"
    """One rep more, at the second that ``value`` says, in the set that overlaps the time range most."""
    REP_REMOVE = "rep_remove"
    """The rep that overlaps the time range most does not count."""
    EXERCISE = "exercise"
    """``value`` is the name, or null."""
    LOAD = "load"
    """``value`` is in kg, or null, or ``{"kg": …, "entered": "135 lb"}``."""
    WARM_UP = "warm_up"
    """``value`` is true or false."""
    SIDE = "side"
    """``value`` is a :class:`Side`, or null."""
    EQUIPMENT = "equipment"
    """``value`` is what :meth:`Equipment.to_json` gives, or null."""
    EFFORT = "effort"
    """``value`` is ``{"rpe": …, "reps_in_reserve": …}``, either of them or both, or null."""
    REPS = "reps"
    """``value`` is the number of reps that counts, whatever was sensed; null takes that back."""
    HELD = "held"
    """``value`` is in seconds, or null."""
    DELETE_SET = "delete_set"
    """``value`` is true: this was no set; false takes that back."""
    SPLIT_SET = "split_set"
    """The reps from the second that ``value`` says on are a set of their own."""
    MERGE_SETS = "merge_sets"
    """The sets of one sensor that share time with the edit are one; what was said of the first holds."""
    MOVE_SET = "move_set"
    """The set is the person's whose id ``value`` is; null: the session's person's again."""
    MOVE_SESSION = "move_session"
    """The session is the person's whose id ``value`` is; null: as sensed. Sets moved by themselves stay moved."""
    SESSION_START = "session_start"
    """When the session began, where the clock was wrong: ISO 8601 with its offset from UTC; null: as recorded."""
    UNDO = "undo"
    """The edit or note whose id ``value`` is does not hold."""
    SET_START = "set_start"
    SET_END = "set_end"
    PAUSE = "pause"
    RESUME = "resume"


_KNOWN = {op.value: op for op in EditOp}


def known_op(name: str) -> EditOp | str:
    """Return the operation of that name; the name itself where this version knows none."""
    return _KNOWN.get(name, name)


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry of a person about a stretch of time. Edits are only ever added; they apply in the order of adding."""

    edit_id: str
    """Unique in its session: adding it again changes nothing."""
    op: EditOp | str
    """A plain text is an operation of a newer version: kept, shown as one that is not known, and without effect."""
    start_s: float
    """Seconds from the first packet, like all times here."""
    end_s: float | None
    """``None``: from ``start_s`` on."""
    value: JsonValue
    by: str | None
    """Id of a person; ``None`` where the session has none."""
    at_utc: datetime
    about: str | None = None
    """Id of the rep or set that is meant, in the analysis of ``analysis_version``. To any other analysis the time says
    which it is."""
    analysis_version: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether this version knows what it says."""
        return isinstance(self.op, EditOp)


UNKNOWN_IN_WORDS = "a correction that this version does not know"


@dataclass(frozen=True, slots=True)
class Note:
    """A person's words about a moment."""

    note_id: str
    t_s: float
    text: str
    at_utc: datetime
