"""``sensorlog import``: take in the export of another training log."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._people import PERSON, person_to_write

if TYPE_CHECKING:
    from datetime import datetime

    from sensorlog.exchange import ImportedSet, OtherLog
    from sensorlog.logbook import HandSet

__all__ = ["app"]

app = typer.Typer(add_completion=False)
_REST_S = 120.0
"""Between the beginnings of two sets: these exports say only when the workout began."""
_MOST_LINES = 20


@app.command()
def import_log(
    path: Path = typer.Argument(..., metavar="FILE", help="CSV that Strong or Hevy exported."),
    unit: str = typer.Option("", "--unit", help="kg or lb, where the file does not say (older exports of Strong)."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what would be taken in, and change nothing."),
    skip_bad: bool = typer.Option(False, "--skip-bad", help="Leave out lines that cannot be understood."),
    person: str = PERSON,
    as_json: bool = typer.Option(False, "--json", help="One JSON document on stdout."),
) -> None:
    """Take in the export of Strong or Hevy. Taking in the same file again adds nothing."""
    from sensorlog.exchange import read_other_log
    from sensorlog.logbook import Logbook
    from sensorlog.training import LoadUnit

    if unit and unit not in list(LoadUnit):
        raise typer.BadParameter(f"{unit!r} is neither kg nor lb", param_hint="--unit")
    log = read_other_log(path, LoadUnit(unit) if unit else None)
    is_kept = not dry_run and (skip_bad or not log.problems)
    workouts = _workouts(log)
    known = 0
    if is_kept:
        with closing(Logbook()) as logbook:
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
    _report(path, log, len(workouts), known, is_kept=is_kept, dry_run=dry_run, as_json=as_json)
    if log.problems and not (is_kept or dry_run):
        typer.echo("Nothing was taken in: correct these lines, or leave them out with --skip-bad.", err=True)
    raise typer.Exit(1 if log.problems and not is_kept else 0)


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


def _report(
    path: Path, log: OtherLog, workouts: int, known: int, *, is_kept: bool, dry_run: bool, as_json: bool
) -> None:
    from sensorlog.training import known_exercises

    catalogue = known_exercises()
    unknown = sorted({each.exercise for each in log.sets if catalogue.named(each.exercise) is None})
    if as_json:
        document = {
            "format": log.format.value,
            "taken_in": is_kept,
            "workouts": workouts,
            "workouts_already_there": known,
            "sets": len(log.sets),
            "problems": [{"line": each.line, "reason": each.text} for each in log.problems],
            "left_out": [{"line": each.line, "reason": each.text} for each in log.left_out],
            "exercises_not_in_catalogue": unknown,
        }
        print(json.dumps(document, ensure_ascii=False))
        return
    for problem in log.problems[:_MOST_LINES]:
        typer.echo(f"{path}:{problem.line}: {problem.text}", err=True)
    if len(log.problems) > _MOST_LINES:
        typer.echo(f"… and {len(log.problems) - _MOST_LINES} lines more; --json lists all", err=True)
    verb = "would be taken in" if dry_run else "taken in" if is_kept else "understood"
    typer.echo(
        f"{log.format.value.capitalize()}: {workouts - known} workouts {verb}; the file has {len(log.sets)} sets."
    )
    if known:
        typer.echo(f"{known} workouts were there already and stay as they are.")
    if log.left_out:
        typer.echo(f"{len(log.left_out)} lines are no sets (rest timers, notes, walks) and are left out.")
    if unknown:
        shown = ", ".join(unknown[:_MOST_LINES])
        typer.echo(
            f"Kept under their own names, not in the catalogue: {shown}{' …' if len(unknown) > _MOST_LINES else ''}"
        )
