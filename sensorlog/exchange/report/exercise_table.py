"""What was trained, exercise by exercise: the first session of the period against the latest."""

from __future__ import annotations

from sensorlog.exchange.report.document import Cell, Column, Row, Section, Table
from sensorlog.exchange.report.facts import Facts
from sensorlog.exchange.report.words import clean, decimal
from sensorlog.training import Catalogue, progress_by_session

__all__ = ["exercises_section"]


def exercises_section(facts: Facts, catalogue: Catalogue) -> Section:
    """Return the section on exercises."""
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
