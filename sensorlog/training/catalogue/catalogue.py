"""All exercises that are known: the shipped ones and a person's own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import platformdirs

from sensorlog.resources import exercises_dir
from sensorlog.toml_models import TomlKind, TomlText
from sensorlog.training.catalogue.schema import Exercise, ExerciseFile
from sensorlog.training.catalogue.search import key_of, ranked, turned_key_of
from sensorlog.training.errors import TrainingError
from sensorlog.training.exercise import normalise_exercise

__all__ = ["Catalogue", "known_exercises", "load_exercises", "user_exercises_dir"]

_KIND = TomlKind("a file of exercises", 512 * 1024, "some pages of text", TrainingError)
_MAX_FILES = 200
_MAX_REMEMBERED = 10_000


def user_exercises_dir() -> Path:
    """Where a person's own exercises lie."""
    return Path(platformdirs.user_config_dir("sensorlog")) / "exercises"


def load_exercises(source: Path | str, name: str = "exercises") -> tuple[Exercise, ...]:
    """Read a file of exercises (``Path``) or its text (``str``).

    Raises :class:`TrainingError` with file, line and field of the first thing that is wrong, a name that two
    exercises of the file share included.
    """
    document = TomlText.read(source, _KIND, name)
    exercises = document.validated(ExerciseFile).exercise
    owners: dict[tuple[str, str], int] = {}
    for number, exercise in enumerate(exercises):
        for field, spelling in (("id", exercise.id), *(("name", each) for each in exercise.spellings)):
            owner = owners.setdefault((field, key_of(spelling)), number)
            if owner != number:
                raise document.error_at(
                    ("exercise", number, field),
                    f"{spelling!r} is taken by exercise {owner + 1} of this file, {exercises[owner].id!r}",
                )
    return exercises


class Catalogue:
    """Exercises by id and by name. What it does not know stays free text: a person may lift anything."""

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        """``folders=None``: the shipped exercises, then the person's own, which replace those of the same id.

        A broken file is left out and kept in ``problems``.
        """
        self.problems: list[TrainingError] = []
        self._exercises: dict[str, Exercise] = {}
        for folder in (exercises_dir(), user_exercises_dir()) if folders is None else folders:
            for path in sorted(folder.glob("*.toml"))[:_MAX_FILES]:
                try:
                    for exercise in load_exercises(path):
                        self._exercises[exercise.id] = exercise
                except TrainingError as error:
                    self.problems.append(error)
        self._named: dict[str, Exercise | None] = {}
        self._by_key: dict[str, Exercise] = {}
        for fold in (turned_key_of, key_of):  # the exact order of words wins, and later files win over earlier ones
            for exercise in self._exercises.values():
                self._by_key |= {fold(alias): exercise for alias in exercise.aliases}
            for exercise in self._exercises.values():
                self._by_key |= {fold(exercise.name): exercise, fold(exercise.id): exercise}

    def all(self) -> list[Exercise]:
        """Every exercise, sorted by name."""
        return sorted(self._exercises.values(), key=lambda exercise: exercise.name)

    def get(self, exercise_id: str) -> Exercise:
        """Return the exercise of that id. Raises :class:`TrainingError` that names what may be meant."""
        try:
            return self._exercises[exercise_id]
        except KeyError:
            near = self.search(exercise_id.replace("-", " "), limit=3)
            hint = f"; did you mean {', '.join(each.id for each in near)}?" if near else ""
            raise TrainingError(f"there is no exercise {exercise_id[:60]!r}{hint}") from None

    def named(self, text: str | None) -> Exercise | None:
        """Return the exercise that a free text names exactly, in any of its spellings; ``None`` where it names none."""
        if not text:
            return None
        if text not in self._named:  # years of sets have a few dozen names
            if len(self._named) >= _MAX_REMEMBERED:
                self._named.clear()
            self._named[text] = self._by_key.get(key_of(text)) or self._by_key.get(turned_key_of(text))
        return self._named[text]

    def title(self, text: str | None) -> str | None:
        """Return the one name under which sets of ``text`` are listed together.

        The exercise's name where the catalogue knows it, else the text in its one spelling, so that what was recorded
        before an exercise came into the catalogue joins it afterwards, unchanged in the recording.
        """
        exercise = self.named(text)
        return exercise.name if exercise else normalise_exercise(text or "")

    def search(self, text: str, limit: int = 10) -> list[Exercise]:
        """Return what ``text`` may mean, likeliest first; typing errors are forgiven."""
        exact = self.named(text)
        found = ranked(text, self._exercises.values(), limit + 1)
        ordered = [exact, *(each for each in found if each != exact)] if exact else found
        return ordered[:limit]

    def alternatives(self, exercise: Exercise, limit: int = 5) -> list[Exercise]:
        """Return others that move alike or train the same groups: what could stand in for it, most alike first."""
        scored = sorted(
            (
                (-(2 * (each.pattern is exercise.pattern) + _shared(each, exercise)), each.name, each)
                for each in self._exercises.values()
                if each.id != exercise.id and each.kind is exercise.kind
            ),
            key=lambda entry: entry[:2],
        )
        return [each for score, _, each in scored if score < 0][:limit]


def _shared(one: Exercise, other: Exercise) -> float:
    """Share of main groups that both have."""
    return len(set(one.muscles) & set(other.muscles)) / len(set(one.muscles) | set(other.muscles))


@lru_cache(maxsize=1)
def known_exercises() -> Catalogue:
    """Return the catalogue of this process, read once."""
    return Catalogue()
