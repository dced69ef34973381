"""What the last plan asked to look at: it comes first on page one, and what it did not ask for goes to the details."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sensorlog.exchange.plans import AskedMeasures
from sensorlog.exchange.report.axes import nice_range
from sensorlog.exchange.report.document import Band, Figure, Paragraph, Section
from sensorlog.exchange.report.exercise_lines import EXERCISE_MEASURES, ExerciseLine, exercise_lines
from sensorlog.exchange.report.facts import Facts
from sensorlog.exchange.report.time_charts import Panel, draw_panels
from sensorlog.exchange.report.words import clean, day_words, decimal, plural
from sensorlog.training import Catalogue

__all__ = ["HALF", "WHOLE", "Always", "Arranged", "arranged", "exercise_section"]

WHOLE, HALF = 684.0, 330.0
"""Widths of pictures: over the whole page, and in one of two columns."""
_PANELS, _GAP = 3, 8.0
_MOST_WIDE = 2
"""Sections over the whole width that page one has room for, beside what is always on it and one in a column."""
_HALVES = {"pain": "pain", "load": "muscles"}
_WIDE = {"trunk": "trunk", "smoothness": "trunk"}
"""Measures by the section of page one that shows them."""

Make = Callable[[float], Section]
"""A section with its pictures at a width."""


@dataclass(frozen=True, slots=True)
class Always:
    """What is on page one whatever a plan asks for."""

    trained: Section
    outcomes: tuple[Section, ...]
    changes: Section


@dataclass(frozen=True, slots=True)
class Arranged:
    """Page one as a plan asks for it."""

    bands: tuple[Band, ...]
    """Who asked for what, then that and what is always there."""
    details: tuple[Section, ...]
    """What is on page one otherwise, or did not find room there."""


def arranged(
    asked: AskedMeasures, facts: Facts, catalogue: Catalogue, made: Mapping[str, Make], always: Always
) -> Arranged:
    """Return what was asked for first, in the order of the plan.

    ``made`` gives the sections of page one that a plan can ask for, by id.
    """
    halves = {_HALVES[name]: made[_HALVES[name]](HALF) for name in asked.measures if name in _HALVES}
    wide: dict[str, Section] = {}
    for name in asked.measures:
        if name in EXERCISE_MEASURES:
            wide[name] = exercise_section(facts, catalogue, name)
        elif name in _WIDE and _WIDE[name] not in wide:
            wide[_WIDE[name]] = made[_WIDE[name]](WHOLE)
    names = ", ".join(asked.measures)
    by = f"{clean(asked.by, 60)}, {day_words(asked.day)}"
    told = Paragraph(f"Asked for by the therapist's plan ({by}): {names}. All else is in the details.", quiet=True)
    room = _MOST_WIDE - (len(halves) == len(_HALVES))
    across = [Band(((section,),)) for section in list(wide.values())[:room]]
    beside = list(halves.values())
    if len(beside) == len(_HALVES):
        columns = Band(((beside[0], always.trained, *always.outcomes), (beside[1], always.changes)))
    else:
        columns = Band(((*beside, always.trained), (always.changes, *always.outcomes)))
    begins_across = asked.measures[0] not in _HALVES
    bands = (*across[:begins_across], columns, *across[begins_across:])
    others = [make(WHOLE) for name, make in made.items() if name not in halves and name not in wide]
    heading = Section("asked", "What the plan asks to look at", (told,))
    return Arranged((Band(((heading,),)), *bands), (*list(wide.values())[room:], *others))


def exercise_section(facts: Facts, catalogue: Catalogue, name: str) -> Section:
    """Return repetitions, velocity, range or effort over the sessions, for the exercises that were done most."""
    measure = EXERCISE_MEASURES[name]
    lines = exercise_lines(facts.record, catalogue, measure)
    section_id = f"asked-{name}"
    if not lines:
        return Section(section_id, measure.title, (Paragraph("Nothing is known of it in this period."),))
    shown = lines[:_PANELS]
    alt = "; ".join(_in_words(line) for line in shown) + "."
    sites = dict.fromkeys(f"{clean(line.exercise)}: sensor {clean(line.site)}" for line in shown if line.site)
    more = len(lines) - len(shown)
    note = " ".join(
        (
            measure.how,
            *((f"{'; '.join(sites)}.",) if sites else ()),
            *((f"{plural(more, 'other exercise')} in the details.",) if more else ()),
        )
    )
    pictures = draw_panels(
        [_panel(line) for line in shown], facts.record.period, measure.title, WHOLE / len(shown) - _GAP
    )
    return Section(
        section_id, measure.title, (Figure(f"{section_id}-lines", measure.title, pictures, alt, note, "exercises"),)
    )


def _panel(line: ExerciseLine) -> Panel:
    values = [value for _, value in line.points]
    ticks, digits = nice_range(values, from_zero=True, most=3)
    return Panel(clean(line.exercise, 30), line.unit, line.points, ticks=tuple(ticks), digits=digits)


def _in_words(line: ExerciseLine) -> str:
    digits = 2 if line.unit == "m/s" else 0
    first, latest = line.points[0][1], line.points[-1][1]
    values = (
        decimal(first, digits) if len(line.points) == 1 else f"{decimal(first, digits)} to {decimal(latest, digits)}"
    )
    return f"{clean(line.exercise)}: {values} ({line.unit}), {plural(len(line.points), 'session')}"
