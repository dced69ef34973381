"""Programs to begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sensorlog.logbook import Logbook, Person
from sensorlog.training import Library, choices_needed, known_exercises, start_program

__all__ = ["ProgramChoice", "begin_program", "programs_to_choose"]


@dataclass(frozen=True, slots=True)
class ProgramChoice:
    """A line of the list."""

    id: str
    line: str
    asks: str
    """What the person has to choose first; empty: nothing."""

    def read(self, typed: str) -> tuple[str, ...]:
        """Return the ids of exercises that were typed. Raises :class:`TrainingError` for one that is not known."""
        catalogue = known_exercises()
        names = [part.strip() for part in typed.split(",") if part.strip()]
        return tuple((catalogue.named(name) or catalogue.get(name)).id for name in names)


def programs_to_choose() -> list[ProgramChoice]:
    """Return every program that is known, and whose dose it is."""
    return [
        ProgramChoice(
            each.id, f"{each.name} · {each.weeks} weeks · dose: {each.origin}", "; ".join(choices_needed(each))
        )
        for each in Library(known_exercises()).all()
    ]


def begin_program(logbook: Logbook, person: Person, program_id: str, exercises: Sequence[str], day: date) -> None:
    """Begin it. Raises :class:`SensorlogError` where exercises are missing, or it cannot be kept."""
    catalogue = known_exercises()
    program = Library(catalogue).get(program_id)
    logbook.begin_program(person.id, program.text, start_program(program, day, exercises, catalogue))
