"""Sensed and edited: what stands is a view over both, and neither is changed by it.

Edits are anchored to time and not to ids, so that they find their rep and set again after a better counter has been
over the recording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sensorlog.events import Rep, RepSource, RepState
from sensorlog.logbook.records import Edit, EditOp, LoggedSet, SensedSet

__all__ = ["effective_sets"]


def effective_sets(sensed: Sequence[SensedSet], edits: Sequence[Edit]) -> tuple[LoggedSet, ...]:
    """Apply ``edits`` in their order to ``sensed`` sets; return the sets in order of time."""
    sets = [_as_sensed(each) for each in sorted(sensed, key=lambda each: (each.start_s, each.set_id))]
    for edit in edits:
        match edit.op:
            case EditOp.REP_ADD:
                _add_rep(sets, edit)
            case EditOp.REP_REMOVE:
                _remove_rep(sets, edit)
            case EditOp.EXERCISE | EditOp.LOAD if edit.end_s is not None:
                _relabel(sets, edit, edit.end_s)
            case _:  # a key that the recording holds as well: analysis has put it into the sensed rows
                pass
    return tuple(sets)


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
    )


def _add_rep(sets: list[LoggedSet], edit: Edit) -> None:
    end_s = edit.start_s if edit.end_s is None else edit.end_s
    overlaps = [_overlap_s(each.start_s, each.end_s, edit.start_s, end_s) for each in sets]
    if not overlaps or max(overlaps) < 0:
        return  # it was added to something that turned out to be no set
    index = overlaps.index(max(overlaps))
    t_s = float(edit.value) if isinstance(edit.value, int | float) else end_s
    rep = Rep(
        sensor=sets[index].sensor,
        set_id=sets[index].set_id,
        rep_id=f"{sets[index].set_id}/{edit.edit_id}",
        revision=0,
        state=RepState.CONFIRMED,
        t_s=t_s,
        start_s=t_s,
        source=RepSource.PERSON,
    )
    sets[index] = replace(sets[index], reps=tuple(sorted((*sets[index].reps, rep), key=_order)))


def _remove_rep(sets: list[LoggedSet], edit: Edit) -> None:
    end_s = edit.start_s if edit.end_s is None else edit.end_s
    best: tuple[bool, float, float] | None = None
    found: tuple[int, Rep] | None = None
    for index, each in enumerate(sets):
        for rep in each.reps:
            rep_end_s = rep.start_s if rep.end_s is None else rep.end_s
            is_same = rep.start_s == edit.start_s
            overlap_s = _overlap_s(rep.start_s, rep_end_s, edit.start_s, end_s)
            if overlap_s <= 0 and not is_same:  # reps touch: a shared moment says nothing
                continue
            rank = (is_same, overlap_s, -abs(rep_end_s - end_s))
            if best is None or rank >= best:
                best, found = rank, (index, rep)
    if found is not None:
        index, gone = found
        sets[index] = replace(sets[index], reps=tuple(rep for rep in sets[index].reps if rep is not gone))


def _relabel(sets: list[LoggedSet], edit: Edit, end_s: float) -> None:
    for index, each in enumerate(sets):
        if _overlap_s(each.start_s, each.end_s, edit.start_s, end_s) <= 0:
            continue
        if edit.op is EditOp.EXERCISE:
            sets[index] = replace(each, exercise=None if edit.value is None else str(edit.value))
        else:
            load_kg = float(edit.value) if isinstance(edit.value, int | float) else None
            sets[index] = replace(each, load_kg=load_kg)


def _overlap_s(start_s: float, end_s: float, other_start_s: float, other_end_s: float) -> float:
    """Return the shared time of two stretches; 0 where they touch, negative where they do not."""
    return min(end_s, other_end_s) - max(start_s, other_start_s)


def _order(rep: Rep) -> tuple[float, float]:
    return (rep.start_s, rep.start_s if rep.end_s is None else rep.end_s)
