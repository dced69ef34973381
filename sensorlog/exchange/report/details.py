"""Behind the first page: the numbers of each picture, every session down to each rep, and every recording."""

from __future__ import annotations

from collections.abc import Sequence
from math import degrees

from sensorlog.events import Rep
from sensorlog.exchange.person_record import Evidence, OwnSession
from sensorlog.exchange.report import anchors
from sensorlog.exchange.report.anchors import SessionNames
from sensorlog.exchange.report.document import Cell, Column, Figure, Paragraph, Row, Section, Table
from sensorlog.exchange.report.measures import measures_section
from sensorlog.exchange.report.muscles import muscle_rows
from sensorlog.exchange.report.page_one import Facts
from sensorlog.exchange.report.rep_plot import rep_plot, trace_plot
from sensorlog.exchange.report.time_charts import trunk_panels
from sensorlog.exchange.report.traces import SessionTraces
from sensorlog.exchange.report.trunk import TRUNK_MEASURES, TrunkLine
from sensorlog.exchange.report.words import clean, day_words, decimal, degrees_words, plural, signed
from sensorlog.logbook import LoggedSet, SetSource
from sensorlog.training import MEASURES, Catalogue, change, format_load, progress_by_session

__all__ = ["details"]

_EVIDENCE = {
    Evidence.RECORDED: "recording is here",
    Evidence.MISSING: "recording missing",
    Evidence.BY_HAND: "entered by hand",
}
_HASH_LETTERS = 12
_PLOT_WIDTH, _TRACES_WIDTH, _THIRD = 230.0, 540.0, 220.0


def details(facts: Facts, catalogue: Catalogue) -> tuple[Section, ...]:
    """Return the sections behind the first page."""
    names = SessionNames(facts.record)
    return (
        Section("numbers", "The numbers behind the first page", tuple(_numbers(facts, names, catalogue))),
        _exercises(facts, catalogue),
        *_sessions(facts, names, catalogue),
        _recordings(facts, names),
        measures_section(),
    )


def _numbers(facts: Facts, names: SessionNames, catalogue: Catalogue) -> list[Table | Figure | Paragraph]:
    return [
        _weeks(facts, names),
        _pain(facts),
        _scores(facts),
        _muscles(facts, catalogue),
        *_trunk(facts, names),
        _notes(facts),
    ]


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


def _exercises(facts: Facts, catalogue: Catalogue) -> Section:
    by_name: dict[str, list[int]] = {}
    for index, done in enumerate(facts.record.done_sets):
        by_name.setdefault(catalogue.title(done.exercise) or "unlabelled", []).append(index)
    rows = []
    for name, indices in sorted(by_name.items(), key=lambda item: (-len(item[1]), item[0])):
        sessions = progress_by_session(facts.record.done_sets[index] for index in indices)
        if not sessions:
            continue
        first, latest = sessions[0], sessions[-1]
        maxima = [each.estimated_maximum_kg for each in sessions if each.estimated_maximum_kg is not None]
        rows.append(
            Row(
                (
                    Cell(clean(name)),
                    Cell(str(len(sessions))),
                    Cell(str(sum(each.sets for each in sessions))),
                    Cell(str(sum(each.reps for each in sessions))),
                    Cell(_from_to(first.heaviest_kg, latest.heaviest_kg, 1)),
                    Cell(_from_to(first.longest_hold_s, latest.longest_hold_s, 0)),
                    Cell(_from_to(maxima[0], maxima[-1], 0) if maxima else "–"),
                    Cell(_from_to(first.fastest_m_s, latest.fastest_m_s, 2)),
                )
            )
        )
    columns = (
        *(Column("exercise", share=2), Column("sessions", numeric=True), Column("sets", numeric=True)),
        *(Column("reps", numeric=True), Column("heaviest, kg", numeric=True, share=1.4)),
        *(
            Column("longest hold, s", numeric=True, share=1.4),
            Column("maximum by reps (Epley), kg", numeric=True, share=1.4),
        ),
        Column("fastest rep, m/s", numeric=True, share=1.4),
    )
    caption = "Working sets by exercise; first session → latest session of the period"
    table = Table(caption, columns, tuple(rows), "No session in this period.", "exercises")
    return Section("by-exercise", "By exercise", (table,))


def _from_to(first: float | None, latest: float | None, digits: int) -> str:
    if first is None and latest is None:
        return "–"
    return f"{_trimmed(first, digits)} → {_trimmed(latest, digits)}"


def _trimmed(value: float | None, digits: int) -> str:
    text = decimal(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sessions(facts: Facts, names: SessionNames, catalogue: Catalogue) -> list[Section]:
    sections = []
    for own in facts.record.sessions:
        title = f"{names.name(own)} · {day_words(own.day)} · {own.session.start_local:%H:%M}"
        told = Paragraph(f"{_provenance(own)}.", quiet=True)
        traced = facts.traces.get(own.session.id)
        blocks = (told, _sets(own, catalogue), *([] if traced is None else [_traces(own, traced, catalogue)]))
        sections.append(Section(names.anchor(own), title, blocks))
    if not sections:
        return [Section(anchors.SESSIONS, "Sessions", (Paragraph("No session in this period."),))]
    how = Paragraph(
        "Each triangle is a rep: it begins at the left foot, is farthest at its tip and over at the right foot; the "
        "height is how far it went, the width how long it took, both to one scale within a session. Bars below: mean "
        "velocity. Letters: h jerkier, f faster, r farther or less far than the person's usual. Rings: added by the "
        "person.",
        quiet=True,
    )
    return [Section(anchors.SESSIONS, "Every session, set and rep", (how,)), *sections]


def _provenance(own: OwnSession) -> str:
    session = own.session
    parts = [_EVIDENCE[own.evidence]]
    if session.recording is not None:
        sha256 = session.recording_sha256
        parts.append(clean(session.recording.name, 80))
        parts.append(f"SHA-256 {sha256[:_HASH_LETTERS]}…" if sha256 else "SHA-256 not known")
        parts.append(f"analysis {clean(session.analysis_version, 40)}")
    parts.append(clean(session.software, 60))
    if session.ended_utc is None:
        parts.append("cut off, not finished")
    return " · ".join(parts)


def _sets(own: OwnSession, catalogue: Catalogue) -> Table:
    sensed = [done for done in own.session.sets if done.source is SetSource.SENSED and done.reps]
    spans = [(done.reps[-1].end_s or done.reps[-1].start_s) - done.reps[0].start_s for done in sensed]
    longest_s = max(spans, default=1.0)
    fastest = max((rep.mean_velocity_m_s or 0.0 for done in sensed for rep in done.reps), default=0.0)
    farthest = {True: _farthest(sensed, in_m=True), False: _farthest(sensed, in_m=False)}
    rows = []
    for number, done in enumerate(own.session.sets, 1):
        in_m = any(rep.rom_m is not None for rep in done.reps)
        words = _set_words(done)
        svg = (
            rep_plot(done.reps, longest_s, farthest[in_m], fastest, words, _PLOT_WIDTH)
            if done.source is SetSource.SENSED and done.reps
            else None
        )
        rows.append(
            Row(
                (
                    Cell(str(number)),
                    Cell(clean(catalogue.title(done.exercise) or "unlabelled") + (", warm-up" if done.warm_up else "")),
                    _count(done),
                    Cell("–" if done.load_kg is None else format_load(done.load_kg)),
                    Cell(_effort(done)),
                    Cell(_tempo(done.reps)),
                    Cell(_median([rep.mean_velocity_m_s for rep in done.reps], 2)),
                    Cell(_range(done.reps)),
                    Cell(words, svg=svg, marked=svg is None),
                )
            )
        )
    columns = (
        *(Column("", share=0.3), Column("exercise", share=1.9), Column("reps", numeric=True, share=1.3)),
        *(Column("load", numeric=True), Column("effort", share=0.8), Column("s out/back", numeric=True, share=1.0)),
        *(
            Column("m/s", numeric=True, share=0.6),
            Column("range", numeric=True, share=0.8),
            Column("each rep", share=4.2),
        ),
    )
    return Table("", columns, tuple(rows))


def _traces(own: OwnSession, traced: SessionTraces, catalogue: Catalogue) -> Table | Paragraph:
    """Return what was measured in each rep, set by set."""
    if traced.missing:
        return Paragraph(f"Each rep as measured: {clean(traced.missing)}.", quiet=True)
    numbers = {done.set_id: (number, done) for number, done in enumerate(own.session.sets, 1)}
    rows = []
    for each in traced.sets:
        number, done = numbers[each.set_id]
        peaks = " ".join(decimal(max(curve)) for _, curve in each.reps)
        words = f"{plural(len(each.reps), 'rep')}; highest value of each: {peaks}"
        exercise = clean(catalogue.title(done.exercise) or "unlabelled")
        svg = trace_plot(each, traced, words, _TRACES_WIDTH)
        rows.append(Row((Cell(str(number)), Cell(exercise), Cell(words, svg=svg))))
    columns = (Column("", share=0.3), Column("exercise", share=1.6), Column("each rep", share=8))
    scales = f"0 to {decimal(traced.highest)}, {decimal(traced.longest_s, 1)} s wide"
    return Table(f"Each rep as measured: {traced.what}; {scales}", columns, tuple(rows))


def _farthest(sets: Sequence[LoggedSet], *, in_m: bool) -> float:
    """Return the largest range of all reps that have theirs in m, or else in rad."""
    ranges = [(rep.rom_m if in_m else rep.rom_rad, rep) for done in sets for rep in done.reps]
    return max((far for far, rep in ranges if far is not None and (in_m or rep.rom_m is None)), default=1.0)


def _count(done: LoggedSet) -> Cell:
    if done.source is SetSource.BY_HAND:
        if done.said_reps is None and done.held_s is not None:
            return Cell(f"{done.held_s:g} s by hand", marked=True)
        return Cell(f"{done.rep_count} by hand", marked=True)
    if done.rep_count != done.sensed_rep_count:
        return Cell(f"{done.rep_count} (sensor {done.sensed_rep_count})", marked=True)
    if not done.rep_count and done.held_s is not None:
        return Cell(f"{done.held_s:g} s")
    return Cell(str(done.rep_count))


def _effort(done: LoggedSet) -> str:
    parts = []
    if done.rpe is not None:
        parts.append(f"{done.rpe:g} of 10")
    if done.reps_in_reserve is not None:
        parts.append(f"{done.reps_in_reserve:g} in reserve")
    return ", ".join(parts) or "–"


def _tempo(reps: Sequence[Rep]) -> str:
    out, back = (_median([getattr(rep, name) for rep in reps], 1) for name in ("phase1_s", "phase2_s"))
    return "–" if out == back == "–" else f"{out}/{back}"


def _range(reps: Sequence[Rep]) -> str:
    travel = [rep.rom_m for rep in reps if rep.rom_m is not None]
    if travel:
        return f"{_median([100 * each for each in travel], 0)} cm"
    turned = sorted(rep.rom_rad for rep in reps if rep.rom_rad is not None)
    return f"{degrees_words(turned[len(turned) // 2])}°" if turned else "–"


def _median(values: Sequence[float | None], digits: int) -> str:
    from statistics import median

    known = [value for value in values if value is not None]
    return decimal(median(known), digits) if known else "–"


def _set_words(done: LoggedSet) -> str:
    """Say what the plot of a set shows; where there is none, why."""
    if done.source is SetSource.BY_HAND:
        return "entered by hand: nothing was measured"
    if not done.reps:
        return "no rep"
    added = sum(rep.turn_s is None for rep in done.reps)
    left = sum(bool(rep.trunk and rep.trunk.deviation) for rep in done.reps)
    words = plural(len(done.reps), "rep")
    if added:
        words += f", {added} added by the person"
    if left:
        words += f", {left} outside the usual"
    for what, digits, values in (
        ("range in cm", 0, [None if rep.rom_m is None else 100 * rep.rom_m for rep in done.reps]),
        ("range in °", 0, [None if rep.rom_rad is None else degrees(rep.rom_rad) for rep in done.reps]),
        ("seconds", 1, [None if rep.end_s is None else rep.end_s - rep.start_s for rep in done.reps]),
        ("m/s", 2, [rep.mean_velocity_m_s for rep in done.reps]),
    ):
        if any(value is not None for value in values):
            words += f"; {what}: {' '.join(decimal(value, digits) for value in values)}"
    return words


def _recordings(facts: Facts, names: SessionNames) -> Section:
    rows = []
    for own in facts.record.sessions:
        session = own.session
        rows.append(
            Row(
                (
                    Cell(names.name(own), to=names.anchor(own)),
                    Cell(day_words(own.day)),
                    Cell(_EVIDENCE[own.evidence], marked=own.evidence is not Evidence.RECORDED),
                    Cell("–" if session.recording is None else clean(session.recording.name, 80)),
                    Cell(f"{session.recording_sha256[:_HASH_LETTERS]}…" if session.recording_sha256 else "–"),
                    Cell("–" if session.recording is None else clean(session.analysis_version, 40)),
                    Cell(clean(session.software, 60)),
                    Cell(session.id),
                ),
                names.row(own),
            )
        )
    columns = (
        *(
            Column("session", share=0.7),
            Column("day", share=1.4),
            Column("evidence", share=1.3),
            Column("file", share=2.2),
        ),
        *(Column("SHA-256", share=1.3), Column("analysis"), Column("software", share=1.3), Column("id", share=1.2)),
    )
    table = Table("What each session rests on", columns, tuple(rows), "No session in this period.", anchors.RECORDINGS)
    return Section("evidence", "Recordings", (table,))
