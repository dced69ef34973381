"""Behind the first page: the numbers of each picture, every session down to each rep, and every recording."""

from __future__ import annotations

from sensorlog.exchange.report.anchors import SessionNames
from sensorlog.exchange.report.document import Section
from sensorlog.exchange.report.evidence import evidence_section
from sensorlog.exchange.report.exercise_table import exercises_section
from sensorlog.exchange.report.facts import Facts
from sensorlog.exchange.report.measures import measures_section
from sensorlog.exchange.report.numbers import numbers_section
from sensorlog.exchange.report.session_tables import session_sections
from sensorlog.training import Catalogue

__all__ = ["details"]


def details(facts: Facts, catalogue: Catalogue) -> tuple[Section, ...]:
    """Return the sections behind the first page."""
    names = SessionNames(facts.record)
    return (
        numbers_section(facts, names, catalogue),
        exercises_section(facts, catalogue),
        *session_sections(facts, names, catalogue),
        evidence_section(facts, names),
        measures_section(),
    )
