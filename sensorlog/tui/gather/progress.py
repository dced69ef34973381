"""One exercise over time, as series to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sensorlog.logbook import DiaryKind, Logbook, movement_of
from sensorlog.pipeline import ANALYSIS_VERSION
from sensorlog.settings import Settings
from sensorlog.training import (
    KG_PER_LB,
    DoneSet,
    LoadUnit,
    PainEntry,
    format_load,
    known_exercises,
    progress_by_session,
    velocity_at_load,
    velocity_profile,
    worst_by_day,
)
from sensorlog.tui.books import Books

__all__ = ["ProgressPage", "Series", "progress_page"]

_SESSIONS_WITH_REPS = 30
"""Range and smoothness are read rep by rep: of so many of the latest sessions."""


@dataclass(frozen=True, slots=True)
class Series:
    """One thing over time."""

    title: str
    unit: str
    points: tuple[tuple[date, float], ...]
    digits: int = 0


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """All that the page shows."""

    exercises: tuple[str, ...] = ()
    chosen: str = ""
    series: tuple[Series, ...] = ()
    maximum: str = ""
    """What the one-repetition maximum may be, by velocity."""
    version: str = ""
    """Whose count the velocities are."""
    outdated: int = 0
    """Sessions that another version of the analysis counted."""


def progress_page(books: Books, settings: Settings, chosen: str) -> ProgressPage:
    """Read it; ``chosen`` is an exercise, or empty for the one that was done last. Raises :class:`LogbookError`."""
    logbook = books.logbook()
    person = books.person(settings.person)
    whose = None if person is None else person.id
    catalogue = known_exercises()
    names: dict[str, list[str]] = {}
    for name in logbook.exercise_names(whose):
        names.setdefault(catalogue.title(name) or name, []).append(name)
    exercises = tuple(sorted(names))
    if not exercises:
        return ProgressPage()
    if chosen not in names:
        latest = logbook.summaries(1, person_id=whose)
        last = [catalogue.title(name) or "" for name in (latest[0].exercises if latest else ()) if name]
        chosen = next((name for name in last if name in names), exercises[0])
    sets = logbook.done_sets(whose, exercises=names[chosen])
    unit = LoadUnit(settings.unit)
    series = [*_lifted(sets, unit), *_moved(logbook, sets, names[chosen])]
    if whose is not None:
        series.append(_pain(logbook, whose, sets))
    versions = logbook.analysis_versions()
    current = max(versions, key=_as_number, default="")
    return ProgressPage(
        exercises,
        chosen,
        tuple(each for each in series if each.points),
        _maximum(sets, chosen, unit),
        f"velocities as counted by analysis {current}" if current else "",
        sum(count for version, count in versions.items() if version != ANALYSIS_VERSION),
    )


def _as_number(version: str) -> tuple[int, str]:
    return (int(version) if version.isdigit() else -1, version)


def _lifted(sets: list[DoneSet], unit: LoadUnit) -> list[Series]:
    per_kg = 1 / KG_PER_LB if unit is LoadUnit.LB else 1.0
    sessions = progress_by_session(sets)

    def series(title: str, in_unit: str, of: Callable[[int], float | None], digits: int = 0) -> Series:
        points = ((each.day, of(n)) for n, each in enumerate(sessions))
        return Series(title, in_unit, tuple((day, value) for day, value in points if value is not None), digits)

    def load(value_kg: float | None) -> float | None:
        return None if value_kg is None else value_kg * per_kg

    found = [
        series("load", unit.value, lambda n: load(sessions[n].heaviest_kg), 1),
        series("volume", unit.value, lambda n: load(sessions[n].volume_load_kg)),
        series("estimated maximum", unit.value, lambda n: load(sessions[n].estimated_maximum_kg), 1),
        series("longest hold", "s", lambda n: sessions[n].longest_hold_s),
    ]
    at_load = velocity_at_load(sets)
    if at_load is not None:
        load_kg, points = at_load
        title = f"velocity at {format_load(load_kg, unit)}"
        found.append(Series(title, "cm/s", tuple((day, 100 * speed) for day, speed in points)))
    return found


def _moved(logbook: Logbook, sets: list[DoneSet], names: list[str]) -> list[Series]:
    measured = [done for done in sets if done.mean_velocity_m_s is not None and done.session is not None]
    days = {done.session: done.day for done in measured if done.session is not None}
    moved = [
        (day, movement_of(logbook.session(session), names))
        for session, day in list(days.items())[-_SESSIONS_WITH_REPS:]
    ]
    return [
        Series("range", "cm", tuple((day, 100 * each.rom_m) for day, each in moved if each.rom_m is not None)),
        Series(
            "smoothness (most: 0)",
            "",
            tuple((day, each.smoothness_sparc) for day, each in moved if each.smoothness_sparc is not None),
            1,
        ),
    ]


def _pain(logbook: Logbook, person_id: str, sets: Iterable[DoneSet]) -> Series:
    """Return the worst of each day since the exercise was done first."""
    since = min((done.day for done in sets), default=None)
    entries = [each.felt for each in logbook.diary(person_id, [DiaryKind.PAIN], since=since)]
    worst = worst_by_day([each for each in entries if isinstance(each, PainEntry)])
    return Series("pain, worst of the day", "of 10", tuple((day, float(score)) for day, score in worst.items()))


def _maximum(sets: list[DoneSet], exercise: str, unit: LoadUnit) -> str:
    known = known_exercises().named(exercise)
    minimal = None if known is None else known.minimal_velocity_m_s
    if minimal is None or not any(done.mean_velocity_m_s is not None for done in sets):
        return ""
    profile = velocity_profile(sets, minimal)
    if profile.maximum_kg is None:
        return f"maximum by velocity: not known ({profile.why_not})"
    low, high = format_load(profile.low_kg, unit), format_load(profile.high_kg, unit)
    return (
        f"maximum by velocity {format_load(profile.maximum_kg, unit)}, 95 % of attempts {low} to {high}, "
        f"from {len(profile.points)} sets"
    )
