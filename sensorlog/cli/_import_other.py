"""Taking in the exports of Strong and Hevy: workouts that no sensor saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sensorlog.cli._people import person_to_write

if TYPE_CHECKING:
    from sensorlog.exchange import ImportedSet, OtherLog
    from sensorlog.logbook import HandSet, Logbook

__all__ = ["OtherLogTaken", "take_in_other_log"]

_REST_S = 120.0
"""Between the beginnings of two sets: these exports say only when the workout began."""
_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class OtherLogTaken:
    """What became of an export."""

    lines: list[str]
    problems: list[str]
    document: dict[str, Any]
    is_refused: bool
    """Nothing was taken in, because of lines that cannot be understood."""


def take_in_other_log(
    logbook: Logbook, path: Path, unit: str, person: str, *, dry_run: bool, skip_bad: bool
) -> OtherLogTaken:
    """Take in one export; workouts that are there already stay as they are. Raises :class:`ExchangeError`."""
    from sensorlog.exchange import read_other_log
    from sensorlog.training import LoadUnit

    log = read_other_log(path, LoadUnit(unit) if unit else None)
    is_kept = not dry_run and (skip_bad or not log.problems)
    workouts = _workouts(log)
    known = 0
    if is_kept:
        who = person_to_write(logbook, person)
        there = {each.start_utc for each in logbook.summaries(person_id=who.id)}
        for started, sets in workouts.items():
            if started in there:
                known += 1
            else:
                logbook.log_by_hand(
                    started,
                    [_hand_set(each, n) for n, each in enumerate(sets)],
                    person=who,
                    software=f"import from {log.format}",
                )
    return _told(path, log, len(workouts), known, is_kept=is_kept, dry_run=dry_run)


def _workouts(log: OtherLog) -> dict[datetime, list[ImportedSet]]:
    """Group sets by the moment at which their workout began, by this computer's clock."""
    workouts: dict[datetime, list[ImportedSet]] = {}
    for each in log.sets:
        workouts.setdefault(each.started.astimezone(), []).append(each)
    return workouts


def _hand_set(done: ImportedSet, number: int) -> HandSet:
    from sensorlog.logbook import HandSet

    start_s = number * _REST_S
    return HandSet(
        start_s=start_s,
        end_s=start_s + (done.duration_s or 0.0),
        exercise=done.exercise,
        reps=done.reps,
        held_s=None if done.reps else done.duration_s,
        load_kg=done.load_kg,
        warm_up=done.warm_up,
        reps_in_reserve=done.reps_in_reserve,
    )


def _told(path: Path, log: OtherLog, workouts: int, known: int, *, is_kept: bool, dry_run: bool) -> OtherLogTaken:
    from sensorlog.training import known_exercises

    catalogue = known_exercises()
    unknown = sorted({each.exercise for each in log.sets if catalogue.named(each.exercise) is None})
    document: dict[str, Any] = {
        "file": str(path),
        "format": log.format.value,
        "taken_in": is_kept,
        "workouts": workouts,
        "workouts_already_there": known,
        "sets": len(log.sets),
        "problems": [{"line": each.line, "reason": each.text} for each in log.problems],
        "left_out": [{"line": each.line, "reason": each.text} for each in log.left_out],
        "exercises_not_in_catalogue": unknown,
    }
    problems = [f"{path}:{each.line}: {each.text}" for each in log.problems[:_MOST_LINES]]
    if len(log.problems) > _MOST_LINES:
        problems.append(f"… and {len(log.problems) - _MOST_LINES} lines more; --json lists all")
    is_refused = bool(log.problems) and not (is_kept or dry_run)
    if is_refused:
        problems.append("Nothing was taken in: correct these lines, or leave them out with --skip-bad.")
    verb = "would be taken in" if dry_run else "taken in" if is_kept else "understood"
    lines = [f"{log.format.value.capitalize()}: {workouts - known} workouts {verb}; the file has {len(log.sets)} sets."]
    if known:
        lines.append(f"{known} workouts were there already and stay as they are.")
    if log.left_out:
        lines.append(f"{len(log.left_out)} lines are no sets (rest timers, notes, walks) and are left out.")
    if unknown:
        shown = ", ".join(unknown[:_MOST_LINES])
        lines.append(
            f"Kept under their own names, not in the catalogue: {shown}{' …' if len(unknown) > _MOST_LINES else ''}"
        )
    return OtherLogTaken(lines, problems, document, is_refused)
