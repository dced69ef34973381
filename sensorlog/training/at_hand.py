"""What a person has to lift with: bars, plates, dumbbells, stacks, as TOML of their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

import platformdirs
from pydantic import Field as Limits
from pydantic import ValidationError, model_validator

from sensorlog.toml_models import Table, TomlKind, TomlText
from sensorlog.training.catalogue import Exercise
from sensorlog.training.errors import TrainingError
from sensorlog.training.lifting import Loading, Plates, even_steps
from sensorlog.training.load import KG_PER_LB, MAX_LOAD_KG

__all__ = ["AtHand", "equipment_file", "load_at_hand", "own_equipment", "read_barbell", "save_equipment"]

_KIND = TomlKind("a list of equipment", 64 * 1024, "a few lines", TrainingError)
_Load = Annotated[float, Limits(gt=0, le=MAX_LOAD_KG / KG_PER_LB)]
_Plate = Annotated[str, Limits(pattern=r"^\d{1,3}(\.\d{1,3})?$")]


class _Barbell(Table):
    bar: Annotated[float, Limits(ge=0, le=100)]
    plates: Annotated[dict[_Plate, Annotated[int, Limits(ge=0, le=20)]], Limits(min_length=1, max_length=16)]
    """Weight of a plate to the number of pairs."""


class _Fixed(Table):
    loads: Annotated[tuple[_Load, ...], Limits(max_length=200)] = ()
    step: Annotated[float, Limits(ge=0.05, le=100)] | None = None
    """Even steps from one step on, instead of a list."""

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if bool(self.loads) == (self.step is not None):
            raise ValueError("needs either loads (a list) or step (even steps)")
        return self


class AtHand(Table):
    """What there is to lift with. What is left out is supposed to come in usual steps."""

    unit: Literal["kg", "lb"] = "kg"
    barbell: _Barbell | None = None
    dumbbell: _Fixed | None = None
    kettlebell: _Fixed | None = None
    machine: _Fixed | None = None
    cable: _Fixed | None = None

    def loads_kg(self, exercise: Exercise) -> Sequence[float]:
        """Return the loads at hand for an exercise, ascending, by the first of its equipment that is listed."""
        for kind in exercise.equipment:
            if kind == "barbell" and self._plates is not None:
                return self._bar_loads_kg
            if isinstance(fixed := getattr(self, kind, None), _Fixed):
                return self._fixed_kg(fixed)
        # Barbells in 2.5 kg (a pair of the smallest plates of most sets), all else in 1 kg.
        return even_steps(2.5) if "barbell" in exercise.equipment else even_steps(1.0)

    def loading(self, exercise: Exercise, load_kg: float) -> Loading | None:
        """Return how to load the bar; ``None`` for other exercises, unknown plates, or less than the bar."""
        if self._plates is None or "barbell" not in exercise.equipment or load_kg < self._plates.bar_kg:
            return None
        return self._plates.loading(load_kg)

    def barbell_text(self) -> str:
        """Return what :func:`read_barbell` reads; empty without a bar."""
        if self.barbell is None:
            return ""
        pairs = (f"{count}x{plate}" if count > 1 else plate for plate, count in self.barbell.plates.items() if count)
        return f"{self.barbell.bar:g}: {' '.join(pairs)}"

    @property
    def kg_per_unit(self) -> float:
        """What one of ``unit`` is."""
        return KG_PER_LB if self.unit == "lb" else 1.0

    @cached_property
    def _plates(self) -> Plates | None:
        if self.barbell is None:
            return None
        pairs = {float(plate) * self.kg_per_unit: count for plate, count in self.barbell.plates.items()}
        return Plates(self.barbell.bar * self.kg_per_unit, pairs)

    @cached_property
    def _bar_loads_kg(self) -> tuple[float, ...]:
        return tuple(each.load_kg for each in self._plates.loadings()) if self._plates else ()

    def _fixed_kg(self, fixed: _Fixed) -> tuple[float, ...]:
        if fixed.step is not None:
            return even_steps(fixed.step * self.kg_per_unit)
        return tuple(sorted({load * self.kg_per_unit for load in fixed.loads}))


def equipment_file() -> Path:
    """Where a person lists what they have."""
    return Path(platformdirs.user_config_dir("sensorlog")) / "equipment.toml"


def load_at_hand(source: Path | str, name: str = "equipment") -> AtHand:
    """Read a list of equipment. Raises :class:`TrainingError` with file, line and field of what is wrong."""
    document = TomlText.read(source, _KIND, name)
    at_hand = document.validated(AtHand)
    try:
        _ = at_hand._plates
    except TrainingError as error:
        raise document.error_at(("barbell", "plates"), str(error)) from error
    return at_hand


def own_equipment() -> AtHand:
    """Return what this person listed; nothing where there is no file. Raises as :func:`load_at_hand`."""
    path = equipment_file()
    return load_at_hand(path) if path.is_file() else AtHand()


def read_barbell(text: str, at_hand: AtHand, unit: Literal["kg", "lb"]) -> AtHand:
    """Return the list with another bar: ``20: 20 2x10 5`` is a bar of 20 and pairs of plates; empty leaves it out.

    Raises :class:`TrainingError` for what is no such text, or where another unit is used for the rest of the list.
    """
    others = at_hand.model_dump(exclude={"unit", "barbell"}, exclude_none=True)
    if others and at_hand.unit != unit:
        raise TrainingError(f"the other equipment is listed in {at_hand.unit}: switch the unit, or edit the file")
    barbell: dict[str, object] | None = None
    if text.strip():
        bar, colon, plates = text.partition(":")
        pairs: dict[str, int] = {}
        for each in plates.split():
            count, times, plate = each.rpartition("x")
            if times and not (count.isascii() and count.isdigit()):
                raise TrainingError(f"{each[:20]!r} is no plate: write 2x10 for two pairs of 10, or 10 for one")
            pairs[plate] = pairs.get(plate, 0) + (int(count[:3]) if times else 1)
        try:
            barbell = {"bar": float(bar), "plates": pairs} if colon else None
        except ValueError:
            barbell = None
        if barbell is None:
            raise TrainingError(f"{text.strip()[:20]!r} names no bar: write its weight and a colon first, such as 20:")
    try:
        changed = AtHand.model_validate({"unit": unit, "barbell": barbell, **others})
        _ = changed._plates
    except ValidationError as error:
        raise TrainingError(f"{text.strip()[:40]!r} is no list of a bar and its plates: write 20: 20 2x10 5") from error
    return changed


def save_equipment(at_hand: AtHand, path: Path | None = None) -> None:
    """Write the list where :func:`own_equipment` reads it. Raises :class:`TrainingError` where it cannot be written."""
    path = equipment_file() if path is None else path
    lines = [f'unit = "{at_hand.unit}"']
    if at_hand.barbell is not None:
        plates = ", ".join(f'"{plate}" = {count}' for plate, count in at_hand.barbell.plates.items())
        lines += ["", "[barbell]", f"bar = {at_hand.barbell.bar:g}", f"plates = {{ {plates} }}"]
    for kind in ("dumbbell", "kettlebell", "machine", "cable"):
        fixed: _Fixed | None = getattr(at_hand, kind)
        if fixed is not None:
            listed = f"loads = [{', '.join(f'{load:g}' for load in fixed.loads)}]"
            lines += ["", f"[{kind}]", listed if fixed.step is None else f"step = {fixed.step:g}"]
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_text("\n".join([*lines, ""]), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise TrainingError(f"{path}: cannot be written ({error.strerror}); check the folder's permissions") from error
