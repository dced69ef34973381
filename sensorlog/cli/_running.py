"""The program that a person is following, out of the logbook and back into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sensorlog.logbook import Logbook, Person
    from sensorlog.training import AtHand, Catalogue, Diary, DoneSet, Library, Program, ProgramState, Today

__all__ = ["RunningProgram", "complete_program", "known_programs", "running"]

_LOOK_BACK_DAYS = 400
"""What was last lifted longer ago is begun anew."""


def known_programs(*, say_problems: bool = False) -> tuple[Catalogue, Library]:
    """Return exercises and programs; broken files of the person's own are named on stderr, and the others used."""
    from sensorlog.training import Library, known_exercises

    catalogue = known_exercises()
    library = Library(catalogue)
    if say_problems:
        for problem in (*catalogue.problems, *library.problems):
            typer.echo(f"sensorlog: left out: {problem}", err=True)
    return catalogue, library


def complete_program(incomplete: str) -> list[str]:
    """Complete the id of a program."""
    return [program.id for program in known_programs()[1].all() if program.id.startswith(incomplete)]


@dataclass
class RunningProgram:
    """A program with the state in which it is kept."""

    logbook: Logbook
    person: Person
    run_id: str
    program: Program
    state: ProgramState
    catalogue: Catalogue
    at_hand: AtHand

    def keep(self, state: ProgramState) -> None:
        """Keep what was entered."""
        self.logbook.keep_program_state(self.run_id, state, by=self.person.id)
        self.state = state

    def exercise_id(self, typed: str) -> str:
        """Return the id of an exercise that was typed by name or id."""
        return (self.catalogue.named(typed) or self.catalogue.get(typed)).id

    def today(self) -> Today | None:
        """Return today's work."""
        from datetime import date

        from sensorlog.training import todays_work

        today = date.today()  # noqa: DTZ011 - the person's own calendar
        diary = self._diary(self._sets())
        return todays_work(self.program, self.state, self.catalogue, diary, today, self.at_hand.loads_kg)

    def say_next(self) -> None:
        """Say in a line what comes next."""
        from sensorlog.training import next_session

        session = next_session(self.program, self.state)
        typer.echo(f"Next: week {session.week}, {session.name}." if session else "That was the last session.")

    def follow(self) -> None:
        """Mark the sessions as done that the log of past days shows. Today's may still go on."""
        from datetime import date

        from sensorlog.training import follow_log

        today = date.today()  # noqa: DTZ011 - the person's own calendar
        past = [done for done in self._sets() if done.day < today]
        state = follow_log(self.program, self.state, self.catalogue, past)
        if state != self.state:
            self.keep(state)

    def _sets(self) -> list[DoneSet]:
        from datetime import date, timedelta

        since = date.today() - timedelta(days=_LOOK_BACK_DAYS)  # noqa: DTZ011 - the person's own calendar
        return self.logbook.done_sets(self.person.id, since=since)

    def _diary(self, sets: list[DoneSet]) -> Diary:
        from sensorlog.cli._pain_bands import pain_bands
        from sensorlog.logbook import DiaryKind
        from sensorlog.training import Diary, PainEntry, Soreness

        felt = [each.felt for each in self.logbook.diary(self.person.id, [DiaryKind.PAIN, DiaryKind.SORENESS])]
        return Diary(
            sets,
            [each for each in felt if isinstance(each, PainEntry)],
            [each for each in felt if isinstance(each, Soreness)],
            self._trunk_deviations(sets),
            pain_bands(self.logbook, self.person),
        )

    def _trunk_deviations(self, sets: list[DoneSet]) -> dict[str, list[str]]:
        """Return what left the usual in the last session with each exercise of the next one, by exercise id."""
        from collections import Counter

        from sensorlog.training import next_session

        session = next_session(self.program, self.state)
        wanted = {work.exercise for work in session.work} if session else set()
        last: dict[str, str] = {}
        for done in sets:
            known = self.catalogue.named(done.exercise)
            if known is not None and known.id in wanted and done.session is not None:
                last[known.id] = done.session
        seen: dict[str, list[str]] = {}
        for session_id in set(last.values()):
            logged = self.logbook.session(session_id)
            for exercise_id in (each for each, where in last.items() if where == session_id):
                counted = Counter(
                    name
                    for each in logged.sets
                    if (known := self.catalogue.named(each.exercise)) is not None and known.id == exercise_id
                    for rep in each.reps
                    if rep.trunk is not None
                    for name in rep.trunk.deviation or ()
                )
                seen[exercise_id] = [f"{name} in {number} reps" for name, number in counted.most_common()]
        return seen


@contextmanager
def running(name: str) -> Iterator[RunningProgram]:
    """Open the logbook and the program that the person follows; sessions that the log shows are marked first."""
    from sensorlog.cli._people import reader
    from sensorlog.logbook import Logbook
    from sensorlog.training import known_exercises, load_program, own_equipment

    catalogue = known_exercises()
    with closing(Logbook()) as logbook:
        person = reader(logbook, name)
        runs = logbook.program_runs(person.id)
        if not runs:
            raise typer.BadParameter(
                "no program is running: `sensorlog program list`, then `sensorlog program start ID`"
            )
        program = load_program(runs[0].program_text, catalogue, runs[0].state.program)
        run = RunningProgram(logbook, person, runs[0].id, program, runs[0].state, catalogue, own_equipment())
        run.follow()
        yield run
