"""Every session, down to each rep: what was done, and its shape."""

from __future__ import annotations

from collections.abc import Sequence
from math import degrees
from statistics import median

from sensorlog.events import Rep
from sensorlog.exchange.person_record import OwnSession
from sensorlog.exchange.report import anchors
from sensorlog.exchange.report.anchors import SessionNames
from sensorlog.exchange.report.document import Cell, Column, Paragraph, Row, Section, Table
from sensorlog.exchange.report.evidence import provenance
from sensorlog.exchange.report.facts import Facts
from sensorlog.exchange.report.rep_plot import rep_plot, trace_plot
from sensorlog.exchange.report.traces import SessionTraces
from sensorlog.exchange.report.words import clean, day_words, decimal, degrees_words, plural
from sensorlog.logbook import LoggedSet, SetSource
from sensorlog.training import Catalogue, format_load

__all__ = ["session_sections"]

_PLOT_WIDTH, _TRACES_WIDTH = 230.0, 540.0


def session_sections(facts: Facts, names: SessionNames, catalogue: Catalogue) -> list[Section]:
    """Return a section on how to read the plots, and one for each session."""
    sections = []
    for own in facts.record.sessions:
        title = f"{names.name(own)} · {day_words(own.day)} · {own.session.start_local:%H:%M}"
        told = Paragraph(f"{provenance(own)}.", quiet=True)
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
                    Cell(_each_way(done.reps, ("phase1_s", "phase2_s"), 1)),
                    Cell(_median([rep.mean_velocity_m_s for rep in done.reps], 2)),
                    Cell(_range(done.reps)),
                    Cell(_each_way(done.reps, ("phase1_sparc", "phase2_sparc"), 1)),
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
            Column("SPARC out/back", numeric=True, share=1.1),
            Column("each rep", share=3.9),
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
    if done.is_uncountable:
        return Cell("cannot be counted from here", marked=True)
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


def _each_way(reps: Sequence[Rep], names: tuple[str, str], digits: int) -> str:
    """Return the medians of the way out and of the way back."""
    out, back = (_median([getattr(rep, name) for rep in reps], digits) for name in names)
    return "–" if out == back == "–" else f"{out}/{back}"


def _range(reps: Sequence[Rep]) -> str:
    travel = [rep.rom_m for rep in reps if rep.rom_m is not None]
    if travel:
        return f"{_median([100 * each for each in travel], 0)} cm"
    turned = sorted(rep.rom_rad for rep in reps if rep.rom_rad is not None)
    return f"{degrees_words(turned[len(turned) // 2])}°" if turned else "–"


def _median(values: Sequence[float | None], digits: int) -> str:
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
