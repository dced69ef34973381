"""Find exercises by what a person types, typing errors included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sensorlog.training.catalogue.schema import Exercise

__all__ = ["key_of", "ranked", "turned_key_of"]

_WORD_IS_MEANT = 0.6
"""Below this likeness a typed word is another word: "row" is 0.33 to "bow", "dedlift" 0.88 to "deadlift"."""
_RUN_TOGETHER_IS_MEANT = 0.8
"""Names as a whole are longer and more alike than words."""
_UNASKED_WORD = 0.02
"""Each word of a name that was not asked for costs so much, so that "squat" comes before "front squat"."""
_MAX_WORDS = 8


def key_of(text: str) -> str:
    """Fold a name to what tells exercises apart: no case, accents, punctuation or plural s."""
    folded = unicodedata.normalize("NFKD", text.lower())
    words = re.findall(r"[^\W_]+", "".join(char for char in folded if not unicodedata.combining(char)))
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def turned_key_of(text: str) -> str:
    """Return the same whatever the order of words: other apps write ``Squat (Barbell)``."""
    return " ".join(sorted(key_of(text).split()))


def ranked(text: str, exercises: Iterable[Exercise], limit: int) -> list[Exercise]:
    """Return up to ``limit`` exercises that ``text`` may mean, the likeliest first; each word has to be found."""
    asked = key_of(text[:200]).split()[:_MAX_WORDS]
    if not asked:
        return []
    scored = []
    for exercise in exercises:
        score = max(_likeness(asked, key_of(name).split()) for name in exercise.spellings)
        if score > 0:
            scored.append((-score, exercise.name, exercise))
    return [exercise for _, _, exercise in sorted(scored, key=lambda entry: entry[:2])[:limit]]


def _likeness(asked: Sequence[str], name: Sequence[str]) -> float:
    bests = [max((_word_likeness(word, other) for other in name), default=0.0) for word in asked]
    if min(bests) >= _WORD_IS_MEANT:
        return sum(bests) / len(bests) - _UNASKED_WORD * max(0, len(name) - len(asked))
    run_together = _word_likeness("".join(asked), "".join(name))  # "dead lift", "benchpress"
    return run_together if run_together >= _RUN_TOGETHER_IS_MEANT else 0.0


@lru_cache(maxsize=20_000)
def _word_likeness(typed: str, word: str) -> float:
    """1 for the same word, a little less for its beginning, 1 − errors per letter for a misspelling."""
    if typed == word:
        return 1.0
    if word.startswith(typed):
        return 0.95
    longest = max(len(typed), len(word))
    if longest > 40 or abs(len(typed) - len(word)) > 2 or min(len(typed), len(word)) < 3:
        return 0.0
    return 1.0 - _errors(typed, word) / longest


def _errors(one: str, other: str) -> int:
    """Optimal string alignment distance: letters added, left out, exchanged, or two neighbours swapped."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
