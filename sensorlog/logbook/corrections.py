"""How many sets a sensor saw, a person entered, and a person corrected: a question about many people at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select

from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.sets import SetSource
from sensorlog.logbook.tables import SetRow
from sensorlog.logbook.tables_kept import StandingSetRow

__all__ = ["Corrections", "SetCounts"]


@dataclass(frozen=True, slots=True)
class SetCounts:
    """The sets of one person that stand."""

    sensed: int
    by_hand: int
    corrected: int
    """Sensed ones of which the person says another number of reps than the sensor counted."""

    @property
    def share_corrected(self) -> float | None:
        """0 to 1, of the sensed ones; ``None`` where there is none."""
        return self.corrected / self.sensed if self.sensed else None


class Corrections(OpenFile):
    """The door to what was corrected."""

    def set_counts(self, since: date | None = None) -> dict[str, SetCounts]:
        """Return the counts by person id, of all days or since one. Who has no set is left out."""
        is_sensed = StandingSetRow.source == SetSource.SENSED.value
        wanted = (
            select(
                StandingSetRow.person_id,
                func.count().filter(is_sensed),
                func.count().filter(~is_sensed),
                func.count().filter(is_sensed, StandingSetRow.reps != SetRow.sensed_rep_count),
            )
            .outerjoin(
                SetRow,
                and_(
                    SetRow.session_id == StandingSetRow.session_id,
                    SetRow.analysis_version == StandingSetRow.analysis_version,
                    SetRow.set_id == StandingSetRow.set_id,
                ),
            )
            .group_by(StandingSetRow.person_id)
        )
        if since is not None:
            wanted = wanted.where(StandingSetRow.day >= since.isoformat())
        with self._reading() as db:
            return {row[0]: SetCounts(row[1], row[2], row[3]) for row in db.execute(wanted) if row[0] is not None}
