"""The program that a person is following, out of the logbook and back into it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sensorlog.logbook.diary import DiaryKind
from sensorlog.training import (
    AtHand,
    Catalogue,
    Diary,
    DoneSet,
    PainEntry,
    Program,
    ProgramState,
    Soreness,
    Today,
    follow_log,
    load_program,
    next_session,
    todays_work,
)

if TYPE_CHECKING:
    from sensorlog.logbook.store import Logbook

__all__ = ["RunningProgram", "running_program"]

_LOOK_BACK_DAYS = 400
"""What was last lifted longer ago is begun anew."""


@dataclass
class RunningProgram:
    """A program with the state in which it is kept."""

    logbook: Logbook
    person_id: str
    run_id: str
    program: Program
    state: ProgramState
    catalogue: Catalogue
    at_hand: AtHand

    def keep(self, state: ProgramState) -> None:
        """Keep what was entered. Raises :class:`LogbookError` where another window was faster."""
        self.logbook.keep_program_state(self.run_id, state, by=self.person_id)
        self.state = state

    def today(self, day: date) -> Today | None:
        """Return the work of the next session as it is on ``day``; ``None`` where the program is complete."""
        diary = self._diary(self._sets(day))
        return todays_work(self.program, self.state, self.catalogue, diary, day, self.at_hand.loads_kg)

    def follow(self, day: date) -> None:
        """Mark the sessions as done that the log shows up to the day before. Those of ``day`` may still go on."""
        past = [done for done in self._sets(day) if done.day < day]
        state = follow_log(self.program, self.state, self.catalogue, past)
        if state != self.state:
            self.keep(state)

    def _sets(self, day: date) -> list[DoneSet]:
        return self.logbook.done_sets(self.person_id, since=day - timedelta(days=_LOOK_BACK_DAYS))

    def _diary(self, sets: list[DoneSet]) -> Diary:
        felt = [each.felt for each in self.logbook.diary(self.person_id, [DiaryKind.PAIN, DiaryKind.SORENESS])]
        return Diary(
            sets,
            [each for each in felt if isinstance(each, PainEntry)],
            [each for each in felt if isinstance(each, Soreness)],
            self._trunk_deviations(sets),
            self.logbook.pain_bands(self.person_id),
        )

    def _trunk_deviations(self, sets: list[DoneSet]) -> dict[str, list[str]]:
        """Return what left the usual in the last session with each exercise of the next one, by exercise id."""
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
                seen[exercise_id] = [f"{name} in {_reps(number)}" for name, number in counted.most_common()]
        return seen


def _reps(number: int) -> str:
    return "1 rep" if number == 1 else f"{number} reps"


def running_program(
    logbook: Logbook, person_id: str, day: date, catalogue: Catalogue, at_hand: AtHand
) -> RunningProgram | None:
    """Return the program that a person follows, as far as the log shows before ``day``; ``None``: there is none.

    Raises :class:`LogbookError` or :class:`TrainingError` where what is kept of it cannot be read.
    """
    runs = logbook.program_runs(person_id)
    if not runs:
        return None
    program = load_program(runs[0].program_text, catalogue, runs[0].state.program)
    run = RunningProgram(logbook, person_id, runs[0].id, program, runs[0].state, catalogue, at_hand)
    run.follow(day)
    return run
