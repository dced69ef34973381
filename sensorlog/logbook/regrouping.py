"""Sets that a person cut in two or put together, and edits that were taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sensorlog.events import Rep, RepSource
from sensorlog.logbook.edits import Edit, EditOp
from sensorlog.logbook.sets import LoggedSet

__all__ = ["merge", "not_undone", "split", "undone_ids"]


def not_undone(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that hold: not those that a later one takes back, unless it was itself taken back."""
    undone = undone_ids(edits)
    return [edit for edit in edits if edit.op is not EditOp.UNDO and edit.edit_id not in undone]


def undone_ids(edits: Sequence[Edit]) -> set[str]:
    """Return the ids of edits and notes that were taken back."""
    undone: set[str] = set()
    for edit in reversed(edits):
        if edit.op is EditOp.UNDO and edit.edit_id not in undone:
            undone.add(str(edit.value))
    return undone


def split(sets: list[LoggedSet], edit: Edit, set_id: str | None) -> None:
    """Let the reps from the second that ``edit.value`` says on be a set of their own.

    ``set_id`` names the set; ``None``: the one that has that second. What leaves no rep on one side changes nothing.
    """
    if not isinstance(edit.value, int | float) or isinstance(edit.value, bool):
        return
    for index, each in enumerate(sets):
        is_meant = each.start_s < edit.value < each.end_s if set_id is None else each.set_id == set_id
        before = tuple(rep for rep in each.reps if rep.start_s < edit.value)
        after = each.reps[len(before) :]
        if is_meant and before and after:
            last = before[-1]
            first_half = replace(each, end_s=last.start_s if last.end_s is None else last.end_s)
            second_half = replace(each, set_id=f"{each.set_id}/{edit.edit_id}", start_s=after[0].start_s)
            sets[index : index + 1] = [_of(first_half, before), _of(second_half, after)]
            return


def merge(sets: list[LoggedSet], edit: Edit) -> None:
    """Let the sets of one sensor that share the time of the edit be one, with what was said of the first."""
    end_s = edit.start_s if edit.end_s is None else edit.end_s
    shared = [each for each in sets if each.start_s < end_s and each.end_s > edit.start_s and not each.deleted]
    same = [each for each in shared if each.sensor == shared[0].sensor]
    if len(same) < 2:
        return
    reps = tuple(sorted((rep for each in same for rep in each.reps), key=lambda rep: rep.start_s))
    said = sum(each.rep_count for each in same) if any(each.said_reps is not None for each in same) else None
    known = [each.confidence for each in same if each.confidence is not None]
    whole = replace(
        same[0],
        end_s=max(each.end_s for each in same),
        confidence=min(known, default=None),
        is_carried=True if any(each.is_carried for each in same) else same[0].is_carried,
        said_reps=None,
    )
    sets[sets.index(same[0])] = replace(_of(whole, reps), said_reps=said)
    for each in same[1:]:
        sets.remove(each)


def _of(logged: LoggedSet, reps: tuple[Rep, ...]) -> LoggedSet:
    """Return the set with these reps. How much it slowed down was said of other reps."""
    sensed = sum(rep.source is RepSource.SENSOR for rep in reps)
    return replace(logged, reps=reps, sensed_rep_count=sensed, velocity_loss=None, said_reps=None)
