"""Correcting sensed sets rep by rep, cutting and joining them, and taking any of that back."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sensorlog.events import JsonValue
from sensorlog.logbook.checks import words
from sensorlog.logbook.diary import MAX_NOTE_LENGTH
from sensorlog.logbook.edits import Edit, EditOp, Note
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.records import LoggedSession
from sensorlog.logbook.regrouping import not_undone
from sensorlog.logbook.sessions import Sessions
from sensorlog.logbook.sets import LoggedSet, SetSource

__all__ = ["Editing", "edits_that_hold"]


_ABOUT_SESSION = (EditOp.MOVE_SESSION, EditOp.SESSION_START)
"""All others have an end, unless they are keys of the recording."""


def edits_that_hold(session: LoggedSession) -> list[Edit]:
    """Return what was corrected and not taken back, the oldest first; without keys, which the recording holds."""
    return [each for each in not_undone(session.edits) if each.end_s is not None or each.op in _ABOUT_SESSION]


class Editing(Sessions):
    """Doors to edits. Each is only added; what the sensor saw stays beside it."""

    def add_rep(self, session_id: str, set_id: str, *, by: str | None = None) -> None:
        """Count one rep more, at the end of a sensed set. Raises :class:`LogbookError` for a set by hand."""
        session, logged = self._sensed(session_id, set_id)
        edit_id = secrets.token_hex(6)
        rep_id = f"{set_id}/+{edit_id}"
        self._add(session, EditOp.REP_ADD, logged.end_s, logged.end_s, logged.end_s, by, rep_id, edit_id)

    def remove_rep(self, session_id: str, set_id: str, rep_id: str, *, by: str | None = None) -> None:
        """Leave a rep of a set out. Raises :class:`LogbookError` where there is none of that id."""
        session, logged = self._sensed(session_id, set_id)
        rep = next((each for each in logged.reps if each.rep_id == rep_id), None)
        if rep is None:
            raise LogbookError(f"set {set_id[:40]!r} has no rep {rep_id[:40]!r}")
        end_s = rep.start_s if rep.end_s is None else rep.end_s
        self._add(session, EditOp.REP_REMOVE, rep.start_s, end_s, None, by, rep_id)

    def split_set(self, session_id: str, set_id: str, first_rep_id: str, *, by: str | None = None) -> None:
        """End a set before a rep, which begins another. Raises :class:`LogbookError` for the first rep."""
        session, logged = self._sensed(session_id, set_id)
        number = next((n for n, each in enumerate(logged.reps) if each.rep_id == first_rep_id), 0)
        if number == 0:
            raise LogbookError("a set is cut before its second rep or a later one: choose such a rep")
        cut_s = logged.reps[number].start_s
        self._add(session, EditOp.SPLIT_SET, logged.start_s, logged.end_s, cut_s, by, set_id)

    def merge_sets(self, session_id: str, set_id: str, *, by: str | None = None) -> None:
        """Put a set and the next one of its sensor together. Raises :class:`LogbookError` where there is none."""
        session, logged = self._sensed(session_id, set_id)
        later = [each for each in session.sets if each.sensor == logged.sensor and each.start_s > logged.start_s]
        if not later:
            raise LogbookError("there is no later set of this sensor to put it together with")
        self._add(session, EditOp.MERGE_SETS, logged.start_s, later[0].end_s, None, by, set_id)

    def write_note(self, session_id: str, t_s: float, text: str) -> None:
        """Note something about a moment, afterwards.

        Raises :class:`LogbookError` where there is no such session, or for too many words.
        """
        session = self.session(session_id)
        note = Note(secrets.token_hex(6), t_s, words("the note", text, MAX_NOTE_LENGTH), datetime.now(UTC))
        self.add_note(session.id, note)

    def undo(self, session_id: str, *, by: str | None = None) -> Edit | Note | None:
        """Take the last edit or note that holds back; return it, ``None`` where there is none left.

        Keys of the person while it was recorded are part of the recording, and stay.
        """
        session = self.session(session_id)
        edits, notes = edits_that_hold(session)[-1:], session.notes[-1:]
        if notes and (not edits or notes[0].at_utc > edits[0].at_utc):
            self._take_back(session, notes[0], by)
            return notes[0]
        for edit in edits:
            self._add(session, EditOp.UNDO, edit.start_s, edit.end_s, edit.edit_id, by, None)
            return edit
        return None

    def undo_note(self, session_id: str, text: str, *, by: str | None = None) -> Note | None:
        """Take the last note back that holds and says ``text``; return it, ``None`` where there is none."""
        session = self.session(session_id)
        for note in [each for each in session.notes if each.text == text][-1:]:
            self._take_back(session, note, by)
            return note
        return None

    def _take_back(self, session: LoggedSession, note: Note, by: str | None) -> None:
        self._add(session, EditOp.UNDO, note.t_s, note.t_s, note.note_id, by, None)

    def _sensed(self, session_id: str, set_id: str) -> tuple[LoggedSession, LoggedSet]:
        session = self.session(session_id)
        logged = next((each for each in session.sets if each.set_id == set_id), None)
        if logged is None:
            raise LogbookError(f"session {session.id} has no set {set_id[:40]!r}: open it again")
        if logged.source is not SetSource.SENSED:
            raise LogbookError("no sensor saw this set: say how many reps it had instead")
        return session, logged

    def _add(
        self,
        session: LoggedSession,
        op: EditOp,
        start_s: float,
        end_s: float | None,
        value: JsonValue,
        by: str | None,
        about: str | None,
        edit_id: str | None = None,
    ) -> None:
        edit = Edit(
            edit_id or secrets.token_hex(6),
            op,
            start_s,
            end_s,
            value,
            by,
            datetime.now(UTC),
            about,
            session.analysis_version,
        )
        self.add_edit(session.id, edit)
