"""Lists and trends over many sessions, without reading their reps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.records import local_time
from sensorlog.logbook.standing import is_not_gone, latest_ids
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


_SUMMED_UP = (
    StandingSessionRow.session_id,
    StandingSessionRow.start_utc,
    StandingSessionRow.utc_offset_s,
    StandingSessionRow.ended_utc,
    StandingSessionRow.sets,
    StandingSessionRow.reps,
    StandingSessionRow.volume_load_kg,
    StandingSessionRow.exercises,
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
        parts = (
            select(*_SUMMED_UP, SessionRow.deleted_utc)
            .join(SessionRow, SessionRow.id == StandingSessionRow.session_id)
            .where(is_wanted)
            .order_by(StandingSessionRow.start_utc.desc(), StandingSessionRow.session_id, StandingSessionRow.part)
        )
        if person_id is not None:
            parts = parts.where(StandingSessionRow.person_id == person_id, StandingSessionRow.sets > 0)
        else:
            parts = parts.where(is_not_gone(StandingSessionRow.person_id))
        if limit is not None and person_id is not None:
            parts = parts.limit(limit)
        elif limit is not None:  # a session may have several parts
            parts = parts.where(StandingSessionRow.session_id.in_(latest_ids(limit, deleted=deleted)))
        by_session: dict[str, list[Any]] = {}
        with self._reading() as db:
            for row in db.execute(parts):
                by_session.setdefault(row.session_id, []).append(row)
        return [_summary(rows) for rows in by_session.values()]

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
        chosen = [is_not_gone(StandingSetRow.person_id) if person_id is None else StandingSetRow.person_id == person_id]
        if exercises is not None:
            chosen.append(StandingSetRow.exercise.in_(exercises))
        if since is not None:
            chosen.append(StandingSetRow.day >= since.isoformat())
        sensed = select(StandingSetRow.analysis_version).where(*chosen, StandingSetRow.analysis_version.is_not(None))
        wanted = (
            select(*_DONE)
            .where(*chosen)
            .order_by(StandingSetRow.start_utc, StandingSetRow.session_id, StandingSetRow.set_id)
        )
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
        whose = StandingSessionRow.person_id
        wanted = (
            select(StandingSessionRow.exercises)
            .join(SessionRow, SessionRow.id == StandingSessionRow.session_id)
            .where(is_not_gone(whose) if person_id is None else whose == person_id, SessionRow.deleted_utc.is_(None))
        )
        with self._reading() as db:
            return sorted({name for names in db.scalars(wanted) for name in names if name is not None})

    def analysis_versions(self) -> dict[str, int]:
        """Return how many sessions each analysis counts for, deleted ones and those by hand left out."""
        wanted = select(SessionRow.analysis_version, func.count()).where(
            SessionRow.deleted_utc.is_(None), SessionRow.recording_path.is_not(None)
        )
        with self._reading() as db:
            grouped = db.execute(wanted.group_by(SessionRow.analysis_version))
            return {row[0]: row[1] for row in grouped}


def _summary(parts: Sequence[Any]) -> SessionSummary:
    """Put together what the people of a session have of it."""
    head = parts[0]
    start = datetime.fromisoformat(head.start_utc)
    return SessionSummary(
        id=head.session_id,
        start_utc=start,
        start_local=local_time(start, head.utc_offset_s),
        ended_utc=None if head.ended_utc is None else datetime.fromisoformat(head.ended_utc),
        sets=sum(each.sets for each in parts),
        reps=sum(each.reps for each in parts),
        exercises=tuple(dict.fromkeys(name for each in parts for name in each.exercises)),
        volume_load_kg=sum(each.volume_load_kg for each in parts),
        deleted_utc=None if head.deleted_utc is None else datetime.fromisoformat(head.deleted_utc),
    )
