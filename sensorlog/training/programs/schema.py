"""What a program file may say: the TOML as frozen pydantic models, every size bounded."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, PrivateAttr, model_validator
from pydantic import Field as Limits

from sensorlog.toml_models import Table

__all__ = ["Day", "Origin", "Phase", "Prescription", "Program", "Progress", "Span", "Tempo"]


def _span(value: object) -> object:
    """Let one number stand for a span of one."""
    if isinstance(value, int) and not isinstance(value, bool):
        return (value, value)
    if isinstance(value, list | tuple) and len(value) == 2 and value[0] > value[1]:
        raise ValueError(f"goes from {value[0]} down to {value[1]}: write the smaller number first")
    return value


Span = tuple[int, int]
"""From, to; both included."""
_Sets = Annotated[
    tuple[Annotated[int, Limits(ge=1, le=20)], Annotated[int, Limits(ge=1, le=20)]], BeforeValidator(_span)
]
_Reps = Annotated[
    tuple[Annotated[int, Limits(ge=1, le=100)], Annotated[int, Limits(ge=1, le=100)]], BeforeValidator(_span)
]
_Seconds = Annotated[
    tuple[Annotated[int, Limits(ge=1, le=7200)], Annotated[int, Limits(ge=1, le=7200)]], BeforeValidator(_span)
]
_Id = Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
_Line = Annotated[str, Limits(max_length=300)]
_Text = Annotated[str, Limits(min_length=1, max_length=3000)]


class Origin(StrEnum):
    """Whose dose it is."""

    PUBLISHED = "published"
    OWN = "own"
    """A template of the authors of the file, tested in no study."""


class Progress(StrEnum):
    """When more is proposed."""

    DOUBLE = "double"
    """Top of the range in every set: more load, and reps from the bottom again."""
    TWO_FOR_TWO = "two_for_two"
    """Two reps more than asked in the last set, two sessions running: more load."""
    TOP_TWICE = "top_twice"
    """Top of the range in every set, two sessions running."""
    HOLD = "hold"
    """Nothing more for now."""


class Tempo(Table):
    """How long a rep takes."""

    lower_s: Annotated[float, Limits(gt=0, le=30)]
    lift_s: Annotated[float, Limits(gt=0, le=30)]


class Prescription(Table):
    """What is to be done of one exercise on one day. What a source does not say is left out, and stays unknown."""

    exercise: _Id | None = None
    choose: _Line = ""
    """Instead of ``exercise``: what the person has to choose, because the source does not say."""
    sets: _Sets
    reps: _Reps | None = None
    """Of each side, where the sides take turns."""
    seconds: _Seconds | None = None
    """Instead of reps: of a hold or stretch."""
    reserve: Annotated[int, Limits(ge=0, le=10)] | None = None
    """How many reps should still be possible at the end of a set."""
    percent: Annotated[float, Limits(ge=10, le=120)] | None = None
    of: Literal["load_before", "estimated_maximum"] | None = None
    """What ``percent`` is of: the load of the phase before, or the one-repetition maximum."""
    tempo: Tempo | None = None
    rest_s: Annotated[int, Limits(ge=0, le=900)] | None = None
    progress: Progress = Progress.HOLD
    sets_first: bool = False
    """A set more, up to the range's end, before more load."""
    note: _Line = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.exercise is None) == (not self.choose):
            raise ValueError("needs either exercise (an id) or choose (what the person has to choose)")
        if (self.reps is None) == (self.seconds is None):
            raise ValueError("needs either reps or seconds")
        if (self.percent is None) != (self.of is None):
            raise ValueError("percent and of belong together")
        if self.seconds is not None and self.percent is not None:
            raise ValueError("a hold has no percent")
        return self


class Day(Table):
    """One session of a week."""

    name: Annotated[str, Limits(min_length=1, max_length=60)]
    optional: bool = False
    """The week is complete without it."""
    work: Annotated[tuple[Prescription, ...], Limits(min_length=1, max_length=30)]


class Phase(Table):
    """Weeks that are alike."""

    name: Annotated[str, Limits(min_length=1, max_length=60)]
    weeks: Annotated[int, Limits(ge=1, le=52)]
    note: _Line = ""
    day: Annotated[tuple[Day, ...], Limits(min_length=1, max_length=7)]


class Program(Table):
    """A program of training. Load it with :func:`sensorlog.training.load_program`."""

    schema_version: Annotated[Literal[1], Limits(alias="schema")]
    id: _Id
    name: Annotated[str, Limits(min_length=1, max_length=80)]
    origin: Origin
    source: _Text
    """Where the dose comes from; of a template of one's own: who made it, and that it was not tested."""
    about: _Text
    phase: Annotated[tuple[Phase, ...], Limits(min_length=1, max_length=26)]

    _text: str = PrivateAttr(default="")

    @property
    def text(self) -> str:
        """The TOML itself: a logbook keeps it beside the state, so that a later edition changes no running program."""
        return self._text

    @property
    def weeks(self) -> int:
        """How many weeks it takes."""
        return sum(phase.weeks for phase in self.phase)

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.weeks > 104:
            raise ValueError(f"takes {self.weeks} weeks: a program ends within two years")
        return self
