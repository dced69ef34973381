"""What the first page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sensorlog.events import JsonValue, SessionEventKind
from sensorlog.logbook import Person, RunningProgram, SessionSummary, running_program
from sensorlog.settings import Settings
from sensorlog.training import Kind, LoadUnit, PlannedWork, Proposal, Today, known_exercises, own_equipment
from sensorlog.tui.books import Books
from sensorlog.tui.plan_words import dose_words, loading_lines, proposal_words, swap_words

if TYPE_CHECKING:
    from sensorlog.session import Keys

__all__ = ["Task", "TodayPage", "today_page"]


@dataclass(frozen=True, slots=True)
class Task:
    """One exercise of today."""

    name: str
    what: str
    """``3 × 8 with 62.5 kg``."""
    why: str
    """Empty where nothing is proposed: warm-ups and stretches are as planned."""
    source: int
    """Number of the rule's source on the page, from 1; 0: none."""
    beside: tuple[str, ...]
    """How to load the bar, what was swapped, what was seen last time."""
    load_kg: float | None


@dataclass(frozen=True, slots=True)
class TodayPage:
    """All that the page shows of the logbook."""

    person: Person | None = None
    program: str = ""
    """Name; empty: none is followed."""
    session: str = ""
    """``week 2 of 8 · A: squat``; empty: the program is complete."""
    note: str = ""
    tasks: tuple[Task, ...] = ()
    sources: tuple[str, ...] = ()
    last: SessionSummary | None = None
    work: Today | None = None
    """What the program asks for, set by set: for the session that is begun from here."""

    def keys(self) -> Keys:
        """Return what holds from the first set on: who lifts, and the first exercise that has a load."""
        keys: list[tuple[SessionEventKind, dict[str, JsonValue]]] = []
        if self.person is not None:
            keys.append((SessionEventKind.PERSON, {"id": self.person.id, "label": self.person.label}))
        first = next((task for task in self.tasks if task.source), None)
        if first is not None:
            keys.append((SessionEventKind.EXERCISE, {"name": first.name}))
            if first.load_kg is not None:
                keys.append((SessionEventKind.LOAD, {"kg": first.load_kg}))
        return keys


def today_page(books: Books, settings: Settings, day: date) -> TodayPage:
    """Read what the page shows on ``day``. Raises :class:`SensorlogError` where that cannot be read."""
    logbook = books.logbook()
    person = books.person(settings.person)
    latest = logbook.summaries(1, person_id=None if person is None else person.id)
    last = latest[0] if latest else None
    run = None
    if person is not None:
        run = running_program(logbook, person.id, day, known_exercises(), own_equipment())
    if run is None:
        return TodayPage(person, last=last)
    today = run.today(day)
    if today is None:
        return TodayPage(person, run.program.name, last=last)
    sources: list[str] = []
    unit = LoadUnit(settings.unit)
    tasks = tuple(_task(run, work, proposal, sources, unit) for work, proposal in today.work)
    session = today.session
    optional = " · optional" if session.is_optional else ""
    where = f"week {session.week} of {run.program.weeks} · {session.name}{optional}"
    return TodayPage(person, run.program.name, where, session.note, tasks, tuple(sources), last, today)


def _task(run: RunningProgram, work: PlannedWork, proposal: Proposal, sources: list[str], unit: LoadUnit) -> Task:
    """Say one exercise; a source that is new is added to ``sources``."""
    exercise = run.catalogue.get(work.exercise)
    if exercise.kind is not Kind.STRENGTH:
        return Task(exercise.name, dose_words(work), "", 0, (), None)
    if proposal.rule.source not in sources:
        sources.append(proposal.rule.source)
    beside = [*loading_lines(proposal, exercise, run.at_hand, unit)]
    if swapped := swap_words(work):
        beside.append(swapped)
    beside += [f"last time, without part in this: trunk {seen} out of your usual" for seen in proposal.beside]
    return Task(
        exercise.name,
        proposal_words(proposal, unit),
        f"{proposal.because} → {proposal.rule.text}",
        sources.index(proposal.rule.source) + 1,
        tuple(beside),
        proposal.load_kg,
    )
