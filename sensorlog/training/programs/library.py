"""Programs that are known: the shipped ones and a person's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import platformdirs

from sensorlog.resources import programs_dir
from sensorlog.toml_models import TomlKind, TomlText
from sensorlog.training.catalogue import Catalogue
from sensorlog.training.errors import TrainingError
from sensorlog.training.programs.schema import Program

__all__ = ["Library", "load_program", "user_programs_dir"]

_KIND = TomlKind("a program", 256 * 1024, "some pages of text", TrainingError)
_MAX_FILES = 200


def user_programs_dir() -> Path:
    """Where a person's own programs lie."""
    return Path(platformdirs.user_config_dir("sensorlog")) / "programs"


def load_program(source: Path | str, catalogue: Catalogue, name: str = "program") -> Program:
    """Read a program from a file (``Path``) or its text (``str``).

    Raises :class:`TrainingError` with file, line and field of the first thing that is wrong, an exercise that the
    catalogue does not have included.
    """
    document = TomlText.read(source, _KIND, name)
    program = document.validated(Program)
    for p, phase in enumerate(program.phase):
        for d, day in enumerate(phase.day):
            for w, work in enumerate(day.work):
                if work.exercise is None:
                    continue
                try:
                    measure = catalogue.get(work.exercise).measure
                except TrainingError as error:
                    raise document.error_at(("phase", p, "day", d, "work", w, "exercise"), str(error)) from error
                if (measure == "seconds") != (work.seconds is not None):
                    raise document.error_at(
                        ("phase", p, "day", d, "work", w), f"{work.exercise} is told in {measure}, not the other way"
                    )
    program._text = document.text
    return program


class Library:
    """All programs by id; a later one with the same id replaces an earlier one."""

    def __init__(self, catalogue: Catalogue, folders: Sequence[Path] | None = None) -> None:
        """``folders=None``: the shipped programs, then the person's own. Broken files are kept in ``problems``."""
        self.problems: list[TrainingError] = []
        self._programs: dict[str, Program] = {}
        for folder in (programs_dir(), user_programs_dir()) if folders is None else folders:
            for path in sorted(folder.glob("*.toml"))[:_MAX_FILES]:
                try:
                    program = load_program(path, catalogue)
                except TrainingError as error:
                    self.problems.append(error)
                else:
                    self._programs[program.id] = program

    def all(self) -> list[Program]:
        """Every program, sorted by id."""
        return sorted(self._programs.values(), key=lambda program: program.id)

    def get(self, program_id: str) -> Program:
        """Return the program of that id. Raises :class:`TrainingError` that names those there are."""
        try:
            return self._programs[program_id]
        except KeyError:
            there = ", ".join(sorted(self._programs)) or "none"
            raise TrainingError(f"there is no program {program_id[:60]!r}; there are: {there}") from None
