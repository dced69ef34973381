"""One line of an export of Strong or Hevy → what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sensorlog.training import KG_PER_LB, MAX_LOAD_KG, LoadUnit, normalise_exercise

__all__ = ["FoundLine", "NotUnderstoodError", "Row", "understand_hevy", "understand_strong"]

_MAX_REPS = 1000
_MAX_SECONDS = 24 * 3600.0
_MAX_WORDS = 2000


class NotUnderstoodError(Exception):
    """Why a line cannot be taken in. It becomes a remark about the line and never leaves this room."""


Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FoundLine:
    """What a line says; ``left_out`` says why it is no set."""

    workout: str
    started: datetime
    exercise: str = ""
    warm_up: bool = False
    reps: int | None = None
    load_kg: float | None = None
    duration_s: float | None = None
    reps_in_reserve: float | None = None
    note: str = ""
    left_out: str = ""


def understand_strong(row: Row, unit: LoadUnit | None) -> FoundLine:
    """Read a line of Strong. Raises :class:`NotUnderstoodError` or :class:`TrainingError`."""
    workout, started = _words(row.get("workout name", "")), _when(row["date"])
    order = row["set order"].lower()
    if order in ("rest timer", "note") or row["exercise name"].lower() == "rest timer":
        return FoundLine(
            workout, started, left_out="a rest timer" if "rest" in order + row["exercise name"].lower() else "a note"
        )
    if not re.fullmatch(r"\d{1,4}|[wdf]", order):
        raise NotUnderstoodError(f"set order {order[:20]!r} is neither a number nor W, D or F")
    named = {"weight (kg)": LoadUnit.KG, "weight (lbs)": LoadUnit.LB}
    column = next((name for name in named if name in row), "weight")
    told = row.get("weight unit", "").lower().removesuffix("s")
    if told and told not in list(LoadUnit):
        raise NotUnderstoodError(f"weight unit {told[:20]!r} is neither kg nor lb")
    of_load = LoadUnit(told) if told else named.get(column, unit)
    return _set(
        workout,
        started,
        row["exercise name"],
        warm_up=order == "w",
        load=(row.get(column, ""), of_load),
        reps=row["reps"],
        seconds=row.get("seconds", ""),
        rpe=row.get("rpe", ""),
        note=row.get("notes", ""),
    )


def understand_hevy(row: Row, unit: LoadUnit | None) -> FoundLine:
    """Read a line of Hevy, whose columns name the unit. Raises as :func:`understand_strong`."""
    kg, lbs = row.get("weight_kg", ""), row.get("weight_lbs", "")
    return _set(
        _words(row.get("title", "")),
        _when(row["start_time"]),
        row["exercise_title"],
        warm_up=row["set_type"].lower() in ("warmup", "warm_up"),
        load=(kg, LoadUnit.KG) if kg or not lbs else (lbs, LoadUnit.LB),
        reps=row["reps"],
        seconds=row.get("duration_seconds", ""),
        rpe=row.get("rpe", ""),
        note=row.get("exercise_notes", ""),
    )


def _set(
    workout: str,
    started: datetime,
    exercise: str,
    *,
    warm_up: bool,
    load: tuple[str, LoadUnit | None],
    reps: str,
    seconds: str,
    rpe: str,
    note: str,
) -> FoundLine:
    name = normalise_exercise(exercise)
    if name is None:
        raise NotUnderstoodError("the name of the exercise is missing")
    amount, of_load = load
    weight = _number(amount, "weight", 100_000)
    if weight and of_load is None:
        raise NotUnderstoodError(f"weight {amount[:20]!r} has no unit")
    load_kg = weight * KG_PER_LB if weight and of_load is LoadUnit.LB else weight
    if load_kg and load_kg > MAX_LOAD_KG:
        raise NotUnderstoodError(f"weight {amount[:20]!r} is more than {MAX_LOAD_KG:g} kg")
    count = _number(reps, "reps", _MAX_REPS)
    if count and count != int(count):
        raise NotUnderstoodError(f"reps {reps[:20]!r} is no whole number")
    duration_s = _number(seconds, "seconds", _MAX_SECONDS)
    effort = _number(rpe, "RPE", 10)
    if not count and not duration_s:
        return FoundLine(workout, started, left_out="neither repetitions nor seconds")
    return FoundLine(
        workout,
        started,
        name,
        warm_up,
        # These logs write 0 where nothing was entered.
        reps=int(count) if count else None,
        load_kg=load_kg or None,
        duration_s=duration_s or None,
        reps_in_reserve=_reserve(effort),
        note=_words(note),
    )


def _reserve(effort: float | None) -> float | None:
    """Reps in reserve of an effort of 5 to 10: 10 − effort (Zourdos et al. 2016, J Strength Cond Res 30(1):267-275)."""
    return 10 - effort if effort is not None and effort >= 5 else None


def _number(text: str, what: str, most: float) -> float | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,9}(?:[.,]\d{1,9})?", text):
        raise NotUnderstoodError(f"{what} {text[:20]!r} is no number")
    number = float(text.replace(",", "."))
    if number > most:
        raise NotUnderstoodError(f"{what} {text[:20]!r} is more than {most:g}")
    return number


_DATE_FORMATS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %I:%M:%S %p",
    "%Y-%m-%dT%H:%M:%S",
    "%d %b %Y, %H:%M",
    "%b %d, %Y, %I:%M %p",
    "%d %B %Y, %H:%M",
)


def _when(text: str) -> datetime:
    # Phones put a narrow blank before AM and PM.
    typed = " ".join(text[:60].split())
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(typed, form)  # noqa: DTZ007 - the export names no zone
        except ValueError:
            continue
    raise NotUnderstoodError(f"date {typed[:30]!r} is not understood; set the app to English and export again")


def _words(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text[:_MAX_WORDS]).split())
