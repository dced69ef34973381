"""Velocity at one load over time: the same weight moved faster is strength that a heavier one does not show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sensorlog.training.lifting.sets import DoneSet, by_session

__all__ = ["velocity_at_load"]


def velocity_at_load(sets: Iterable[DoneSet]) -> tuple[float, list[tuple[date, float]]] | None:
    """Return the load that most sessions share, and the fastest set with it of each session, oldest first.

    Of loads that are as common the heaviest counts; ``None`` where no velocity was measured with a load.
    """
    measured = [done for done in sets if done.load_kg and done.mean_velocity_m_s is not None]
    fastest: list[dict[float, tuple[date, float]]] = []
    for session in by_session(measured, lambda done: True):
        best: dict[float, tuple[date, float]] = {}
        for done in session:
            load_kg, velocity = round(done.load_kg or 0.0, 2), done.mean_velocity_m_s or 0.0
            if load_kg not in best or velocity > best[load_kg][1]:
                best[load_kg] = (done.day, velocity)
        fastest.append(best)
    common = Counter(load_kg for best in fastest for load_kg in best)
    if not common:
        return None
    load_kg = max(common, key=lambda each: (common[each], each))
    return load_kg, [best[load_kg] for best in fastest if load_kg in best]
