"""Sets and load of each muscle group, week by week and lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sensorlog.exchange.person_record import Period, PersonRecord
from sensorlog.exchange.report.changes import Compared
from sensorlog.exchange.report.week_charts import MuscleRow
from sensorlog.training import SPINE_SUPPORTING, Catalogue, DoneSet, Muscle, MuscleWeek, week_of, weekly_by_muscle

__all__ = ["muscle_rows"]

_SHORT = {Muscle.BACK_AND_GLUTEAL_EXTENSORS: "back, gluteal extensors"}


def muscle_rows(record: PersonRecord, spans: Compared, catalogue: Catalogue) -> tuple[list[MuscleRow], list[date]]:
    """Return a row for each group that was trained, those that support the spine first, and the weeks' Mondays."""
    begin, end = week_of(record.period.first), week_of(record.period.last)
    weeks = [begin + n * timedelta(weeks=1) for n in range((end - begin).days // 7 + 1)]
    by_week = {(each.muscle, each.week): each for each in weekly_by_muscle(record.done_sets, catalogue)}
    now = _by_muscle(record.done_sets, spans.now, catalogue)
    before = _by_muscle(record.done_sets, spans.before, catalogue) if spans.before else {}
    trained = {each.muscle for each in by_week.values() if each.sets}
    rows = []
    for muscle in sorted(trained, key=lambda each: (each not in SPINE_SUPPORTING, list(Muscle).index(each))):
        volume_kg = [each.volume_load_kg for each in now.get(muscle, ()) if each.volume_load_kg is not None]
        rows.append(
            MuscleRow(
                _SHORT.get(muscle, muscle.replace("_", " ")),
                muscle in SPINE_SUPPORTING,
                tuple(by_week[muscle, week].sets if (muscle, week) in by_week else 0 for week in weeks),
                _a_week(sum(each.sets for each in now.get(muscle, ())), spans.now),
                None
                if spans.before is None
                else _a_week(sum(each.sets for each in before.get(muscle, ())), spans.before),
                _a_week(sum(volume_kg), spans.now) if volume_kg else None,
            )
        )
    return rows, weeks


def _by_muscle(sets: Sequence[DoneSet], span: Period, catalogue: Catalogue) -> dict[Muscle, list[MuscleWeek]]:
    found: dict[Muscle, list[MuscleWeek]] = {}
    for each in weekly_by_muscle([done for done in sets if done.day in span], catalogue):
        found.setdefault(each.muscle, []).append(each)
    return found


def _a_week(amount: float, span: Period) -> float:
    return amount / span.weeks
