"""The programs that are known: a list, one of them whole, and whether a file of one's own is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._running import complete_program, known_programs
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

if TYPE_CHECKING:
    from sensorlog.training import Catalogue, Program

__all__ = ["about", "check", "list_programs"]


def list_programs(as_json: bool = AS_JSON, as_csv: bool = AS_CSV) -> None:
    """List the programs that are known, and whose dose each is."""
    _, library = known_programs(say_problems=True)
    rows: list[dict[str, Cell]] = [
        {"id": each.id, "weeks": each.weeks, "dose": each.origin.value, "name": each.name} for each in library.all()
    ]
    print_rows("programs", rows, ("id", "weeks", "dose", "name"), as_json=as_json, as_csv=as_csv)


def about(program_id: str = typer.Argument(..., metavar="ID", autocompletion=complete_program)) -> None:
    """Show a whole program: what it is, whose dose, every phase."""
    catalogue, library = known_programs()
    program = library.get(program_id)
    say(f"{program.name} ({program.id}), {program.weeks} weeks, dose: {program.origin}")
    for text in (program.about, program.source):
        say("\n" + " ".join(text.split()))
    _print_phases(program, catalogue)


def _print_phases(program: Program, catalogue: Catalogue) -> None:
    from sensorlog.training import planned_sessions
    from sensorlog.tui.plan_words import dose_words

    open_choice = ("what-you-choose",)
    shown: set[tuple[int, str]] = set()
    for session in planned_sessions(program, open_choice):
        if (session.phase_index, session.name) in shown:
            continue
        if all(index != session.phase_index for index, _ in shown):
            say(f"\n{session.phase}" + (f": {session.note}" if session.note else ""))
        shown.add((session.phase_index, session.name))
        say(f"  {session.name}{' (optional)' if session.is_optional else ''}")
        for work in session.work:
            name = "what you choose" if work.exercise in open_choice else catalogue.get(work.exercise).name
            say(f"    {name}: {dose_words(work)}")


def check(paths: list[Path] = typer.Argument(..., metavar="PATH...", help="TOML files of programs.")) -> None:
    """Check program files. Exit 1 if anything is wrong."""
    from sensorlog.training import TrainingError, load_program

    catalogue, _ = known_programs()
    is_good = True
    for path in paths:
        try:
            program = load_program(path, catalogue)
            say(f"{path}: {program.id} is right: {program.weeks} weeks, {len(program.phase)} phases")
        except TrainingError as error:
            say(str(error))
            is_good = False
    raise typer.Exit(0 if is_good else 1)
