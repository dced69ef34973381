"""What one set is to be: reps or seconds, tempo, when to stop, and the rest behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sensorlog.training.errors import TrainingError

__all__ = ["Target", "parse_target"]

_MAX_REPS = 100
_MAX_SECONDS = 600
_MAX_REST_S = 900
_TEMPO = re.compile(r"(\d{1,2}(?:\.\d)?)[-/:](\d{1,2}(?:\.\d)?)", re.ASCII)
_UNIT = re.compile(r"(?<=\d)\s*(%|s\b)", re.ASCII)
_NUMBER = re.compile(r"\d{1,4}(\.\d{1,2})?", re.ASCII)
_EXAMPLE = "such as `10`, `8 3-1 20% rest 90` or `30 s`"


@dataclass(frozen=True, slots=True)
class Target:
    """What a set is compared with; ``None`` is not said."""

    reps: int | None = None
    seconds: float | None = None
    """Of a hold, instead of reps."""
    lower_s: float | None = None
    """Tempo: how long the way down is to take."""
    lift_s: float | None = None
    """And the way up."""
    velocity_loss: float | None = None
    """Stop the set where the last rep is slower than the fastest by this share, 0 to 1."""
    rest_s: float | None = None

    def stops(self, velocity_loss: float | None) -> bool | None:
        """Say whether the stop rule asks to end the set; ``None`` where there is none, or no velocity."""
        if self.velocity_loss is None or velocity_loss is None:
            return None
        return velocity_loss >= self.velocity_loss


def parse_target(text: str) -> Target:
    """Read what a person typed: reps, or seconds with ``s``; tempo down-up; stop in %; ``rest`` in seconds.

    The parts may stand in any order and be left out: ``8 3-1 20% rest 90``. Empty: nothing is said. Raises
    :class:`TrainingError` for anything else.
    """
    said: dict[str, float] = {}
    words = _UNIT.sub(r"\1 ", text.lower().replace(",", ".")).split()
    while words:
        word = words.pop(0)
        if word == "rest" and words:
            _put(said, "rest_s", _number(words.pop(0).removesuffix("s"), 5, _MAX_REST_S, text), text)
        elif (tempo := _TEMPO.fullmatch(word)) is not None:
            _put(said, "lower_s", _number(tempo[1], 0.1, 30, text), text)
            _put(said, "lift_s", _number(tempo[2], 0.1, 30, text), text)
        elif word.endswith("%"):
            _put(said, "velocity_loss", _number(word[:-1], 1, 90, text) / 100, text)
        elif word.endswith("s"):
            _put(said, "seconds", _number(word.removesuffix("s"), 1, _MAX_SECONDS, text), text)
        else:
            _put(said, "reps", _number(word, 1, _MAX_REPS, text), text)
    reps = said.pop("reps", None)
    if reps is not None and ("seconds" in said or reps != int(reps)):
        raise TrainingError(f"{_shown(text)} is no target: give either whole reps or seconds, {_EXAMPLE}")
    return Target(reps=None if reps is None else int(reps), **said)


def _put(said: dict[str, float], name: str, value: float, text: str) -> None:
    if name in said:
        raise TrainingError(f"{_shown(text)} says one thing twice: type it once, {_EXAMPLE}")
    said[name] = value


def _number(word: str, least: float, most: float, text: str) -> float:
    if _NUMBER.fullmatch(word) is None:
        raise TrainingError(f"{_shown(text)} is no target: type numbers, {_EXAMPLE}")
    if not least <= (value := float(word)) <= most:
        raise TrainingError(f"{word} in {_shown(text)} is out of range: {least:g} to {most:g}")
    return value


def _shown(text: str) -> str:
    return repr(text if len(text) <= 30 else text[:30] + "…")
