"""What is worked out once for a report: the first page and the details both say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sensorlog.exchange.person_record import Evidence, PersonRecord
from sensorlog.exchange.plans import AskedMeasures, measures_asked_for
from sensorlog.exchange.report.changes import Compared, changes_since
from sensorlog.exchange.report.traces import SessionTraces
from sensorlog.exchange.report.trunk import TrunkLine
from sensorlog.exchange.report.week_charts import TrainingWeek
from sensorlog.exchange.report.words import clean
from sensorlog.training import Catalogue, PainTrend, RecordedOfPlanned, pain_trend, recorded_of_planned, week_of

__all__ = ["Facts", "gather_facts", "training_weeks"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is worked out once for a report."""

    record: PersonRecord
    spans: Compared
    planned: RecordedOfPlanned | None
    trend: PainTrend | None
    lines: tuple[TrunkLine, ...]
    weeks: tuple[TrainingWeek, ...]
    changes: tuple[str, ...]
    notes: tuple[tuple[date, str, str], ...]
    """Day, about what, text; the latest first."""
    asked: AskedMeasures | None
    """What a plan asked to look at last; ``None``: nothing."""
    traces: Mapping[str, SessionTraces]
    """By id of the session, of those that were asked for."""


def gather_facts(
    record: PersonRecord,
    spans: Compared,
    lines: Sequence[TrunkLine],
    catalogue: Catalogue,
    traces: Mapping[str, SessionTraces],
) -> Facts:
    """Work out what the first page and the details both say."""
    in_period = (
        [week for week in record.program.weeks if week.last_day >= record.period.first] if record.program else []
    )
    return Facts(
        record,
        spans,
        recorded_of_planned(in_period),
        pain_trend(record.pain),
        tuple(lines),
        tuple(training_weeks(record)),
        changes_since(record, spans, lines, catalogue),
        tuple(_notes(record)),
        measures_asked_for(record.prescriptions[::-1]),
        traces,
    )


def training_weeks(record: PersonRecord) -> list[TrainingWeek]:
    """Return the weeks of the period, by the program's calendar where there is one, else from Monday."""
    best: dict[date, Evidence] = {}
    for own in record.sessions:
        best[own.day] = min(own.evidence, best.get(own.day, own.evidence), key=list(Evidence).index)
    planned = {} if record.program is None else {week.first_day: week for week in record.program.weeks}
    begin = min(planned) if planned else week_of(record.period.first)
    first = begin + (record.period.first - begin) // timedelta(weeks=1) * timedelta(weeks=1)
    weeks = []
    while first <= record.period.last:
        days = {day: kind for day, kind in best.items() if first <= day < first + timedelta(weeks=1)}
        plan = planned.get(first)
        is_over = first + timedelta(weeks=1) <= record.period.last + timedelta(days=1)
        weeks.append(
            TrainingWeek(max(first, record.period.first), None if plan is None else plan.planned, days, is_over)
        )
        first += timedelta(weeks=1)
    return weeks


def _notes(record: PersonRecord) -> list[tuple[date, str, str]]:
    """Return the person's words with their days, the latest first."""
    notes = [(own.day, "", note.text) for own in record.sessions for note in own.session.notes if clean(note.text)]
    notes += [
        (
            entry.felt.day,
            type(entry.felt).__name__.removesuffix("Entry").lower().replace("flareup", "flare-up"),
            entry.note,
        )
        for entry in record.diary
        if clean(entry.note)
    ]
    return sorted(notes, key=lambda each: each[0], reverse=True)
