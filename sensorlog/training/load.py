"""Loads: kilograms inside, the person's unit at the edge."""

from __future__ import annotations

import re
from enum import StrEnum

from sensorlog.training.errors import TrainingError

__all__ = ["KG_PER_LB", "MAX_LOAD_KG", "LoadUnit", "format_load", "load_as_typed", "parse_load"]

KG_PER_LB = 0.45359237
"""Exact: the international avoirdupois pound (1959 agreement; NIST SP 811, appendix B.8)."""

MAX_LOAD_KG = 1000.0
"""Above this it is a typing error: nobody has lifted half of it in any of the lifts that this counts."""

_LOAD = re.compile(r"(?P<number>\d{1,6}(?:[.,]\d{1,4})?)\s*(?P<unit>[a-z]*)")


class LoadUnit(StrEnum):
    """What a person counts loads in."""

    KG = "kg"
    LB = "lb"


_UNITS = {"kg": LoadUnit.KG, "kgs": LoadUnit.KG, "lb": LoadUnit.LB, "lbs": LoadUnit.LB}


def parse_load(text: str, unit: LoadUnit = LoadUnit.KG) -> float | None:
    """Read a load in kg from what a person typed: ``60``, ``62,5``, ``62.5 kg``, ``135 lb``.

    ``unit`` holds where none was typed. An empty text is ``None``: no load given, which is not 0 kg.
    Raises :class:`TrainingError` for anything else.
    """
    typed = text.strip().lower()
    if not typed:
        return None
    match = _LOAD.fullmatch(typed)
    named = match["unit"] if match else ""
    if match is None or (named and named not in _UNITS):
        raise TrainingError(f"{_shown(text)} is no load: type a number, with kg or lb behind it if you like (62.5 kg)")
    number = float(match["number"].replace(",", "."))
    load_kg = number * KG_PER_LB if _UNITS.get(named, unit) is LoadUnit.LB else number
    if load_kg > MAX_LOAD_KG:
        raise TrainingError(f"{_shown(text)} is more than {MAX_LOAD_KG:g} kg: check the number and the unit")
    return load_kg


def load_as_typed(text: str, unit: LoadUnit = LoadUnit.KG) -> str | None:
    """Return the number that a person typed with its unit, ``135 lb``, to be kept beside the kg; ``None`` for no load.

    ``unit`` holds where none was typed. Raises :class:`TrainingError` as :func:`parse_load`.
    """
    if parse_load(text, unit) is None:
        return None
    match = _LOAD.fullmatch(text.strip().lower())
    assert match is not None  # parse_load has read it
    return f"{match['number'].replace(',', '.')} {_UNITS.get(match['unit'], unit)}"


def format_load(load_kg: float | None, unit: LoadUnit = LoadUnit.KG) -> str:
    """Write a load for a person, ``62.5 kg``; ``–`` where none was given. Rounded to a hundredth of the unit."""
    if load_kg is None:
        return "–"
    number = load_kg / KG_PER_LB if unit is LoadUnit.LB else load_kg
    return f"{round(number, 2):.2f}".rstrip("0").rstrip(".") + f" {unit}"


def _shown(text: str) -> str:
    """Quote what was typed, short enough for one line and free of control characters."""
    return repr(text if len(text) <= 30 else text[:30] + "…")
