"""A plan that a therapist sent: what it changes, and taking it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sensorlog.exchange import Plan, accept_plan, plan_differences, read_plan
from sensorlog.training import known_exercises
from sensorlog.tui.books import Books
from sensorlog.tui.plan_words import dose_words, plan_lines

__all__ = ["OfferedPlan", "offered_plan", "take_up"]


@dataclass(frozen=True, slots=True)
class OfferedPlan:
    """A plan, and what it changes in words."""

    plan: Plan
    lines: tuple[str, ...]


def offered_plan(books: Books, path: Path, passphrase: str | None) -> OfferedPlan:
    """Return what is offered; nothing is changed by looking. Raises :class:`sensorlog.errors.SensorlogError`."""
    plan = read_plan(path, lambda: passphrase or "")
    differences = plan_differences(plan, books.logbook(), known_exercises(), dose_words)
    return OfferedPlan(plan, tuple(plan_lines(plan, differences)))


def take_up(books: Books, plan: Plan, today: date) -> None:
    """Accept a plan from today on. Raises :class:`sensorlog.errors.SensorlogError`, with nothing changed."""
    accept_plan(plan, books.logbook(), known_exercises(), today)
