"""How an exercise was moved in a session: range and smoothness, averaged over the reps that the sensor measured."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from statistics import fmean

from sensorlog.logbook.records import LoggedSession

__all__ = ["Movement", "movement_of"]


@dataclass(frozen=True, slots=True)
class Movement:
    """Means over the measured reps; ``None``: none was measured."""

    rom_m: float | None
    smoothness_sparc: float | None
    """Spectral arc length: closer to 0 is smoother."""


def movement_of(session: LoggedSession, exercises: Collection[str]) -> Movement:
    """Average over the working sets of a session that are labelled with one of ``exercises``."""
    reps = [rep for each in session.sets if each.exercise in exercises and not each.warm_up for rep in each.reps]
    ranges = [rep.rom_m for rep in reps if rep.rom_m is not None]
    smooth = [rep.smoothness_sparc for rep in reps if rep.smoothness_sparc is not None]
    return Movement(fmean(ranges) if ranges else None, fmean(smooth) if smooth else None)
