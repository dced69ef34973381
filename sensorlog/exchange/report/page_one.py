"""The first page: what a therapist wants to know in a minute, each number with where it comes from."""

from __future__ import annotations

from collections.abc import Callable

from sensorlog.exchange.person_record import Evidence
from sensorlog.exchange.report import anchors
from sensorlog.exchange.report.asked import HALF, WHOLE, Always, arranged
from sensorlog.exchange.report.document import Band, Bullets, Figure, Paragraph, Section
from sensorlog.exchange.report.facts import Facts
from sensorlog.exchange.report.key_figures import key_figures
from sensorlog.exchange.report.muscles import muscle_rows
from sensorlog.exchange.report.time_charts import outcome_panels, pain_chart, trunk_panels
from sensorlog.exchange.report.trunk import TRUNK_MEASURES, TrunkLine, reps_outside_usual
from sensorlog.exchange.report.week_charts import muscle_chart, training_chart
from sensorlog.exchange.report.words import clean, day_words, decimal, plural, span_words
from sensorlog.training import MEASURES, Catalogue

__all__ = ["page_one"]

_THIRD = 220.0
_MOST_NOTES, _NOTES_WITH_MORE = 5, 3
"""Notes on page one, and where a plan asks for more than is there otherwise."""
_NOTE_LETTERS = 160
_MOST_CHANGES = 12
_LIKE_LOAD = 1.25
"""Loads within this factor are one band, as in :mod:`sensorlog.motion.usual`."""


def page_one(facts: Facts, catalogue: Catalogue) -> tuple[tuple[Band, ...], tuple[Section, ...]]:
    """Return the summary, and what of it goes to the details since a plan asked for other measures."""
    made: dict[str, Callable[[float], Section]] = {
        "pain": lambda width: _pain(facts, width),
        "muscles": lambda width: _muscles(facts, catalogue, width),
        "trunk": lambda _width: _trunk(facts, catalogue),
    }
    first = Band(((Section("key-figures", "At a glance", (key_figures(facts),)),),))
    last = Band(((_noted(facts, _MOST_NOTES if facts.asked is None else _NOTES_WITH_MORE),),))
    if facts.asked is not None:
        always = Always(_training(facts), _outcomes(facts), _changes(facts))
        page = arranged(facts.asked, facts, catalogue, made, always)
        return (first, *page.bands, last), page.details
    left = (_training(facts), made["pain"](HALF), *_outcomes(facts))
    right = (_changes(facts), made["muscles"](HALF))
    return (first, Band((left, right)), Band(((made["trunk"](WHOLE),),)), last), ()


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
        (training_chart(facts.weeks, alt, HALF),),
        alt,
        f"{plan}Full: recorded. Pale: by hand; with a stroke: recording missing. Empty: planned, not recorded.",
        anchors.WEEKS,
    )
    return Section("training", "Did they train?", (figure,))


def _pain(facts: Facts, width: float) -> Section:
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
        "pain-days", "Pain by day", (pain_chart(pain, trend, facts.record.period, alt, width),), alt, note, anchors.PAIN
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
        outcome_panels(scores, measures, facts.record.period, "Outcome score", HALF / 2),
        alt,
        f"Grey: less than the published important change from the first score ({note}).",
        anchors.SCORES,
    )
    return (Section("outcomes", "Outcome scores", (figure,)),)


def _muscles(facts: Facts, catalogue: Catalogue, width: float) -> Section:
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
        (muscle_chart(rows, weeks, alt, width),),
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


def _noted(facts: Facts, most: int) -> Section:
    items = tuple(
        f"{day_words(day, year=False)}{f' ({about})' if about else ''}: {clean(text, _NOTE_LETTERS)}"
        for day, about, text in facts.notes[:most]
    )
    more = len(facts.notes) - len(items)
    blocks = (
        Bullets(items, "Nobody wrote any."),
        *((Paragraph(f"{more} more in the details.", quiet=True),) if more > 0 else ()),
    )
    return Section("notes", "Notes", blocks)
