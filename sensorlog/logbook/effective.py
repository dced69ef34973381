"""Sensed and edited: what stands is a view over both, and neither is changed by it.

In the analysis that an edit was made on, it finds its rep and set by their ids; in any other by time, so that it stays
after a better counter has been over the recording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sensorlog.events import Rep, RepSource, RepState
from sensorlog.logbook.edit_values import SET_OPS, changes, moment
from sensorlog.logbook.edits import Edit, EditOp
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.regrouping import merge, not_undone, split
from sensorlog.logbook.sets import LoggedSet, SensedSet

__all__ = ["edited_sets", "effective_person_id", "effective_sets", "effective_start"]


def edited_sets(
    sensed: Sequence[SensedSet], edits: Sequence[Edit], analysis_version: str, by_hand: Sequence[LoggedSet] = ()
) -> tuple[LoggedSet, ...]:
    """Apply ``edits`` in their order to the ``sensed`` sets of one analysis and those entered ``by_hand``.

    Return the sets in order of time, those that stand and those that were ``deleted``. Sets by hand are found by their
    ids alone, which no analysis changes.
    """
    sets = [_as_sensed(each) for each in sorted(sensed, key=lambda each: (each.start_s, each.set_id))]
    entered = {each.set_id: each for each in by_hand}
    for edit in not_undone(edits):
        if edit.about in entered:
            if edit.op in SET_OPS:
                entered[edit.about] = _changed(entered[edit.about], edit)
            continue
        by_id = edit.about is not None and edit.analysis_version == analysis_version
        match edit.op:
            case EditOp.REP_ADD:
                _add_rep(sets, edit, _set_named(sets, edit) if by_id else _set_at(sets, edit))
            case EditOp.REP_REMOVE:
                _remove_rep(sets, edit.about if by_id else _rep_at(sets, edit))
            case EditOp.SPLIT_SET:
                split(sets, edit, edit.about if by_id else None)
            case EditOp.MERGE_SETS:
                merge(sets, edit)
            case op if op in SET_OPS and edit.end_s is not None:
                _say(sets, edit, edit.end_s, edit.about if by_id else None)
            case _:  # a key that the recording holds as well: analysis has put it into the sensed rows
                pass
    return tuple(sorted((*sets, *entered.values()), key=lambda each: (each.start_s, each.set_id)))


def effective_sets(
    sensed: Sequence[SensedSet], edits: Sequence[Edit], analysis_version: str, by_hand: Sequence[LoggedSet] = ()
) -> tuple[LoggedSet, ...]:
    """Return the sets that stand: those of :func:`edited_sets` that were not deleted."""
    return tuple(each for each in edited_sets(sensed, edits, analysis_version, by_hand) if not each.deleted)


def effective_person_id(sensed: str | None, edits: Sequence[Edit]) -> str | None:
    """Return whose session it is: the one it was moved to last, else who it was ``sensed`` as."""
    moved = [edit.value for edit in not_undone(edits) if edit.op is EditOp.MOVE_SESSION]
    return str(moved[-1]) if moved and moved[-1] is not None else sensed


def effective_start(
    recorded_utc: datetime, utc_offset_s: int | None, edits: Sequence[Edit]
) -> tuple[datetime, int | None]:
    """Return when a session began, in UTC, and the offset of the clock on the wall: as said last, else as recorded."""
    said = [edit.value for edit in not_undone(edits) if edit.op is EditOp.SESSION_START]
    if not said or said[-1] is None:
        return recorded_utc, utc_offset_s
    try:
        start = moment(said[-1])
    except LogbookError:
        return recorded_utc, utc_offset_s  # as with sets: what cannot be changes nothing
    offset = start.utcoffset() or timedelta(0)
    return start.astimezone(UTC), round(offset.total_seconds())


def _as_sensed(sensed: SensedSet) -> LoggedSet:
    return LoggedSet(
        set_id=sensed.set_id,
        sensor=sensed.sensor,
        start_s=sensed.start_s,
        end_s=sensed.end_s,
        channel=sensed.channel,
        confidence=sensed.confidence,
        velocity_loss=sensed.velocity_loss,
        exercise=sensed.exercise,
        load_kg=sensed.load_kg,
        reps=tuple(sorted(sensed.reps, key=_order)),
        sensed_rep_count=sensed.sensed_rep_count,
        load_entered=sensed.load_entered,
        placement=sensed.placement,
        clip_site=sensed.clip_site,
        is_carried=sensed.is_carried,
    )


def _set_named(sets: Sequence[LoggedSet], edit: Edit) -> int | None:
    """Return the index of the set that holds the rep which ``edit`` is about."""
    set_id = (edit.about or "").rpartition("/")[0]
    return next((index for index, each in enumerate(sets) if each.set_id == set_id), None)


def _set_at(sets: Sequence[LoggedSet], edit: Edit) -> int | None:
    """Return the index of the set that overlaps the time of ``edit`` most; ``None``: that was no set after all."""
    overlaps = [_overlap_s(each.start_s, each.end_s, edit.start_s, _end_s(edit)) for each in sets]
    return overlaps.index(max(overlaps)) if overlaps and max(overlaps) >= 0 else None


def _add_rep(sets: list[LoggedSet], edit: Edit, index: int | None) -> None:
    if index is None:
        return
    t_s = float(edit.value) if isinstance(edit.value, int | float) else _end_s(edit)
    rep = Rep(
        sensor=sets[index].sensor,
        set_id=sets[index].set_id,
        rep_id=edit.about or f"{sets[index].set_id}/{edit.edit_id}",
        revision=0,
        state=RepState.CONFIRMED,
        t_s=t_s,
        start_s=t_s,
        source=RepSource.PERSON,
    )
    sets[index] = replace(sets[index], reps=tuple(sorted((*sets[index].reps, rep), key=_order)))


def _rep_at(sets: Sequence[LoggedSet], edit: Edit) -> str | None:
    """Return the id of the rep that begins with ``edit``, or else overlaps its time most."""
    best: tuple[bool, float, float] | None = None
    found: str | None = None
    for rep in (rep for each in sets for rep in each.reps):
        rep_end_s = rep.start_s if rep.end_s is None else rep.end_s
        is_same = rep.start_s == edit.start_s
        overlap_s = _overlap_s(rep.start_s, rep_end_s, edit.start_s, _end_s(edit))
        if overlap_s <= 0 and not is_same:  # reps touch: a shared moment says nothing
            continue
        rank = (is_same, overlap_s, -abs(rep_end_s - _end_s(edit)))
        if best is None or rank >= best:
            best, found = rank, rep.rep_id
    return found


def _remove_rep(sets: list[LoggedSet], rep_id: str | None) -> None:
    for index, each in enumerate(sets):
        if any(rep.rep_id == rep_id for rep in each.reps):
            sets[index] = replace(each, reps=tuple(rep for rep in each.reps if rep.rep_id != rep_id))


def _end_s(edit: Edit) -> float:
    return edit.start_s if edit.end_s is None else edit.end_s


def _say(sets: list[LoggedSet], edit: Edit, end_s: float, set_id: str | None) -> None:
    """Change the set named ``set_id``, or else every set that shares time with the edit."""
    for index, each in enumerate(sets):
        shares_time = _overlap_s(each.start_s, each.end_s, edit.start_s, end_s) > 0
        if shares_time if set_id is None else each.set_id == set_id:
            sets[index] = _changed(each, edit)


def _changed(logged: LoggedSet, edit: Edit) -> LoggedSet:
    """Apply an edit that sets fields; one whose value cannot be, from whatever wrote it, changes nothing."""
    try:
        return replace(logged, **changes(edit.op, edit.value))
    except LogbookError:
        return logged


def _overlap_s(start_s: float, end_s: float, other_start_s: float, other_end_s: float) -> float:
    """Return the shared time of two stretches; 0 where they touch, negative where they do not."""
    return min(end_s, other_end_s) - max(start_s, other_start_s)


def _order(rep: Rep) -> tuple[float, float]:
    return (rep.start_s, rep.start_s if rep.end_s is None else rep.end_s)
