"""Which part of a session is one person's: sensors are shared, and sets and sessions can be moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sensorlog.logbook import CarriedHandSet, CarriedSession, Edit, EditOp, Note, SensedSet, share_id

__all__ = ["Share", "share_of"]

_MOVES = (EditOp.MOVE_SESSION, EditOp.MOVE_SET)


@dataclass(frozen=True, slots=True)
class Share:
    """What of a session is one person's."""

    session: CarriedSession
    person_id: str
    id: str
    """The session's own, where the session is theirs; else one that follows from it and the person, and tells
    neither."""
    is_whole: bool
    """Nothing in it is, or was, anybody else's."""
    sensed: tuple[SensedSet, ...]
    by_hand: tuple[CarriedHandSet, ...]
    edits: tuple[Edit, ...]
    notes: tuple[Note, ...]
    others_s: tuple[tuple[float, float], ...]
    """From when to when it is somebody else's: sets, and what was moved though this analysis finds no set there."""

    @property
    def spans_s(self) -> tuple[tuple[float, float], ...]:
        """From when to when each of the sets took, in seconds of the session."""
        ends = [(each.start_s, each.end_s) for each in self.sensed]
        return tuple(sorted(ends + [(each.done.start_s, each.done.end_s) for each in self.by_hand]))


def share_of(session: CarriedSession, person_id: str) -> Share | None:
    """Return what of a session is one person's; ``None``: nothing.

    Moves themselves are left out, as they name others; what they did is told by whose log it is.
    """
    standing = session.standing
    is_owner = standing is not None and standing.person is not None and standing.person.id == person_id
    owners = dict(session.owners)
    theirs = {set_id for set_id, owner in owners.items() if owner == person_id}
    if not is_owner and not theirs:
        return None
    others = [(each.start_s, each.end_s) for each in session.sensed if each.set_id not in theirs]
    others += [(each.done.start_s, each.done.end_s) for each in session.by_hand if each.set_id not in theirs]
    others += [
        (edit.start_s, edit.start_s if edit.end_s is None else edit.end_s)
        for edit in session.edits
        if edit.op is EditOp.MOVE_SET and edit.value not in (None, person_id) and edit.about not in theirs
    ]
    moved = any(edit.op in _MOVES for edit in session.edits)
    is_alone = is_owner and not others
    kept = [edit for edit in session.edits if edit.op not in _MOVES]
    spans = _Spans(session, theirs, others)
    return Share(
        session=session,
        person_id=person_id,
        id=session.id if is_owner else share_id(session.id, person_id),
        is_whole=is_alone and not moved,
        sensed=tuple(each for each in session.sensed if each.set_id in theirs),
        by_hand=tuple(each for each in session.by_hand if each.set_id in theirs),
        edits=tuple(kept if is_alone else [edit for edit in kept if spans.has_edit(edit)]),
        notes=tuple(session.notes if is_alone else [note for note in session.notes if spans.has_moment(note.t_s)]),
        others_s=tuple(sorted(others)),
    )


class _Spans:
    """Where the sets of one person lie among those of others."""

    def __init__(self, session: CarriedSession, theirs: set[str], others: Sequence[tuple[float, float]]) -> None:
        own: list[tuple[float, float]] = [
            (each.start_s, each.end_s) for each in session.sensed if each.set_id in theirs
        ]
        own += [(each.done.start_s, each.done.end_s) for each in session.by_hand if each.set_id in theirs]
        self._spans = sorted([(*span, True) for span in own] + [(*span, False) for span in others])
        self._theirs = theirs

    def has_moment(self, t_s: float) -> bool:
        """Say whether the set that goes on, or else the last one before, is theirs: words follow a set."""
        begun = [is_own for start_s, _, is_own in self._spans if start_s <= t_s]
        return bool(begun) and begun[-1]

    def has_edit(self, edit: Edit) -> bool:
        """Say whether an edit is about a set of theirs; one that may be about another's is not."""
        if edit.about is not None:
            return edit.about in self._theirs or edit.about.rpartition("/")[0] in self._theirs
        end_s = edit.start_s if edit.end_s is None else edit.end_s
        touched = [is_own for start, end, is_own in self._spans if start <= end_s and end >= edit.start_s]
        return bool(touched) and all(touched)
