"""What a person's usual trunk motion is made of: reps that stand, and the days on which it was frozen or begun anew.

The usual itself is not stored: it follows from the reps, so that a set that is deleted, moved to somebody else or given
another exercise leaves it, and a session that is analysed again finds the usual which it had.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sensorlog.events import TrunkMeasures
from sensorlog.logbook import rows
from sensorlog.logbook.edits import EditOp
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import known_person
from sensorlog.logbook.tables import EditRow, RepRow, SessionRow
from sensorlog.logbook.tables_kept import StandingSetRow, UsualMarkRow

__all__ = ["TrunkRep", "UsualMark", "UsualMarkKind", "Usuals"]

_MOST_READ = 2000
"""Reps looked at for one exercise, the latest first: half a year of training it twice a week."""


class UsualMarkKind(StrEnum):
    """What happened to a person's usual."""

    FROZEN = "frozen"
    """As it was then it stays for comparison, beside the one that grows."""
    RESTARTED = "restarted"
    """What came before is not compared with any more."""


@dataclass(frozen=True, slots=True)
class UsualMark:
    """A day in the life of a usual."""

    kind: UsualMarkKind
    at_utc: datetime
    exercise: str | None = None
    """``None``: of all exercises."""


@dataclass(frozen=True, slots=True)
class TrunkRep:
    """A rep that stands, with what a sensor on the trunk measured of it."""

    session_id: str
    rep_id: str
    set_start_utc: datetime
    load_kg: float | None
    trunk: TrunkMeasures


class Usuals(OpenFile):
    """Doors to the usual."""

    def trunk_reps(
        self,
        person_id: str | None,
        exercise: str,
        *,
        version: str,
        since: datetime | None = None,
        before: datetime | None = None,
        except_session: str | None = None,
    ) -> list[TrunkRep]:
        """Return the latest reps of one exercise with trunk measures, in the order of time; at most 2000.

        ``person_id``: ``None`` is whoever was not named. Only reps of analysis ``version``: others measured otherwise.
        Reps of sets that are deleted, and reps that the person took back, are none.
        """
        wanted = (
            select(RepRow, StandingSetRow.start_utc, StandingSetRow.load_kg)
            .join(
                StandingSetRow,
                (StandingSetRow.session_id == RepRow.session_id)
                & (StandingSetRow.set_id == RepRow.set_id)
                & (StandingSetRow.analysis_version == RepRow.analysis_version),
            )
            .where(
                StandingSetRow.person_id == person_id,
                StandingSetRow.exercise == exercise,
                StandingSetRow.analysis_version == version,
                RepRow.trunk.is_not(None),
            )
        )
        if since is not None:
            wanted = wanted.where(StandingSetRow.start_utc >= _text(since))
        if before is not None:
            wanted = wanted.where(StandingSetRow.start_utc < _text(before))
        if except_session is not None:
            wanted = wanted.where(RepRow.session_id != except_session)
        latest = wanted.order_by(StandingSetRow.start_utc.desc(), RepRow.start_s.desc()).limit(_MOST_READ)
        with self._reading() as db:
            taken_back = _taken_back(db)
            found = [
                TrunkRep(row.session_id, row.rep_id, datetime.fromisoformat(start_utc), load_kg, trunk)
                for row, start_utc, load_kg in db.execute(latest)
                if (row.session_id, row.rep_id) not in taken_back and (trunk := rows.trunk_of(row)) is not None
            ]
        return found[::-1]

    def trunk_exercises(self, person_id: str | None, *, version: str) -> list[str]:
        """Return the exercises of a person of which there are such reps, by name."""
        wanted = (
            select(StandingSetRow.exercise)
            .join(RepRow, (RepRow.session_id == StandingSetRow.session_id) & (RepRow.set_id == StandingSetRow.set_id))
            .where(
                StandingSetRow.person_id == person_id,
                StandingSetRow.exercise.is_not(None),
                StandingSetRow.analysis_version == version,
                RepRow.analysis_version == version,
                RepRow.trunk.is_not(None),
            )
            .distinct()
            .order_by(StandingSetRow.exercise)
        )
        with self._reading() as db:
            return [name for name in db.scalars(wanted) if name is not None]

    def session_recorded_at(self, recording: Path) -> str | None:
        """Return the id of the session that was recorded there; ``None`` where it is of none of this logbook."""
        path = recording.absolute()
        names = {str(path), str(path.relative_to(self.path.parent)) if path.is_relative_to(self.path.parent) else ""}
        wanted = select(SessionRow.id).where(SessionRow.recording_path.in_(names), SessionRow.deleted_utc.is_(None))
        with self._reading() as db:
            return db.scalar(wanted.limit(1))

    def usual_marks(self, person_id: str | None) -> list[UsualMark]:
        """Return when the usual of a person was frozen and begun anew, the earliest first."""
        wanted = select(UsualMarkRow).where(UsualMarkRow.person_id == person_id).order_by(UsualMarkRow.id)
        with self._reading() as db:
            return [
                UsualMark(UsualMarkKind(row.kind), datetime.fromisoformat(row.at_utc), row.exercise)
                for row in db.scalars(wanted)
                if row.kind in list(UsualMarkKind)
            ]

    def mark_usual(self, person_id: str | None, mark: UsualMark) -> None:
        """Freeze a usual as it is at that time, or begin it anew.

        Raises :class:`LogbookError` for an unknown person.
        """
        if mark.at_utc.tzinfo is None:
            raise LogbookError("a usual is frozen or begun anew at a time with its zone")
        with self._writing() as db:
            if person_id is not None:
                known_person(db, person_id)
            db.add(
                UsualMarkRow(
                    person_id=person_id, exercise=mark.exercise, kind=mark.kind.value, at_utc=_text(mark.at_utc)
                )
            )


def _taken_back(db: Session) -> set[tuple[str, str]]:
    """Return the reps that people took back, by session and rep."""
    wanted = select(EditRow.session_id, EditRow.about).where(EditRow.op == EditOp.REP_REMOVE.value)
    return {(session_id, about) for session_id, about in db.execute(wanted) if about is not None}


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
