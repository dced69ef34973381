"""The first page: what a therapist wants to know in a minute, each number with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sensorlog.exchange.person_record import Evidence, PersonRecord
from sensorlog.exchange.report import anchors
from sensorlog.exchange.report.changes import Compared, changes_since
from sensorlog.exchange.report.document import Band, Bullets, Figure, KeyFigure, KeyFigures, Paragraph, Section
from sensorlog.exchange.report.muscles import muscle_rows
from sensorlog.exchange.report.time_charts import outcome_panels, pain_chart, trunk_panels
from sensorlog.exchange.report.traces import SessionTraces
from sensorlog.exchange.report.trunk import TRUNK_MEASURES, TrunkLine, reps_outside_usual
from sensorlog.exchange.report.week_charts import TrainingWeek, muscle_chart, training_chart
from sensorlog.exchange.report.words import clean, day_words, decimal, plural, signed, span_words
from sensorlog.logbook import SetSource
from sensorlog.training import (
    MEASURES,
    Catalogue,
    PainTrend,
    RecordedOfPlanned,
    pain_trend,
    recorded_of_planned,
    week_of,
)

__all__ = ["Facts", "gather_facts", "page_one", "training_weeks"]

_HALF, _THIRD = 330.0, 220.0
_MOST_NOTES = 5
_NOTE_LETTERS = 160
_MOST_CHANGES = 12
_LIKE_LOAD = 1.25
"""Loads within this factor are one band, as in :mod:`sensorlog.motion.usual`."""


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
        traces,
    )


def page_one(facts: Facts, catalogue: Catalogue) -> tuple[Band, ...]:
    """Return the summary."""
    left = (_training(facts), _pain(facts), *_outcomes(facts))
    right = (_changes(facts), _muscles(facts, catalogue))
    return (
        Band(((Section("key-figures", "At a glance", (_key_figures(facts),)),),)),
        Band((left, right)),
        Band(((_trunk(facts, catalogue),),)),
        Band(((_noted(facts),),)),
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


def _key_figures(facts: Facts) -> KeyFigures:
    return KeyFigures((_recorded(facts), _last(facts), _pain_change(facts), _new_pain(facts), _by_sensor(facts)))


def _recorded(facts: Facts) -> KeyFigure:
    days = len({own.day for own in facts.record.sessions})
    if facts.planned is None:
        why = "no week of a program is over" if facts.record.program else "no program in the log"
        return KeyFigure(
            "Days of training", str(days), f"in {plural(facts.record.period.days, 'day')}; {why}", anchors.WEEKS
        )
    told = f"{plural(facts.planned.weeks, 'week')} that are over" if facts.planned.weeks > 1 else "1 week that is over"
    return KeyFigure(
        "Recorded of planned",
        f"{facts.planned.recorded} of {facts.planned.planned}",
        f"{told}; {facts.planned.missed} missed",
        anchors.WEEKS,
        flagged=facts.planned.missed > 0,
    )


def _last(facts: Facts) -> KeyFigure:
    if not facts.record.sessions:
        return KeyFigure("Last session", "none", "in this period", anchors.SESSIONS, flagged=True)
    day = facts.record.sessions[-1].day
    ago = (facts.record.period.last - day).days
    told = "on the last day of this report" if not ago else f"{plural(ago, 'day')} before the end of this report"
    return KeyFigure("Last session", day_words(day, year=False), told, anchors.SESSIONS)


def _pain_change(facts: Facts) -> KeyFigure:
    trend = facts.trend
    if trend is None:
        told = "no two weeks with entries" if facts.record.pain else "no pain was entered"
        return KeyFigure("Pain, first to latest week", "–", told, anchors.PAIN)
    reached = "reached" if trend.reaches_important else "not reached"
    return KeyFigure(
        "Pain, first to latest week",
        f"{decimal(trend.first, 1)} → {decimal(trend.latest, 1)}",
        f"{signed(trend.difference, 1)}; important change ({trend.measure.important_change:g}) {reached}",
        anchors.PAIN,
        flagged=trend.reaches_important and trend.difference > 0,
    )


def _new_pain(facts: Facts) -> KeyFigure:
    days = sorted({entry.day for entry in facts.record.pain if entry.new_or_worse})
    told = f"latest {day_words(days[-1])}" if days else "reported in this period"
    return KeyFigure(
        "New or worse pain", plural(len(days), "day") if days else "none", told, anchors.PAIN, flagged=bool(days)
    )


def _by_sensor(facts: Facts) -> KeyFigure:
    sets = [done for own in facts.record.sessions for done in own.session.sets]
    sensed = [done for done in sets if done.source is SetSource.SENSED]
    if not sets:
        return KeyFigure("Sets", "0", "in this period", anchors.RECORDINGS)
    corrected = sum(done.rep_count != done.sensed_rep_count for done in sensed)
    missing = sum(own.evidence is Evidence.MISSING for own in facts.record.sessions)
    told = f"{len(sets) - len(sensed)} by hand; {corrected} of {len(sensed)} counts corrected"
    if missing:
        told += f"; {plural(missing, 'recording')} missing"
    return KeyFigure("Sets", str(len(sets)), told, anchors.RECORDINGS)


def _training(facts: Facts) -> Section:
    if not facts.record.sessions and facts.record.program is None:
        return Section("training", "Did they train?", (Paragraph("No session and no program in this period."),))
    missed = sum(max(0, (week.planned or 0) - len(week.days)) for week in facts.weeks if week.is_over)
    days = [kind for week in facts.weeks for kind in week.days.values()]
    told = {kind: days.count(kind) for kind in Evidence}
    alt = (
        f"{plural(len(days), 'day')} of training in {plural(len(facts.weeks), 'week')}: {told[Evidence.RECORDED]} with "
        f"a recording, {told[Evidence.MISSING]} whose recording is missing, {told[Evidence.BY_HAND]} by hand; "
        f"{missed} planned and not recorded."
    )
    program = facts.record.program
    plan = ""
    if program is not None:
        weeks = plural(program.program.weeks, "week")
        plan = f"Program: {clean(program.program.name)}, {weeks} from {day_words(program.state.started)}. "
    figure = Figure(
        "training-days",
        "Training days by week",
        (training_chart(facts.weeks, alt, _HALF),),
        alt,
        f"{plan}Full: recorded. Pale: by hand; with a stroke: recording missing. Empty: planned, not recorded.",
        anchors.WEEKS,
    )
    return Section("training", "Did they train?", (figure,))


def _pain(facts: Facts) -> Section:
    pain = facts.record.pain
    if not pain:
        return Section("pain", "Pain", (Paragraph("No pain was entered in this period: nothing is known of it."),))
    trend = facts.trend
    days = plural(len({entry.day for entry in pain}), "day")
    alt = f"Pain was entered for {days}, worst {max(entry.score for entry in pain)} of 10."
    note = "Worst of each day, 0 to 10; triangle: reported as new or worse. "
    if trend is not None:
        alt += f" Mean of the first week {decimal(trend.first, 1)}, of the latest {decimal(trend.latest, 1)}."
        note += (
            f"Bars: mean of the first and the latest {plural(len(trend.latest_days), 'day')} with entries. "
            if len(trend.first_days) == len(trend.latest_days)
            else "Bars: mean of the first and the latest week. "
        )
        note += f"Grey: less than the {trend.measure.change_is}, {trend.measure.important_change:g} points."
    figure = Figure(
        "pain-days", "Pain by day", (pain_chart(pain, trend, facts.record.period, alt, _HALF),), alt, note, anchors.PAIN
    )
    return Section("pain", "Pain", (figure,))


def _outcomes(facts: Facts) -> tuple[Section, ...]:
    scores = facts.record.scores
    measures = [measure for measure in MEASURES.values() if any(score.measure is measure.id for score in scores)]
    if not measures:
        return ()
    said = []
    for measure in measures:
        own = sorted((each for each in scores if each.measure is measure.id), key=lambda each: each.day)
        said.append(f"{measure.name}: {own[0].value:g}" + (f" to {own[-1].value:g}" if len(own) > 1 else ""))
    alt = "; ".join(said) + "."
    note = "; ".join(f"{measure.id.value.upper()} {measure.important_change:g}" for measure in measures)
    figure = Figure(
        "outcome-scores",
        "Outcome scores",
        outcome_panels(scores, measures, facts.record.period, "Outcome score", _HALF / 2),
        alt,
        f"Grey: less than the published important change from the first score ({note}).",
        anchors.SCORES,
    )
    return (Section("outcomes", "Outcome scores", (figure,)),)


def _muscles(facts: Facts, catalogue: Catalogue) -> Section:
    rows, weeks = muscle_rows(facts.record, facts.spans, catalogue)
    if not rows:
        words = (
            "No set of an exercise that the catalogue knows." if facts.record.sessions else "No session in this period."
        )
        return Section("muscles", "Load by muscle group", (Paragraph(words),))
    said = "; ".join(f"{row.name} {decimal(row.sets_now, 1)} sets a week" for row in rows[:6])
    alt = f"Sets by week for {plural(len(rows), 'muscle group')}. Lately: {said}."
    now = facts.spans.now
    figure = Figure(
        "muscle-groups-by-week",
        "Load by muscle group",
        (muscle_chart(rows, weeks, alt, _HALF),),
        alt,
        f"Sets and kg (reps × load) a week from {day_words(now.first, year=False)} on; before: as many days before. "
        "● supports the spine. A set counts for each main group of its exercise.",
        anchors.MUSCLES,
    )
    return Section("muscles", "Load by muscle group", (figure,))


def _trunk(facts: Facts, catalogue: Catalogue) -> Section:
    if not facts.lines:
        unknown = Paragraph("No sensor was on the trunk in this period: nothing is known of it.")
        return Section("trunk", "Trunk, against the person's own usual", (unknown,))
    line = facts.lines[0]
    title = f"Trunk in {clean(line.exercise)}, against the person's own usual"
    alt = "; ".join(
        f"{measure.name}: usual {decimal(usual.middle, measure.digits)}, latest session "
        f"{decimal(line.points[-1].spreads[measure.id].middle, measure.digits)} ({measure.unit})"
        for measure in TRUNK_MEASURES[:3]
        if (usual := line.usual.get(measure.id)) and measure.id in line.points[-1].spreads
    )
    others = f" {plural(len(facts.lines) - 1, 'other line')} in the details." if len(facts.lines) > 1 else ""
    figure = Figure(
        "trunk-lines",
        title,
        trunk_panels(line, TRUNK_MEASURES[:3], facts.record.period, f"Trunk in {line.exercise}", _THIRD),
        alt or f"{plural(line.reps, 'rep')}; too few to make a usual.",
        f"Sensor: {clean(line.site)}. {_usual_words(line)} Dot and bar: median and middle 80 % of a session. "
        f"{_outside_words(line, catalogue)}Different is not worse.{others}",
        anchors.TRUNK,
    )
    return Section("trunk", title, (figure,))


def _usual_words(line: TrunkLine) -> str:
    if not line.usual:
        return "Too few reps for a usual."
    days = span_words([point.day for point in line.usual_points])
    reps = sum(point.reps for point in line.usual_points)
    words = f"Grey: the usual, middle 80 % of {plural(reps, 'rep')} ({days})."
    then, now = line.usual_points[-1].load_kg, line.points[-1].load_kg
    if then and now and not 1 / _LIKE_LOAD <= now / then <= _LIKE_LOAD:
        words += f" The load went from {then:g} to {now:g} kg: that alone may change these."
    return words


def _outside_words(line: TrunkLine, catalogue: Catalogue) -> str:
    judged, left = reps_outside_usual(line.points, line.exercise, catalogue)
    if not judged:
        return ""
    parts = ", ".join(f"{count} {kind}" for kind, count in left.items())
    return f"Left the usual while recorded, of {plural(judged, 'rep')}: {parts}. "


def _changes(facts: Facts) -> Section:
    now, before = facts.spans.now, facts.spans.before
    title = f"What changed since {day_words(now.first)}"
    told = f"Against {plural(before.days, 'day')} before." if before else "There are no days before to compare with."
    items = facts.changes[:_MOST_CHANGES]
    return Section("changes", title, (Paragraph(told, quiet=True), Bullets(items, "Nothing to tell.")))


def _noted(facts: Facts) -> Section:
    items = tuple(
        f"{day_words(day, year=False)}{f' ({about})' if about else ''}: {clean(text, _NOTE_LETTERS)}"
        for day, about, text in facts.notes[:_MOST_NOTES]
    )
    more = len(facts.notes) - len(items)
    blocks = (
        Bullets(items, "Nobody wrote any."),
        *((Paragraph(f"{more} more in the details.", quiet=True),) if more > 0 else ()),
    )
    return Section("notes", "Notes", blocks)


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
