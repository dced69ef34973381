"""Lists and trends over many sessions, without reading their reps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.records import local_time
from sensorlog.logbook.tables import SessionRow
from sensorlog.logbook.tables_kept import StandingSessionRow, StandingSetRow
from sensorlog.training import DoneSet

__all__ = ["History", "SessionSummary"]

_DONE = (
    StandingSetRow.session_id,
    StandingSetRow.day,
    StandingSetRow.analysis_version,
    StandingSetRow.exercise,
    StandingSetRow.reps,
    StandingSetRow.held_s,
    StandingSetRow.load_kg,
    StandingSetRow.warm_up,
    StandingSetRow.side,
    StandingSetRow.reps_in_reserve,
    StandingSetRow.placement,
    StandingSetRow.fastest_m_s,
)


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One line of a list of sessions: what stands, in numbers."""

    id: str
    start_utc: datetime
    start_local: datetime
    """By the clock on the wall, there and then; see :attr:`LoggedSession.start_local`."""
    ended_utc: datetime | None
    sets: int
    reps: int
    exercises: tuple[str | None, ...]
    """``None`` is unlabelled."""
    volume_load_kg: float
    """Sum of reps × load of the sets whose load is known, warm-up sets left out."""
    deleted_utc: datetime | None


_NUMBERS = (
    StandingSessionRow.sets,
    StandingSessionRow.reps,
    StandingSessionRow.volume_load_kg,
    StandingSessionRow.exercises,
)
_SUMMED_UP = (
    StandingSessionRow.session_id,
    StandingSessionRow.start_utc,
    StandingSessionRow.utc_offset_s,
    StandingSessionRow.ended_utc,
    *_NUMBERS,
)


class History(OpenFile):
    """Doors to what many sessions say together."""

    def summaries(
        self, limit: int | None = None, *, person_id: str | None = None, deleted: bool = False
    ) -> list[SessionSummary]:
        """Return the ``limit`` latest sessions, or all, the latest first; of one person those with a set of theirs.

        Deleted ones are listed by themselves, with ``deleted``.
        """
        is_wanted = SessionRow.deleted_utc.is_not(None) if deleted else SessionRow.deleted_utc.is_(None)
        latest = (
            select(*_SUMMED_UP, SessionRow.deleted_utc)
            .join(SessionRow, SessionRow.id == StandingSessionRow.session_id)
            .where(is_wanted)
            .order_by(StandingSessionRow.start_utc.desc(), StandingSessionRow.session_id)
            .limit(limit)
        )
        if person_id is None:
            latest = latest.where(StandingSessionRow.part == 0)
        else:
            latest = latest.where(StandingSessionRow.person_id == person_id, StandingSessionRow.sets > 0)
        others = select(StandingSessionRow.session_id, *_NUMBERS).where(StandingSessionRow.part > 0)
        with self._reading() as db:
            found = db.execute(latest).all()
            parts: dict[str, list[Any]] = {}
            if person_id is None:
                for session_id, *numbers in db.execute(others.order_by(StandingSessionRow.part)):
                    parts.setdefault(session_id, []).append(numbers)
        return [
            _summary(head, [numbers, *parts.get(str(head[0]), ())], deleted_utc)
            for *head, sets, reps, volume_load_kg, exercises, deleted_utc in found
            for numbers in [(sets, reps, volume_load_kg, exercises)]
        ]

    def done_sets(
        self,
        person_id: str | None = None,
        *,
        exercises: Collection[str] | None = None,
        since: date | None = None,
        version: str | None = None,
    ) -> list[DoneSet]:
        """Return the sets that stand, oldest first: of one person, or of everybody; of some exercises, since a day.

        Sets without an exercise have the name ``""``. Velocities are those of one analysis, ``version`` or else the one
        that the latest sensed set has: what another measured is not comparable, and left out as unknown; loads and
        reps stay. :meth:`analysis_versions` says what there is.
        """
        chosen = []
        if person_id is not None:
            chosen.append(StandingSetRow.person_id == person_id)
        if exercises is not None:
            chosen.append(StandingSetRow.exercise.in_(exercises))
        if since is not None:
            chosen.append(StandingSetRow.day >= since.isoformat())
        sensed = select(StandingSetRow.analysis_version).where(*chosen, StandingSetRow.analysis_version.is_not(None))
        wanted = select(*_DONE).where(*chosen).order_by(StandingSetRow.start_utc, StandingSetRow.set_id)
        with self._reading() as db:
            if version is None:
                version = db.scalar(sensed.order_by(StandingSetRow.start_utc.desc()).limit(1))
            # Row by row, and not as objects of the mapper: in ten years there are forty thousand.
            return [
                DoneSet(
                    exercise or "",
                    date.fromisoformat(day),
                    reps,
                    load_kg,
                    held_s,
                    warm_up,
                    side,
                    reps_in_reserve,
                    fastest_m_s if analysed == version else None,
                    placement,
                    session_id,
                )
                for (
                    session_id,
                    day,
                    analysed,
                    exercise,
                    reps,
                    held_s,
                    load_kg,
                    warm_up,
                    side,
                    reps_in_reserve,
                    placement,
                    fastest_m_s,
                ) in db.connection().execute(wanted)
            ]

    def exercise_names(self, person_id: str | None = None) -> list[str]:
        """Return every exercise that stands in a set, as it was entered: of one person, or of everybody."""
        wanted = select(StandingSetRow.exercise).where(StandingSetRow.exercise.is_not(None)).distinct()
        if person_id is not None:
            wanted = wanted.where(StandingSetRow.person_id == person_id)
        with self._reading() as db:
            return [name for name in db.scalars(wanted.order_by(StandingSetRow.exercise)) if name is not None]

    def analysis_versions(self) -> dict[str, int]:
        """Return how many sessions each analysis counts for, deleted ones and those by hand left out."""
        wanted = select(SessionRow.analysis_version, func.count()).where(
            SessionRow.deleted_utc.is_(None), SessionRow.recording_path.is_not(None)
        )
        with self._reading() as db:
            grouped = db.execute(wanted.group_by(SessionRow.analysis_version))
            return {row[0]: row[1] for row in grouped}


def _summary(head: Sequence[Any], parts: Sequence[Sequence[Any]], deleted_utc: str | None) -> SessionSummary:
    """Put together what the people of a session have of it."""
    session_id, start_utc, offset_s, ended_utc = head
    start = datetime.fromisoformat(start_utc)
    sets, reps, volumes_kg, exercises = zip(*parts, strict=True)
    return SessionSummary(
        id=session_id,
        start_utc=start,
        start_local=local_time(start, offset_s),
        ended_utc=None if ended_utc is None else datetime.fromisoformat(ended_utc),
        sets=sum(sets),
        reps=sum(reps),
        exercises=tuple(dict.fromkeys(name for names in exercises for name in names)),
        volume_load_kg=sum(volumes_kg),
        deleted_utc=None if deleted_utc is None else datetime.fromisoformat(deleted_utc),
    )
