"""A person who follows a program: trains what is proposed as far as the body goes, misses days, hurts, swaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sensorlog.training import (
    Accepted,
    Catalogue,
    Diary,
    DoneSet,
    PainEntry,
    Program,
    ProgramState,
    Soreness,
    Today,
    accept,
    even_steps,
    finish_session,
    start_program,
    todays_work,
)

GROWTH_PER_SESSION = 1.012
START_KG: Mapping[str, float] = {
    "squat": 30.0,
    "deadlift": 40.0,
    "bench-press": 25.0,
    "bent-over-row": 25.0,
    "goblet-squat": 12.0,
}
MAXIMUM_KG: Mapping[str, float] = {
    "squat": 65.0,
    "deadlift": 85.0,
    "bench-press": 50.0,
    "bent-over-row": 50.0,
    "goblet-squat": 26.0,
}


@dataclass
class SimulatedPerson:
    """Strength by exercise, and everything that was logged so far."""

    program: Program
    catalogue: Catalogue
    start: date
    chosen: Sequence[str] = ()
    state: ProgramState = field(init=False)
    maximum_kg: dict[str, float] = field(default_factory=lambda: dict(MAXIMUM_KG))
    sets: list[DoneSet] = field(default_factory=list)
    pain: list[PainEntry] = field(default_factory=list)
    soreness: list[Soreness] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = start_program(self.program, self.start, self.chosen, self.catalogue)

    def today(self, day: date) -> Today | None:
        """What the program proposes on that day."""
        diary = Diary(tuple(self.sets), tuple(self.pain), tuple(self.soreness))
        return todays_work(self.program, self.state, self.catalogue, diary, day, lambda exercise: even_steps(1.0))

    def train(self, day: date) -> Today:
        """Do what is proposed, as far as strength goes, and mark the session as done."""
        today = self.today(day)
        assert today is not None
        for work, proposal in today.work:
            load_kg = proposal.load_kg
            if proposal.rule.id == "start" and work.exercise in START_KG:
                load_kg = START_KG[work.exercise]
                self.state = accept(self.state, Accepted(day=day, exercise=work.exercise, load_kg=load_kg))
            for number in range(proposal.sets):
                self.sets.append(
                    DoneSet(
                        self.catalogue.get(work.exercise).name,
                        day,
                        reps=reps_done(self.maximum_kg.get(work.exercise), load_kg, proposal.reps, number),
                        load_kg=load_kg,
                        duration_s=None if proposal.seconds is None else float(proposal.seconds),
                        session=day.isoformat(),
                    )
                )
            if work.exercise in self.maximum_kg:
                self.maximum_kg[work.exercise] *= GROWTH_PER_SESSION
        self.state = finish_session(self.program, self.state, day)
        return today


def reps_done(maximum_kg: float | None, load_kg: float | None, asked: int | None, number: int) -> int | None:
    """As many as asked, and two more in the last set while strength is far above; Epley's formula backwards."""
    if asked is None or load_kg is None or maximum_kg is None:
        return asked
    possible = int(30 * (maximum_kg / load_kg - 1)) - number
    return max(1, min(asked + (2 if number else 0), possible))


def week_day(start: date, week: int, weekday: int) -> date:
    """Day of a week (from 1) of the calendar; Monday is 0."""
    return start + timedelta(weeks=week - 1, days=weekday)
