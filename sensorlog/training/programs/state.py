"""Where a person stands in a program: what was entered, in order, as a document that a logbook keeps as JSON."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field as Limits
from pydantic import ValidationError

from sensorlog.toml_models import Table
from sensorlog.training.errors import TrainingError
from sensorlog.training.load import MAX_LOAD_KG

__all__ = [
    "MAX_ENTRIES",
    "Accepted",
    "Adjusted",
    "Done",
    "Entry",
    "Moved",
    "ProgramState",
    "Skipped",
    "SwapReason",
    "Swapped",
    "state_from_json",
]

MAX_ENTRIES = 20_000
"""Two years of sessions with every proposal answered are a tenth of it."""

_Id = Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
_Words = Annotated[str, Limits(max_length=500)]
_Count = Annotated[int, Limits(ge=1, le=100)]
_Seconds = Annotated[int, Limits(ge=1, le=7200)]


class SwapReason(StrEnum):
    """Why another exercise takes the place of the planned one."""

    HURTS = "hurts"
    EQUIPMENT = "equipment"
    OTHER = "other"


class Done(Table):
    """The session was trained."""

    kind: Literal["done"] = "done"
    day: date


class Skipped(Table):
    """The session is left out for good; a session that was merely missed stays the next one."""

    kind: Literal["skipped"] = "skipped"
    day: date
    why: _Words = ""


class Swapped(Table):
    """From here on, another exercise in the place of one."""

    kind: Literal["swapped"] = "swapped"
    day: date
    exercise: _Id
    """As the program names it."""
    replacement: _Id
    """The same id again takes the swap back."""
    reason: SwapReason
    why: _Words = ""
    """In the person's own words."""


class Adjusted(Table):
    """From here on, another dose of one exercise. ``None`` leaves what was."""

    kind: Literal["adjusted"] = "adjusted"
    day: date
    exercise: _Id
    sets: tuple[_Count, _Count] | None = None
    reps: tuple[_Count, _Count] | None = None
    seconds: tuple[_Seconds, _Seconds] | None = None
    reserve: Annotated[int, Limits(ge=0, le=10)] | None = None
    rest_s: Annotated[int, Limits(ge=0, le=900)] | None = None
    by: _Words = ""
    why: _Words = ""


class Moved(Table):
    """Go on at another session: back to repeat a week, or forward."""

    kind: Literal["moved"] = "moved"
    day: date
    session: Annotated[int, Limits(ge=0, le=1000)]
    """Index from 0."""
    why: _Words = ""


class Accepted(Table):
    """A proposal that the person took, or a load of their own choice."""

    kind: Literal["accepted"] = "accepted"
    day: date
    exercise: _Id
    load_kg: Annotated[float, Limits(ge=0, le=MAX_LOAD_KG)] | None = None
    sets: _Count | None = None
    reps: _Count | None = None
    seconds: _Seconds | None = None
    rule: Annotated[str, Limits(max_length=60)] = ""
    """Of the proposal; empty where the person chose otherwise."""


Entry = Annotated[Done | Skipped | Swapped | Adjusted | Moved | Accepted, Limits(discriminator="kind")]


class ProgramState(Table):
    """A started program. Entries are only ever added."""

    schema_version: Literal[1] = 1
    program: _Id
    started: date
    chosen: Annotated[tuple[_Id, ...], Limits(max_length=30)] = ()
    """Exercises, where the program leaves them to the person."""
    entries: Annotated[tuple[Entry, ...], Limits(max_length=MAX_ENTRIES)] = ()

    def with_entry(self, entry: Done | Skipped | Swapped | Adjusted | Moved | Accepted) -> ProgramState:
        """Return the state with one entry more."""
        if len(self.entries) >= MAX_ENTRIES:
            raise TrainingError(f"this program has {MAX_ENTRIES} entries: end it and start anew")
        return self.model_copy(update={"entries": (*self.entries, entry)})

    def to_json(self) -> str:
        """Return the document that :func:`state_from_json` reads."""
        return self.model_dump_json()


def state_from_json(text: str) -> ProgramState:
    """Read a kept state. Raises :class:`TrainingError` where it is none."""
    try:
        return ProgramState.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise TrainingError(
            f"the state of the program cannot be read ({where or 'document'}: {first['msg']}): restore a backup"
        ) from error
