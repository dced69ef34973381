"""Between records and rows of what a person entered, both ways: sets by hand, edits, notes."""

from __future__ import annotations

from datetime import UTC, datetime

from sensorlog.events import Channel
from sensorlog.logbook.edits import Edit, Note, known_op
from sensorlog.logbook.set_details import Equipment, Side
from sensorlog.logbook.sets import HandSet, LoggedSet, SetSource
from sensorlog.logbook.tables import EditRow, HandSetRow, NoteRow

__all__ = ["as_entered", "edit", "edit_row", "hand_set", "hand_set_row", "note", "note_row"]


def as_entered(row: HandSetRow) -> HandSet:
    """Read a set by hand as the record that made it."""
    return HandSet(
        start_s=row.start_s,
        end_s=row.end_s,
        exercise=row.exercise,
        reps=row.reps,
        held_s=row.held_s,
        load_kg=row.load_kg,
        load_entered=row.load_entered,
        warm_up=row.warm_up,
        side=None if row.side is None else Side(row.side),
        equipment=None if row.equipment is None else Equipment.from_json(row.equipment),
        rpe=row.rpe,
        reps_in_reserve=row.reps_in_reserve,
    )


def hand_set(row: HandSetRow) -> LoggedSet:
    """Read a set by hand as it stands without edits."""
    done = as_entered(row)
    return LoggedSet(
        set_id=row.set_id,
        sensor="",
        start_s=done.start_s,
        end_s=done.end_s,
        channel=Channel.PERSON,
        confidence=None,
        velocity_loss=None,
        exercise=done.exercise,
        load_kg=done.load_kg,
        reps=(),
        sensed_rep_count=None,
        source=SetSource.BY_HAND,
        warm_up=done.warm_up,
        side=done.side,
        equipment=done.equipment,
        rpe=done.rpe,
        reps_in_reserve=done.reps_in_reserve,
        load_entered=done.load_entered,
        said_reps=done.reps,
        held_s=done.held_s,
    )


def hand_set_row(session_id: str, set_id: str, done: HandSet, by: str | None) -> HandSetRow:
    """Make the row of a set by hand, entered now."""
    return HandSetRow(
        session_id=session_id,
        set_id=set_id,
        start_s=done.start_s,
        end_s=done.end_s,
        reps=done.reps,
        held_s=done.held_s,
        exercise=done.exercise,
        load_kg=done.load_kg,
        load_entered=done.load_entered,
        warm_up=done.warm_up,
        side=None if done.side is None else done.side.value,
        equipment=None if done.equipment is None else done.equipment.to_json(),
        rpe=done.rpe,
        reps_in_reserve=done.reps_in_reserve,
        by=by,
        at_utc=datetime.now(UTC).isoformat(),
    )


def edit(row: EditRow) -> Edit:
    """Read an edit."""
    return Edit(
        edit_id=row.edit_id,
        op=known_op(row.op),
        start_s=row.start_s,
        end_s=row.end_s,
        value=row.value,
        by=row.by,
        at_utc=datetime.fromisoformat(row.at_utc),
        about=row.about,
        analysis_version=row.analysis_version,
    )


def edit_row(session_id: str, edit: Edit) -> EditRow:
    """Make the row of an edit."""
    return EditRow(
        session_id=session_id,
        edit_id=edit.edit_id,
        op=str(edit.op),
        start_s=edit.start_s,
        end_s=edit.end_s,
        value=edit.value,
        by=edit.by,
        at_utc=edit.at_utc.astimezone(UTC).isoformat(),
        about=edit.about,
        analysis_version=edit.analysis_version,
    )


def note(row: NoteRow) -> Note:
    """Read a note."""
    return Note(note_id=row.note_id, t_s=row.t_s, text=row.text, at_utc=datetime.fromisoformat(row.at_utc))


def note_row(session_id: str, note: Note) -> NoteRow:
    """Make the row of a note."""
    return NoteRow(
        session_id=session_id,
        note_id=note.note_id,
        t_s=note.t_s,
        text=note.text,
        at_utc=note.at_utc.astimezone(UTC).isoformat(),
    )
