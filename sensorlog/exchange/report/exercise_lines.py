"""Repetitions, velocity, range and effort over the sessions, exercise by exercise: what a plan may ask to look at.

What a sensor measured is compared within one analysis and one place of the sensor alone; of several the one with most
sessions is taken, and named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import degrees
from statistics import fmean, median

from sensorlog.exchange.person_record import OwnSession, PersonRecord
from sensorlog.imu import Placement
from sensorlog.logbook import LoggedSet
from sensorlog.training import Catalogue

__all__ = ["EXERCISE_MEASURES", "ExerciseLine", "ExerciseMeasure", "exercise_lines"]


@dataclass(frozen=True, slots=True)
class ExerciseMeasure:
    """A number of the sets of one exercise in one session, and its unit; ``None``: they do not have it."""

    title: str
    how: str
    value: Callable[[Sequence[LoggedSet]], tuple[float, str] | None]
    is_sensed: bool
    """Compared within one analysis and one place of the sensor alone."""


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """One exercise over the sessions."""

    exercise: str
    unit: str
    site: str
    """Where the sensor sat; empty where that does not matter, or is not known."""
    points: tuple[tuple[date, float], ...]


def _reps(sets: Sequence[LoggedSet]) -> tuple[float, str] | None:
    count = sum(done.rep_count for done in sets)
    return (count, "in working sets") if count else None


def _velocity(sets: Sequence[LoggedSet]) -> tuple[float, str] | None:
    known = [rep.mean_velocity_m_s for done in sets for rep in done.reps if rep.mean_velocity_m_s is not None]
    return (max(known), "m/s") if known else None


def _range(sets: Sequence[LoggedSet]) -> tuple[float, str] | None:
    travel = [rep.rom_m for done in sets for rep in done.reps if rep.rom_m is not None]
    if travel:
        return 100 * median(travel), "cm"
    turned = [rep.rom_rad for done in sets for rep in done.reps if rep.rom_rad is not None]
    return (degrees(median(turned)), "°") if turned else None


def _effort(sets: Sequence[LoggedSet]) -> tuple[float, str] | None:
    told = [done.rpe for done in sets if done.rpe is not None]
    if told:
        return fmean(told), "0 to 10"
    left = [done.reps_in_reserve for done in sets if done.reps_in_reserve is not None]
    return (fmean(left), "reps in reserve") if left else None


EXERCISE_MEASURES = {
    "reps": ExerciseMeasure("Repetitions", "All repetitions of a session's working sets.", _reps, is_sensed=False),
    "velocity": ExerciseMeasure("Velocity", "Mean velocity of a session's fastest rep.", _velocity, is_sensed=True),
    "range": ExerciseMeasure("Range of a rep", "Median of a session's reps.", _range, is_sensed=True),
    "effort": ExerciseMeasure("Effort", "Mean of a session's working sets, as entered.", _effort, is_sensed=False),
}
"""By the name that a plan has for it."""


def exercise_lines(record: PersonRecord, catalogue: Catalogue, measure: ExerciseMeasure) -> list[ExerciseLine]:
    """Return a line for each exercise that has the measure, the one with most sessions first."""
    groups: dict[tuple[str, str, str], dict[str, tuple[OwnSession, list[LoggedSet]]]] = {}
    for own in record.sessions:
        for done in own.working_sets:
            if done.exercise is None:
                continue
            name = catalogue.title(done.exercise) or done.exercise
            sensed = (_site(done), own.session.analysis_version) if measure.is_sensed else ("", "")
            _, sets = groups.setdefault((name, *sensed), {}).setdefault(own.session.id, (own, []))
            sets.append(done)
    best: dict[str, ExerciseLine] = {}
    for (name, site, _), sessions in groups.items():
        found = [(own.day, value) for own, sets in sessions.values() if (value := measure.value(sets)) is not None]
        units = [unit for _, (_, unit) in found]
        unit = max(units, key=units.count, default="")
        points = tuple((day, value) for day, (value, its) in found if its == unit)
        if points and (name not in best or len(points) > len(best[name].points)):
            best[name] = ExerciseLine(name, unit, site, points)
    return sorted(best.values(), key=lambda line: (-len(line.points), line.exercise))


def _site(done: LoggedSet) -> str:
    place = "" if done.placement in (None, Placement.UNKNOWN) else done.placement.value.replace("_", " ")
    return ", ".join(filter(None, (place, done.clip_site)))
