"""Exercise names are free text: a person's own words, in one spelling so that the same name is the same exercise."""

from __future__ import annotations

import unicodedata

from sensorlog.training.errors import TrainingError

__all__ = ["MAX_NAME_LENGTH", "normalise_exercise"]

MAX_NAME_LENGTH = 60
"""What still fits one line of a list beside the numbers."""


def normalise_exercise(text: str) -> str | None:
    """Bring a typed exercise name into its one spelling: lower case, single blanks, Unicode NFC.

    An empty name is ``None``: unlabelled. Raises :class:`TrainingError` where it is longer than
    :data:`MAX_NAME_LENGTH`.
    """
    # Control and format characters could move the cursor of whoever lists the session later.
    printable = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    # Lower-casing can leave a letter and its mark apart (İ), so it comes before composing.
    name = unicodedata.normalize("NFC", " ".join(printable.lower().split()))
    if len(name) > MAX_NAME_LENGTH:
        raise TrainingError(f"the exercise name has {len(name)} letters: use at most {MAX_NAME_LENGTH}")
    return name or None
