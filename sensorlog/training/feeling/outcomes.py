"""Outcome measures: what a score may be, and what the literature calls a change that matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import fmean

from sensorlog.training.errors import TrainingError

__all__ = ["MEASURES", "Change", "Measure", "MeasureId", "Score", "change", "check_score", "psfs_score"]


class MeasureId(StrEnum):
    """The measures that can be kept."""

    NPRS = "nprs"
    RMDQ = "rmdq"
    PSFS = "psfs"
    ODI = "odi"
    PSEQ = "pseq"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure."""

    id: MeasureId
    name: str
    lowest: float
    highest: float
    whole: bool
    """Scores are whole numbers."""
    higher_is_better: bool
    important_change: float
    """In points."""
    change_is: str
    """What kind of change that is."""
    source: str


_OSTELO = "Ostelo et al. 2008, Spine 33(1):90-94 (or 30 % of the first score)"
MEASURES: Mapping[MeasureId, Measure] = {
    measure.id: measure
    for measure in (
        Measure(
            MeasureId.NPRS,
            "pain, 0 to 10 (NPRS)",
            *(0, 10, True, False, 2),
            "minimal important change",
            _OSTELO,
        ),
        Measure(
            MeasureId.RMDQ,
            "disability, 0 to 24 (RMDQ, total)",
            *(0, 24, True, False, 5),
            "minimal important change",
            _OSTELO,
        ),
        Measure(
            MeasureId.PSFS,
            "own activities, 0 to 10 (PSFS, mean)",
            *(0, 10, False, True, 2),
            "minimal detectable change (90 %) of the mean; 3 of a single activity",
            "Stratford et al. 1995, Physiother Can 47(4):258-263",
        ),
        Measure(
            MeasureId.ODI,
            "disability, 0 to 100 % (ODI, total)",
            *(0, 100, False, False, 10),
            "minimal important change",
            _OSTELO,
        ),
        Measure(
            MeasureId.PSEQ,
            "self-efficacy, 0 to 60 (PSEQ, total)",
            *(0, 60, True, True, 5.5),
            "minimal important change",
            "Chiarotto et al. 2016, J Pain 17(6):707-718; Maughan & Lewis 2010, Eur Spine J 19(9):1484-1494 found 11",
        ),
    )
}
"""Of RMDQ, ODI and PSEQ only totals are kept: their items are their owners'."""


@dataclass(frozen=True, slots=True)
class Score:
    """One score of a day."""

    measure: MeasureId
    day: date
    value: float
    activities: tuple[tuple[str, int], ...] = ()
    """Of the PSFS: the person's own activities, each with its score."""


@dataclass(frozen=True, slots=True)
class Change:
    """From the first score to the latest."""

    measure: Measure
    first: Score
    latest: Score
    difference: float
    """Latest − first, in points."""
    is_better: bool | None
    """``None`` where nothing changed."""
    reaches_important: bool
    """At least as large as ``measure.important_change``, for better or worse."""


def check_score(measure_id: MeasureId, value: float) -> float:
    """Return ``value``. Raises :class:`TrainingError` where the measure cannot have it."""
    measure = MEASURES[measure_id]
    if isinstance(value, bool) or not measure.lowest <= value <= measure.highest:
        raise TrainingError(
            f"{measure.name}: {value:g} is out of range, from {measure.lowest:g} to {measure.highest:g}"
        )
    if measure.whole and value != int(value):
        raise TrainingError(f"{measure.name}: {value:g} is no whole number")
    return value


def psfs_score(day: date, activities: Sequence[tuple[str, int]]) -> Score:
    """Return the patient-specific functional scale of a day: the mean over three to five own activities.

    Each is 0 (cannot do it) to 10 (as well as before). Source: Stratford et al. 1995. Raises :class:`TrainingError`.
    """
    if not 3 <= len(activities) <= 5:
        raise TrainingError(f"{len(activities)} activities: the PSFS asks for 3 to 5 of your own")
    named = [(" ".join(name.split()), score) for name, score in activities]
    if any(not name or len(name) > 100 for name, _ in named) or len({name.lower() for name, _ in named}) < len(named):
        raise TrainingError("give each activity its own name, of at most 100 letters")
    for name, score in named:
        if isinstance(score, bool) or not isinstance(score, int) or not 0 <= score <= 10:
            raise TrainingError(f"{name}: {score!r} is no whole number from 0 (cannot do it) to 10 (as before)")
    return Score(MeasureId.PSFS, day, fmean(score for _, score in named), tuple(named))


def change(scores: Sequence[Score]) -> Change | None:
    """Compare the latest score with the first, of one measure; ``None`` with fewer than two days.

    Two PSFS scores are compared over the activities that both have, because means of different activities are not
    comparable; ``None`` where they share none.
    """
    ordered = sorted(scores, key=lambda score: score.day)
    if len({score.day for score in ordered}) < 2:
        return None
    first, latest = ordered[0], ordered[-1]
    difference = latest.value - first.value
    if first.activities and latest.activities:
        before, after = ({name.lower(): value for name, value in each.activities} for each in (first, latest))
        shared = before.keys() & after.keys()
        if not shared:
            return None
        difference = fmean(after[name] - before[name] for name in shared)
    measure = MEASURES[first.measure]
    return Change(
        measure,
        first,
        latest,
        difference,
        None if difference == 0 else (difference > 0) is measure.higher_is_better,
        abs(difference) >= measure.important_change - 1e-9,
    )
