"""A session from outside: whether it can be, and what it has that is not here yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sensorlog.events import JsonValue, Rep
from sensorlog.logbook.carried import CarriedSession
from sensorlog.logbook.edit_values import SET_OPS, changes, check_hand_set, moment
from sensorlog.logbook.edits import EditOp
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.purge_rows import PurgedSet
from sensorlog.logbook.sets import SensedSet

__all__ = ["SessionDifference", "check_session", "session_difference", "without_purged"]

_Kept = TypeVar("_Kept")


@dataclass(frozen=True, slots=True)
class SessionDifference:
    """What a session from outside has more than the one here."""

    conflict: str
    """Why nothing of it can be taken in; empty: it can."""
    new: CarriedSession
    """With nothing in it but what is new."""
    counts_anew: bool
    """It was counted by an analysis that is not known here."""

    @property
    def added(self) -> str:
        """In words; empty where nothing is new."""
        parts = (
            (len(self.new.sensed) + len(self.new.by_hand), "sets" + (" counted anew" if self.counts_anew else "")),
            (len(self.new.edits), "edits"),
            (len(self.new.notes), "notes"),
        )
        return ", ".join(f"{number} {what}" for number, what in parts if number)


def check_session(session: CarriedSession) -> None:
    """Raise :class:`LogbookError` for what no logbook can keep."""
    for entered in session.by_hand:
        check_hand_set(entered.done)
    for edit in session.edits:
        if edit.op in (EditOp.MOVE_SESSION, EditOp.MOVE_SET):
            raise LogbookError(f"session {session.id}: edit {edit.edit_id} moves it to another person, as no log may")
        if edit.op in SET_OPS or edit.op is EditOp.SESSION_START:
            try:
                changes(edit.op, edit.value) if edit.op in SET_OPS else _check_start(edit.value)
            except LogbookError as error:
                raise LogbookError(f"session {session.id}: edit {edit.edit_id}: {error}") from error
    for names in (
        [each.set_id for each in session.sensed] + [each.set_id for each in session.by_hand],
        [rep.rep_id for each in session.sensed for rep in each.reps],
        [edit.edit_id for edit in session.edits],
        [note.note_id for note in session.notes],
    ):
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise LogbookError(f"session {session.id}: {twice[:60]!r} is in it twice")


def _check_start(value: JsonValue) -> None:
    if value is not None:
        moment(value)


def without_purged(session: CarriedSession, purged: Sequence[PurgedSet], *, notes_too: bool) -> CarriedSession:
    """Leave out what was purged here for good."""
    gone = {
        each.set_id
        for each in session.sensed
        for lost in purged
        if lost.sensor == each.sensor and lost.start_s < each.end_s and lost.end_s > each.start_s
    } | {lost.set_id for lost in purged if not lost.sensor}
    return replace(
        session,
        sensed=tuple(each for each in session.sensed if each.set_id not in gone),
        by_hand=tuple(each for each in session.by_hand if each.set_id not in gone),
        edits=tuple(
            edit
            for edit in session.edits
            if edit.about is None or not {edit.about, edit.about.rpartition("/")[0]} & gone
        ),
        notes=() if notes_too else session.notes,
    )


def session_difference(here: CarriedSession, there: CarriedSession) -> SessionDifference:
    """Compare a session here with the same one of a log."""
    nothing = replace(there, sensed=(), by_hand=(), edits=(), notes=())
    conflict = _head_conflict(here, there)
    if not conflict and here.analysis_version == there.analysis_version:
        kept = _by("set_id", here.sensed)
        told = {each.set_id: _completed(each, kept.get(each.set_id)) for each in there.sensed}
        sensed, conflict = _missing(
            "set", {name: _completed(each, told.get(name)) for name, each in kept.items()}, told
        )
    else:
        sensed = list(there.sensed)
    if conflict:
        return SessionDifference(conflict, nothing, counts_anew=False)
    by_hand, hand_conflict = _missing(
        "set by hand", {each.set_id: replace(each, by=None) for each in here.by_hand}, _by("set_id", there.by_hand)
    )
    edits, edit_conflict = _missing(
        "edit", {each.edit_id: replace(each, by=None) for each in here.edits}, _by("edit_id", there.edits)
    )
    notes, note_conflict = _missing("note", {each.note_id: each for each in here.notes}, _by("note_id", there.notes))
    conflict = hand_conflict or edit_conflict or note_conflict
    if conflict:
        return SessionDifference(conflict, nothing, counts_anew=False)
    new = replace(there, sensed=tuple(sensed), by_hand=tuple(by_hand), edits=tuple(edits), notes=tuple(notes))
    return SessionDifference("", new, counts_anew=here.analysis_version != there.analysis_version)


def _completed(sensed: SensedSet, other: SensedSet | None) -> SensedSet:
    """Return a set with what an older version did not keep of it, where the other one tells: that is no conflict."""
    if other is None:
        return sensed
    reps = {rep.rep_id: rep for rep in other.reps}
    return replace(
        sensed,
        is_carried=other.is_carried if sensed.is_carried is None else sensed.is_carried,
        reps=tuple(_completed_rep(rep, reps.get(rep.rep_id, rep)) for rep in sensed.reps),
    )


def _completed_rep(rep: Rep, other: Rep) -> Rep:
    if rep is other or (rep.phase1_sparc, rep.phase2_sparc) == (other.phase1_sparc, other.phase2_sparc):
        return rep
    out = other.phase1_sparc if rep.phase1_sparc is None else rep.phase1_sparc
    back = other.phase2_sparc if rep.phase2_sparc is None else rep.phase2_sparc
    return replace(rep, phase1_sparc=out, phase2_sparc=back)


def _head_conflict(here: CarriedSession, there: CarriedSession) -> str:
    if here.start_utc != there.start_utc:
        return f"began at {here.start_utc.isoformat()} here"
    shas = {here.recording_sha256, there.recording_sha256} - {None}
    return "has another recording here" if len(shas) > 1 else ""


def _by(name: str, found: Iterable[_Kept]) -> dict[str, _Kept]:
    return {getattr(each, name): each for each in found}


def _missing(noun: str, here: dict[str, _Kept], there: dict[str, _Kept]) -> tuple[list[_Kept], str]:
    """Return what is not here, and what is here and differs, in words."""
    differing: Sequence[str] = [
        name for name, each in there.items() if name in here and _without_by(each) != here[name]
    ]
    return [each for name, each in there.items() if name not in here], (
        f"{noun} {differing[0]} says something else here" if differing else ""
    )


def _without_by(each: _Kept) -> _Kept:
    """Leave out who entered it: others are not named in a log."""
    return replace(each, by=None) if hasattr(each, "by") else each  # type: ignore[type-var]
