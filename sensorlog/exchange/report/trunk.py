"""The trunk over weeks, against the person's own usual: one line for each exercise and clip site.

The usual is dated and stays as it is: the first sessions of the report's period. One that moved along would hide what
changes slowly. Nothing here knows what is good.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import degrees
from statistics import median, quantiles

from sensorlog.events import Rep, TrunkMeasures
from sensorlog.exchange.person_record import OwnSession, PersonRecord
from sensorlog.imu import Placement
from sensorlog.logbook import LoggedSet
from sensorlog.training import Catalogue

__all__ = ["TRUNK_MEASURES", "Spread", "TrunkLine", "TrunkMeasure", "TrunkPoint", "reps_outside_usual", "trunk_lines"]

_USUAL_REPS = 20
"""Sessions are taken until there are so many reps: enough for their middle 80 % to mean something. Our own."""
FEWEST_REPS = 5
"""Fewer do not show how much they vary; as in :mod:`sensorlog.motion.usual`."""


@dataclass(frozen=True, slots=True)
class TrunkMeasure:
    """One of the numbers of the trunk, in people's units."""

    id: str
    name: str
    unit: str
    digits: int
    value: Callable[[TrunkMeasures], float | None]


def _degrees(value_rad: float | None) -> float | None:
    return None if value_rad is None else degrees(value_rad)


TRUNK_MEASURES = (
    TrunkMeasure("jerkiness", "smoothness: jerkiness", "0 is smooth", 2, lambda trunk: trunk.jerkiness),
    TrunkMeasure("speed", "speed: peak turning", "°/s", 0, lambda trunk: _degrees(trunk.angular_speed_peak_rad_s)),
    TrunkMeasure("range", "range: lean", "°", 0, lambda trunk: _degrees(trunk.inclination_range_rad)),
    TrunkMeasure("sparc", "smoothness: SPARC", "nearer to 0 is smoother", 2, lambda trunk: trunk.smoothness_sparc),
)
"""The first three are the ones that are drawn; no score mixes them."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle and the middle 80 % of some reps."""

    low: float
    middle: float
    high: float
    reps: int


@dataclass(frozen=True, slots=True)
class TrunkPoint:
    """One session of a line."""

    own: OwnSession
    reps: int
    load_kg: float | None
    """Median over the reps whose load is known."""
    spreads: dict[str, Spread]
    """By id of the measure; what no rep of the session has is left out."""

    @property
    def day(self) -> date:
        """Of the session."""
        return self.own.day


@dataclass(frozen=True, slots=True)
class TrunkLine:
    """One exercise at one place of the sensor, by one analysis."""

    exercise: str
    site: str
    version: str
    usual_points: tuple[TrunkPoint, ...]
    usual: dict[str, Spread]
    points: tuple[TrunkPoint, ...]

    @property
    def reps(self) -> int:
        """In all sessions."""
        return sum(point.reps for point in self.points)

    @property
    def later(self) -> tuple[TrunkPoint, ...]:
        """The sessions that the usual is not made of."""
        return self.points[len(self.usual_points) :]


_Measured = tuple[LoggedSet, Rep, TrunkMeasures]


def trunk_lines(record: PersonRecord, catalogue: Catalogue) -> list[TrunkLine]:
    """Return a line for everything the trunk was measured in, the one with most reps first. Warm-ups are left out."""
    found: dict[tuple[str, str, str], dict[str, tuple[OwnSession, list[_Measured]]]] = {}
    for own in record.sessions:
        for done in own.working_sets:
            key = (catalogue.title(done.exercise) or "unlabelled", _site(done), own.session.analysis_version)
            for rep in done.reps:
                if rep.trunk is not None:
                    _, reps = found.setdefault(key, {}).setdefault(own.session.id, (own, []))
                    reps.append((done, rep, rep.trunk))
    lines = [_line(key, list(sessions.values())) for key, sessions in found.items()]
    return sorted(lines, key=lambda line: (-line.reps, line.exercise, line.site, line.version))


def reps_outside_usual(points: Sequence[TrunkPoint], exercise: str, catalogue: Catalogue) -> tuple[int, dict[str, int]]:
    """Return how many reps were judged while they were recorded, and how many left the usual, by what left it."""
    judged, left = 0, {"hitch": 0, "fast": 0, "range": 0}
    for done in chain.from_iterable(point.own.working_sets for point in points):
        if (catalogue.title(done.exercise) or "unlabelled") != exercise:
            continue
        for rep in done.reps:
            if rep.trunk is not None and rep.trunk.deviation is not None:
                judged += 1
                for kind in set(rep.trunk.deviation) & left.keys():
                    left[kind] += 1
    return judged, left


def _site(done: LoggedSet) -> str:
    """Say where the trunk was measured; of a sensor that did not count the set no more is kept than that."""
    if done.placement is Placement.TRUNK:
        return ", ".join(filter(None, ("trunk", done.clip_site)))
    counted = "another sensor" if done.placement is None else f"the one on the {done.placement.value.replace('_', ' ')}"
    return f"trunk ({counted} counted)"


def _line(key: tuple[str, str, str], sessions: Sequence[tuple[OwnSession, list[_Measured]]]) -> TrunkLine:
    usual_reps: list[_Measured] = []
    usual_sessions = 0
    for _, reps in sessions:
        if len(usual_reps) >= _USUAL_REPS:
            break
        usual_reps += reps
        usual_sessions += 1
    points = tuple(_point(own, reps) for own, reps in sessions)
    usual = {name: spread for name, spread in _spreads(usual_reps).items() if spread.reps >= FEWEST_REPS}
    return TrunkLine(*key, points[:usual_sessions], usual, points)


def _point(own: OwnSession, reps: Sequence[_Measured]) -> TrunkPoint:
    loads = [done.load_kg for done, _, _ in reps if done.load_kg is not None]
    return TrunkPoint(own, len(reps), median(loads) if loads else None, _spreads(reps))


def _spreads(reps: Sequence[_Measured]) -> dict[str, Spread]:
    spreads = {}
    for measure in TRUNK_MEASURES:
        values = sorted(value for _, _, trunk in reps if (value := measure.value(trunk)) is not None)
        if len(values) == 1:
            spreads[measure.id] = Spread(values[0], values[0], values[0], 1)
        elif values:
            tenths = quantiles(values, n=10, method="inclusive")
            spreads[measure.id] = Spread(tenths[0], median(values), tenths[-1], len(values))
    return spreads
