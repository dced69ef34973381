"""``sensorlog exercises``: what is known of exercises, and whether a file of one's own is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

if TYPE_CHECKING:
    from sensorlog.training import Catalogue, Exercise

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="Exercises that are known: list, search, show them, check a file of your own.",
)
_COLUMNS = ("name", "muscles", "clip", "counts")


@app.callback()
def list_exercises(
    ctx: typer.Context,
    muscle: str = typer.Option("", "--muscle", help="Only those for a muscle group, such as abdominals."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """List exercises, or do one of the commands below."""
    if ctx.invoked_subcommand is not None:
        return
    exercises = _catalogue().all()
    if muscle:
        from sensorlog.training import Muscle

        wanted = muscle.strip().lower().replace(" ", "_").replace("-", "_")
        if wanted not in list(Muscle):
            raise typer.BadParameter(f"{muscle!r} is no muscle group; there are {', '.join(Muscle)}")
        exercises = [each for each in exercises if wanted in each.muscles]
    _print(exercises, as_json=as_json, as_csv=as_csv)


@app.command("search")
def search(
    text: list[str] = typer.Argument(..., metavar="TEXT", help="What it is called; typing errors are forgiven."),
    limit: int = typer.Option(10, "--limit", "-n", min=1, max=500, help="Show at most so many."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """Find exercises by name, the likeliest first."""
    _print(_catalogue().search(" ".join(text), limit), as_json=as_json, as_csv=as_csv)


@app.command("show")
def show(name: list[str] = typer.Argument(..., metavar="NAME", help="Name or id of an exercise.")) -> None:
    """Show what is known of one exercise, and what could stand in for it."""
    from sensorlog.training import SPINE_SUPPORTING, Counting

    catalogue = _catalogue()
    typed = " ".join(name)
    exercise = catalogue.named(typed) or catalogue.get(typed)
    say(f"{exercise.name} ({exercise.id})")
    if exercise.aliases:
        say(f"  also      {', '.join(exercise.aliases)}")
    say(f"  movement  {_words(exercise.pattern)}{', held' if exercise.isometric else ''}")
    marked = [_words(each) + (" (supports the spine)" if each in SPINE_SUPPORTING else "") for each in exercise.muscles]
    say(f"  trains    {', '.join(marked)}")
    if exercise.assisting:
        say(f"  helped by {', '.join(map(_words, exercise.assisting))}")
    say(f"  with      {', '.join(exercise.equipment)}")
    say(f"  told in   {exercise.measure}; {_one_count(exercise)}")
    if exercise.counting is not Counting.NO:
        verb = "counted" if exercise.counting is Counting.REPS else "timed"
        say(f"  sensor    {', '.join(map(_words, exercise.clip))} (best first): {verb}")
    if exercise.no_count_on:
        say(f"  not on    {', '.join(map(_words, exercise.no_count_on))}")
    if exercise.why_no_count:
        say(f"            {exercise.why_no_count}")
    say(f"  heed      {exercise.guidance}")
    say(f"  instead   {', '.join(each.name for each in catalogue.alternatives(exercise)) or '–'}")


@app.command("check")
def check(paths: list[Path] = typer.Argument(..., metavar="PATH...", help="TOML files of exercises.")) -> None:
    """Check files of exercises. Exit 1 if anything is wrong."""
    from sensorlog.training import TrainingError, load_exercises

    is_good = True
    for path in paths:
        try:
            say(f"{path}: {len(load_exercises(path))} exercises, all right")
        except TrainingError as error:
            say(str(error))
            is_good = False
    raise typer.Exit(0 if is_good else 1)


def _catalogue() -> Catalogue:
    """Return the catalogue; broken files of the person's own are named, and the others used."""
    from sensorlog.training import known_exercises

    catalogue = known_exercises()
    for problem in catalogue.problems:
        say(f"sensorlog: left out: {problem}", err=True)
    return catalogue


def _print(exercises: list[Exercise], *, as_json: bool, as_csv: bool) -> None:
    rows: list[dict[str, Cell]] = [
        {
            "id": each.id,
            "name": each.name,
            "aliases": list(each.aliases),
            "kind": each.kind.value,
            "pattern": each.pattern.value,
            "muscles": [muscle.value for muscle in each.muscles],
            "assisting": [muscle.value for muscle in each.assisting],
            "spine_supporting": [muscle.value for muscle in each.spine_supporting],
            "equipment": list(each.equipment),
            "sides": each.sides.value,
            "one_count_is": each.one_count_is.value,
            "isometric": each.isometric,
            "measure": each.measure,
            "counts": each.counting.value,
            "clip": list(each.clip),
            "no_count_on": list(each.no_count_on),
            "guidance": each.guidance,
        }
        for each in exercises
    ]
    columns = tuple(rows[0]) if as_csv and rows else _COLUMNS
    print_rows("exercises", rows, columns, as_json=as_json, as_csv=as_csv, if_none="No exercise is called like that.")


def _words(name: str) -> str:
    return name.replace("_", " ")


def _one_count(exercise: Exercise) -> str:
    match exercise.one_count_is.value, exercise.sides.value:
        case "rep", _:
            return "both sides at once"
        case "pair", _:
            return "sides take turns, one count is both"
        case _, "alternating":
            return "sides take turns, each counts"
        case _:
            return "one side after the other"
