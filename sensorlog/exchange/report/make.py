"""One person's record → one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sensorlog import __version__
from sensorlog.exchange.person_record import PersonRecord
from sensorlog.exchange.report.changes import compared
from sensorlog.exchange.report.details import details
from sensorlog.exchange.report.document import Document
from sensorlog.exchange.report.facts import gather_facts
from sensorlog.exchange.report.measures import PURPOSE
from sensorlog.exchange.report.page_one import page_one
from sensorlog.exchange.report.traces import SessionTraces
from sensorlog.exchange.report.trunk import trunk_lines
from sensorlog.exchange.report.words import clean, day_words
from sensorlog.training import Catalogue

__all__ = ["Asked", "make_report"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked to say beside the record."""

    made_on: date
    since: date | None = None
    """The last time; ``None``: four weeks before the end."""


def make_report(
    record: PersonRecord, asked: Asked, catalogue: Catalogue, traces: Mapping[str, SessionTraces] | None = None
) -> Document:
    """Return the report on one person; ``traces``: what was measured in the reps of some sessions, by their ids."""
    lines = trunk_lines(record, catalogue)
    facts = gather_facts(record, compared(record.period, asked.since), lines, catalogue, traces or {})
    summary, moved = page_one(facts, catalogue)
    who = clean(record.person.label)
    return Document(
        title=f"Training log of {who}",
        person=who,
        person_id=record.person.id,
        period=f"{day_words(record.period.first)} to {day_words(record.period.last)}",
        made=day_words(asked.made_on),
        made_on=asked.made_on,
        software=f"sensorlog {__version__}",
        purpose=PURPOSE,
        summary=summary,
        details=(*moved, *details(facts, catalogue)),
    )
