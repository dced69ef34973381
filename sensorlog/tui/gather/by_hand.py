"""Sets, holds, stretches and warm-ups that no sensor saw: from what was typed into the logbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sensorlog.errors import SensorlogError
from sensorlog.logbook import HandSet, Logbook, Person, log_on_day
from sensorlog.training import LoadUnit, known_exercises, load_as_typed, normalise_exercise, parse_load
from sensorlog.tui.words import plural

__all__ = ["FormError", "keep_form", "read_form"]

_REST_S = 120.0
"""Between the beginnings of sets that were entered together; nobody said when each was."""
_MAX_SETS = 50
_MAX_REPS = 1000
_MAX_HELD_S = 24 * 3600


class FormError(SensorlogError):
    """Something was typed that cannot be."""


def read_form(exercise: str, amounts: str, load: str, unit: LoadUnit, *, warm_up: bool) -> list[HandSet]:
    """Return the sets that were typed: ``8, 8, 7`` are three sets, ``30 s, 30 s`` two holds.

    Raises :class:`SensorlogError` that says what to type instead.
    """
    name = known_exercises().title(exercise)
    if name is None:
        raise FormError("the exercise has no name: say what was done, such as squat")
    parts = [part for part in amounts.split(",") if part.strip()]
    if not 1 <= len(parts) <= _MAX_SETS:
        raise FormError(f"give the reps of each of up to {_MAX_SETS} sets, such as 8, 8, 7; or seconds: 30 s")
    load_kg = parse_load(load, unit)
    return [
        HandSet(
            start_s=number * _REST_S,
            end_s=number * _REST_S + (held_s or 0.0),
            exercise=normalise_exercise(name),
            reps=reps,
            held_s=held_s,
            load_kg=load_kg,
            load_entered=load_as_typed(load, unit),
            warm_up=warm_up,
        )
        for number, (reps, held_s) in enumerate(map(_amount, parts))
    ]


def _amount(part: str) -> tuple[int | None, float | None]:
    """Reps, or seconds that were held."""
    text = part.strip().lower()
    digits = text.removesuffix("s").strip()
    is_held = digits != text
    most = _MAX_HELD_S if is_held else _MAX_REPS
    if not digits.isascii() or not digits.isdigit() or not 1 <= int(digits[:9]) <= most:
        raise FormError(f"{text[:20]!r} is neither reps (8) nor seconds (30 s)")
    return (None, float(digits)) if is_held else (int(digits), None)


def keep_form(logbook: Logbook, person: Person, done: Sequence[HandSet]) -> str:
    """Keep the sets in the person's session of today; return what to say of it."""
    log_on_day(logbook, person, datetime.now().astimezone(), done)
    return f"kept: {plural(len(done), 'set')} of {done[0].exercise}"
