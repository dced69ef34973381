"""The program that a person is following, out of the logbook and back into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._saying import say

if TYPE_CHECKING:
    from sensorlog.logbook import RunningProgram
    from sensorlog.training import Catalogue, Library

__all__ = ["complete_program", "exercise_id", "known_programs", "running", "say_next"]


def known_programs(*, say_problems: bool = False) -> tuple[Catalogue, Library]:
    """Return exercises and programs; broken files of the person's own are named on stderr, and the others used."""
    from sensorlog.training import Library, known_exercises

    catalogue = known_exercises()
    library = Library(catalogue)
    if say_problems:
        for problem in (*catalogue.problems, *library.problems):
            say(f"sensorlog: left out: {problem}", err=True)
    return catalogue, library


def complete_program(incomplete: str) -> list[str]:
    """Complete the id of a program."""
    return [program.id for program in known_programs()[1].all() if program.id.startswith(incomplete)]


def exercise_id(run: RunningProgram, typed: str) -> str:
    """Return the id of an exercise that was typed by name or id."""
    return (run.catalogue.named(typed) or run.catalogue.get(typed)).id


def say_next(run: RunningProgram) -> None:
    """Say in a line what comes next."""
    from sensorlog.training import next_session

    session = next_session(run.program, run.state)
    say(f"Next: week {session.week}, {session.name}." if session else "That was the last session.")


@contextmanager
def running(name: str) -> Iterator[RunningProgram]:
    """Open the logbook and the program that the person follows; sessions that the log shows are marked first."""
    from sensorlog.cli._days import day_of
    from sensorlog.cli._people import reader
    from sensorlog.logbook import Logbook, running_program
    from sensorlog.training import known_exercises, own_equipment

    with closing(Logbook()) as logbook:
        person = reader(logbook, name)
        run = running_program(logbook, person.id, day_of(""), known_exercises(), own_equipment())
        if run is None:
            raise typer.BadParameter(
                "no program is running: `sensorlog program list`, then `sensorlog program start ID`"
            )
        yield run
