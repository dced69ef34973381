"""What a person can say of a set beside exercise, load and reps: the side, and what it was done with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sensorlog.events import JsonValue
from sensorlog.logbook.checks import number, one_of, words
from sensorlog.logbook.errors import LogbookError
from sensorlog.training import MAX_LOAD_KG, format_load, parse_load

__all__ = ["Equipment", "EquipmentKind", "Side", "equipment_words", "parse_equipment"]

_MAX_RESISTANCE_LENGTH = 60


class Side(StrEnum):
    """Which side worked."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class EquipmentKind(StrEnum):
    """What a set was done with."""

    BARBELL = "barbell"
    DUMBBELLS = "dumbbells"
    MACHINE = "machine"
    BAND = "band"
    BODY_WEIGHT = "body_weight"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a set was done with. Raises :class:`LogbookError` for what cannot be."""

    kind: EquipmentKind
    weight_kg: float | None = None
    """Of the empty bar."""
    resistance: str | None = None
    """Of a band, in its maker's words: a colour, or a force."""
    more: Mapping[str, JsonValue] = field(default_factory=dict, hash=False)
    """What a newer version says of it: kept, and given back."""

    def __post_init__(self) -> None:
        if self.weight_kg is not None:
            number("the weight of the bar", self.weight_kg, MAX_LOAD_KG)
        if self.resistance is not None:
            words("the resistance of the band", self.resistance, _MAX_RESISTANCE_LENGTH)

    def to_json(self) -> dict[str, Any]:
        """Return what :meth:`from_json` reads."""
        return {"kind": self.kind.value, "weight_kg": self.weight_kg, "resistance": self.resistance, **self.more}

    @classmethod
    def from_json(cls, value: object) -> Equipment:
        """Read equipment from a logbook or a file. Raises :class:`LogbookError`."""
        if not isinstance(value, Mapping):
            raise LogbookError(f"{str(value)[:30]!r} is no equipment")
        resistance = value.get("resistance")
        return cls(
            one_of(EquipmentKind, value.get("kind")),
            None if value.get("weight_kg") is None else number("the bar", value["weight_kg"], MAX_LOAD_KG),
            None if resistance is None else words("the resistance of the band", resistance, _MAX_RESISTANCE_LENGTH),
            {str(name): said for name, said in value.items() if name not in ("kind", "weight_kg", "resistance")},
        )


def parse_equipment(text: str) -> Equipment:
    """Read what a person typed: ``barbell 20kg``, ``dumbbells``, ``machine``, ``band red``, ``body weight``.

    Raises :class:`LogbookError`, or :class:`TrainingError` for a bar whose weight is none.
    """
    typed = " ".join(text.lower().replace("_", " ").replace("-", " ").split())
    for kind in EquipmentKind:
        name = kind.replace("_", " ")
        if typed == name or typed.startswith(f"{name} "):
            rest = typed.removeprefix(name).strip()
            if kind is EquipmentKind.BARBELL:
                return Equipment(kind, weight_kg=parse_load(rest))
            if kind is EquipmentKind.BAND or not rest:
                return Equipment(kind, resistance=rest or None)
            raise LogbookError(f"{rest[:30]!r} behind {name}: only a barbell has a weight, and a band a resistance")
    kinds = ", ".join(kind.replace("_", " ") for kind in EquipmentKind)
    raise LogbookError(f"{text[:30]!r} is no equipment; there are {kinds}; a barbell's weight and a band's behind it")


def equipment_words(equipment: Equipment) -> str:
    """``barbell 20 kg``, ``band red``."""
    weight = "" if equipment.weight_kg is None else f" {format_load(equipment.weight_kg)}"
    resistance = "" if equipment.resistance is None else f" {equipment.resistance}"
    return f"{equipment.kind.replace('_', ' ')}{weight}{resistance}"
