"""A person's usual trunk motion out of the logbook: as it was when a session began, and as it was frozen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sensorlog.imu import Placement, Role
from sensorlog.logbook import Logbook, LogbookError, TrunkRep, UsualMark, UsualMarkKind, logbook_exists
from sensorlog.motion import Usual, UsualRep
from sensorlog.pipeline import ANALYSIS_VERSION, Usuals, UsualsOf

__all__ = ["frozen_mark", "kept_usuals", "restarted_mark", "usual_of", "usuals_of_recording"]


def kept_usuals(logbook: Logbook, before: datetime, except_session: str | None = None) -> UsualsOf:
    """Return who is asked for a person's usual as it was at the time ``before``, and which grows from there.

    So a session that is replayed or analysed again is compared with what it was compared with when it was lived.
    """

    def of(person_id: str | None) -> Usuals:
        marks = [mark for mark in logbook.usual_marks(person_id) if mark.at_utc <= before]

        def recall(exercise: str | None, role: Role) -> Usual:
            if exercise is None:
                return Usual()
            restarted = restarted_mark(marks, exercise)
            reps = logbook.trunk_reps(
                person_id,
                exercise,
                version=ANALYSIS_VERSION,
                since=None if restarted is None else restarted.at_utc,
                before=before,
                except_session=except_session,
            )
            return usual_of(reps, role.clip_site)

        return Usuals(grows=True, recall=recall)

    return of


def usuals_of_recording(path: Path) -> UsualsOf | None:
    """Return what a session was compared with, if ``path`` is the recording of one in the person's own logbook."""
    if not logbook_exists():
        return None
    try:
        with closing(Logbook()) as logbook:
            session_id = logbook.session_recorded_at(path)
            if session_id is None:
                return None
            session = logbook.session(session_id)
            trainee = None if session.person is None else session.person.id
            usuals = kept_usuals(logbook, session.start_utc, session.id)(trainee)
            for done in session.sets:
                for clip_site in {rep.trunk.clip_site for rep in done.reps if rep.trunk is not None}:
                    usuals.of(done.exercise, Role(Placement.TRUNK, clip_site))
    except LogbookError:
        return None
    known = usuals.as_json()
    return lambda person_id: Usuals.from_json(known if person_id == trainee else [], grows=True)


def usual_of(reps: Iterable[TrunkRep], clip_site: str | None) -> Usual:
    """Put together the usual of one clip site: the reps that left it in nothing, as they were lived."""
    usual = Usual()
    for rep in reps:
        if rep.trunk.phases and not rep.trunk.deviation and rep.trunk.clip_site == clip_site:
            usual = usual.with_rep(UsualRep(rep.trunk.phases, rep.load_kg, f"{rep.session_id}#{rep.rep_id}"))
    return usual


def restarted_mark(marks: Sequence[UsualMark], exercise: str) -> UsualMark | None:
    """Return when the usual of an exercise was begun anew last."""
    return _last(marks, exercise, UsualMarkKind.RESTARTED)


def frozen_mark(marks: Sequence[UsualMark], exercise: str) -> UsualMark | None:
    """Return when it was frozen last."""
    return _last(marks, exercise, UsualMarkKind.FROZEN)


def _last(marks: Sequence[UsualMark], exercise: str, kind: UsualMarkKind) -> UsualMark | None:
    own = [mark for mark in marks if mark.kind is kind and mark.exercise in (None, exercise)]
    return max(own, key=lambda mark: mark.at_utc, default=None)
