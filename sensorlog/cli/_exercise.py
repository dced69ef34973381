"""Exercises as options of verbs: completed, recognised, or taken as free text."""

from __future__ import annotations

from sensorlog.cli._saying import say

__all__ = ["complete_exercise", "recognised"]


def complete_exercise(incomplete: str) -> list[str]:
    """Complete the name of an exercise; with hyphens, because a shell would take words apart."""
    from sensorlog.training import known_exercises

    wanted = incomplete.lower().replace("-", " ")
    return [each.name.replace(" ", "-") for each in known_exercises().all() if each.name.startswith(wanted)]


def recognised(typed: str) -> str:
    """Return the name under which ``typed`` is kept: that of a known exercise, else the text itself.

    A text that looks like a misspelling is kept as it is, and the likely exercise is named on stderr.
    """
    from sensorlog.training import TrainingError, known_exercises

    catalogue = known_exercises()
    name = catalogue.title(typed)
    if name is None:
        raise TrainingError("the exercise has no name: say what was done, such as squat")
    if catalogue.named(typed) is None:
        near = catalogue.search(typed, limit=1)
        hint = f"; did you mean {near[0].name!r}?" if near else ""
        say(f"sensorlog: {name!r} is no exercise of the catalogue and kept as it is{hint}", err=True)
    return name
