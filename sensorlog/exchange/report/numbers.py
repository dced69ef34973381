"""The numbers behind each picture of the first page, as tables."""

from __future__ import annotations

from sensorlog.exchange.report import anchors
from sensorlog.exchange.report.anchors import SessionNames
from sensorlog.exchange.report.document import Cell, Column, Figure, Row, Section, Table
from sensorlog.exchange.report.facts import Facts
from sensorlog.exchange.report.muscles import muscle_rows
from sensorlog.exchange.report.time_charts import trunk_panels
from sensorlog.exchange.report.trunk import TRUNK_MEASURES, TrunkLine
from sensorlog.exchange.report.words import clean, day_words, decimal, plural, signed
from sensorlog.training import MEASURES, Catalogue, change

__all__ = ["numbers_section"]

_THIRD = 220.0


def numbers_section(facts: Facts, names: SessionNames, catalogue: Catalogue) -> Section:
    """Return the section with all of them."""
    blocks = (
        _weeks(facts, names),
        _pain(facts),
        _scores(facts),
        _muscles(facts, catalogue),
        *_trunk(facts, names),
        _notes(facts),
    )
    return Section("numbers", "The numbers behind the first page", blocks)


def _weeks(facts: Facts, names: SessionNames) -> Table:
    rows = []
    for week in facts.weeks:
        own = [each for each in facts.record.sessions if each.day in week.days]
        planned = "–" if week.planned is None else str(week.planned)
        rows.append(
            Row(
                (
                    Cell(day_words(week.first_day)),
                    Cell(planned),
                    Cell(str(len(week.days))),
                    Cell("" if week.is_over else "not over"),
                    Cell(names.names(own), to=names.anchor(own[0]) if own else None),
                )
            )
        )
    columns = (
        Column("week from"),
        Column("planned", numeric=True),
        Column("recorded", numeric=True),
        Column(""),
        Column("sessions", share=3),
    )
    return Table("Training days by week", columns, tuple(rows), id=anchors.WEEKS)


def _pain(facts: Facts) -> Table:
    rows = tuple(
        Row(
            (
                Cell(day_words(entry.day)),
                Cell(entry.moment.value.replace("_", " ")),
                Cell(str(entry.score)),
                Cell(entry.site.value.replace("_", " ")),
                Cell(clean(entry.exercise or "")),
                Cell("new or worse" if entry.new_or_worse else "", marked=entry.new_or_worse),
            )
        )
        for entry in facts.record.pain
    )
    columns = (
        *(Column("day", share=1.4), Column("moment"), Column("pain, 0–10", numeric=True), Column("where")),
        *(Column("after a set of"), Column("said to be")),
    )
    bands = facts.record.bands
    limits = f"fine up to {bands.fine_up_to}, acceptable up to {bands.acceptable_up_to}"
    caption = f"Pain as entered; {limits}: {clean(bands.source)}"
    return Table(caption, columns, rows, "No pain was entered.", anchors.PAIN)


def _scores(facts: Facts) -> Table:
    rows = []
    for measure in MEASURES.values():
        own = sorted((each for each in facts.record.scores if each.measure is measure.id), key=lambda each: each.day)
        found = change(own)
        for score in own:
            is_latest = found is not None and score is found.latest
            rows.append(
                Row(
                    (
                        Cell(measure.name),
                        Cell(day_words(score.day)),
                        Cell(f"{score.value:.1f}".removesuffix(".0")),
                        Cell(signed(found.difference, 1) if found and is_latest else ""),
                        Cell(f"{measure.important_change:g}: {measure.source}"),
                        Cell("; ".join(f"{clean(name, 60)} {value}" for name, value in score.activities)),
                    )
                )
            )
    columns = (
        *(
            Column("measure", share=1.6),
            Column("day", share=1.4),
            Column("score", numeric=True),
            Column("since first", numeric=True),
        ),
        *(Column("important change", share=2), Column("own activities", share=2)),
    )
    return Table("Outcome scores as entered", columns, tuple(rows), "No outcome score was entered.", anchors.SCORES)


def _muscles(facts: Facts, catalogue: Catalogue) -> Table:
    muscles, weeks = muscle_rows(facts.record, facts.spans, catalogue)
    rows = tuple(
        Row(
            (
                Cell(muscle.name),
                Cell("yes" if muscle.supports_spine else ""),
                Cell(" ".join(map(str, muscle.sets))),
                Cell(decimal(muscle.sets_now, 1)),
                Cell(decimal(muscle.sets_before, 1)),
                Cell(decimal(muscle.volume_now_kg)),
            )
        )
        for muscle in muscles
    )
    columns = (
        *(Column("muscle group", share=1.6), Column("supports spine"), Column("sets by week", share=2.6)),
        *(Column("sets a week", numeric=True), Column("before", numeric=True), Column("kg a week", numeric=True)),
    )
    caption = f"Load by muscle group; weeks from Monday, the first from {day_words(weeks[0])}"
    return Table(caption, columns, rows, "No set of a known exercise.", anchors.MUSCLES)


def _trunk(facts: Facts, names: SessionNames) -> list[Table | Figure]:
    blocks: list[Table | Figure] = []
    for number, line in enumerate(facts.lines):
        if number:
            title = f"Trunk in {line.exercise}, sensor: {line.site}"
            pictures = trunk_panels(line, TRUNK_MEASURES[:3], facts.record.period, title, _THIRD)
            alt = f"{plural(line.reps, 'rep')} in {plural(len(line.points), 'session')}; numbers in the table below."
            blocks.append(Figure(f"trunk-{number + 1}", title, pictures, alt))
        blocks.append(_trunk_table(line, names, anchors.TRUNK if not number else f"{anchors.TRUNK}-{number + 1}"))
    return blocks


def _trunk_table(line: TrunkLine, names: SessionNames, anchor: str) -> Table:
    rows = []
    for number, point in enumerate(line.points):
        cells = [
            Cell(names.name(point.own), to=names.anchor(point.own)),
            Cell(day_words(point.day)),
            Cell("usual" if line.usual and number < len(line.usual_points) else ""),
            Cell(str(point.reps)),
            Cell("–" if point.load_kg is None else f"{point.load_kg:g}"),
        ]
        for measure in TRUNK_MEASURES:
            spread = point.spreads.get(measure.id)
            cells.append(
                Cell(
                    "–"
                    if spread is None
                    else f"{decimal(spread.middle, measure.digits)} "
                    f"({decimal(spread.low, measure.digits)} to {decimal(spread.high, measure.digits)})"
                )
            )
        rows.append(Row(tuple(cells)))
    columns = (
        *(
            Column("session"),
            Column("day", share=1.4),
            Column(""),
            Column("reps", numeric=True),
            Column("kg", numeric=True),
        ),
        *(Column(f"{measure.name}, {measure.unit}", numeric=True, share=2.1) for measure in TRUNK_MEASURES),
    )
    caption = (
        f"Trunk in {line.exercise}, sensor: {line.site}, analysis {line.version}: median (middle 80 % of the reps). "
        "Skin and clip move by 5 to 10° against the body, which no number here contains"
    )
    return Table(caption, columns, tuple(rows), id=anchor)


def _notes(facts: Facts) -> Table:
    rows = tuple(Row((Cell(day_words(day)), Cell(about), Cell(clean(text)))) for day, about, text in facts.notes)
    columns = (Column("day", share=1.4), Column("about"), Column("note", share=5))
    return Table("Notes, the latest first", columns, rows, "Nobody wrote any.", anchors.NOTES)
