"""What a catalogue file may say of an exercise: the TOML as frozen pydantic models, every size bounded."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator
from pydantic import Field as Limits

from sensorlog.toml_models import Table
from sensorlog.training.errors import TrainingError
from sensorlog.training.exercise import normalise_exercise

__all__ = [
    "SPINE_SUPPORTING",
    "Clip",
    "Counting",
    "Exercise",
    "ExerciseFile",
    "Kind",
    "Muscle",
    "OneCount",
    "Pattern",
    "Sides",
]


class Muscle(StrEnum):
    """Muscle groups, as coarse as sets per week are planned."""

    ABDOMINALS = "abdominals"
    OBLIQUES = "obliques"
    HIP_FLEXORS = "hip_flexors"
    """Psoas and iliacus."""
    BACK_AND_GLUTEAL_EXTENSORS = "back_and_gluteal_extensors"
    """Lower back and buttocks: what straightens back and hips."""
    QUADRICEPS = "quadriceps"
    HAMSTRINGS = "hamstrings"
    ADDUCTORS = "adductors"
    HIP_ABDUCTORS = "hip_abductors"
    CALVES = "calves"
    CHEST = "chest"
    SHOULDERS = "shoulders"
    UPPER_BACK = "upper_back"
    LATS = "lats"
    BICEPS = "biceps"
    TRICEPS = "triceps"
    FOREARMS = "forearms"


SPINE_SUPPORTING = (
    Muscle.ABDOMINALS,
    Muscle.HIP_FLEXORS,
    Muscle.OBLIQUES,
    Muscle.BACK_AND_GLUTEAL_EXTENSORS,
)
"""The four groups that patient literature on back exercise names as holding up the spine."""


class Kind(StrEnum):
    """What an exercise is done for."""

    STRENGTH = "strength"
    STRETCH = "stretch"
    WARM_UP = "warm_up"


class Pattern(StrEnum):
    """How the body moves; exercises of one pattern can stand in for each other."""

    SQUAT = "squat"
    HINGE = "hinge"
    LUNGE = "lunge"
    HORIZONTAL_PUSH = "horizontal_push"
    VERTICAL_PUSH = "vertical_push"
    HORIZONTAL_PULL = "horizontal_pull"
    VERTICAL_PULL = "vertical_pull"
    TRUNK = "trunk"
    CARRY = "carry"
    ISOLATION = "isolation"
    STRETCH = "stretch"
    WARM_UP = "warm_up"


class Sides(StrEnum):
    """How left and right take part."""

    TOGETHER = "together"
    ONE_AT_A_TIME = "one_at_a_time"
    """A set belongs to one side."""
    ALTERNATING = "alternating"
    """The sides take turns within a set."""


class OneCount(StrEnum):
    """What one count of the sensor is, clipped where ``clip`` says first."""

    REP = "rep"
    SIDE = "side"
    """One side's turn."""
    PAIR = "pair"
    """Left and right together: the sensor sees only one of the two."""


class Counting(StrEnum):
    """What a sensor can do for this exercise."""

    REPS = "reps"
    HOLD = "hold"
    """Time it."""
    NO = "no"


Clip = Literal["trunk", "pelvis", "wrist", "upper_arm", "thigh", "shank", "bar", "dumbbell"]
"""Placements, by the names that recordings use."""


def _spelled(text: str) -> str:
    try:
        name = normalise_exercise(text)
    except TrainingError as error:
        raise ValueError(str(error)) from error
    if name is None:
        raise ValueError("is empty: write the name")
    return name


_Name = Annotated[str, AfterValidator(_spelled)]
_Line = Annotated[str, Limits(max_length=300)]


class Exercise(Table):
    """One exercise."""

    id: Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
    """Stays for good: programs and swaps name it."""
    name: _Name
    aliases: Annotated[tuple[_Name, ...], Limits(max_length=20)] = ()
    """Other names of the same exercise; what a person typed under one of them is found again."""
    kind: Kind = Kind.STRENGTH
    pattern: Pattern
    muscles: Annotated[tuple[Muscle, ...], Limits(min_length=1, max_length=6)]
    """The groups that it is done for: its sets count for them."""
    assisting: Annotated[tuple[Muscle, ...], Limits(max_length=8)] = ()
    equipment: Annotated[
        tuple[Literal["barbell", "dumbbell", "kettlebell", "machine", "cable", "band", "bodyweight", "bench"], ...],
        Limits(min_length=1, max_length=6),
    ]
    sides: Sides = Sides.TOGETHER
    one_count_is: OneCount = OneCount.REP
    isometric: bool = False
    measure: Literal["reps", "seconds"] = "reps"
    """What a set of it is told in."""
    counting: Counting = Counting.REPS
    clip: Annotated[tuple[Clip, ...], Limits(max_length=8)] = ()
    """Where to clip the sensor, best place first; empty where it cannot be counted."""
    no_count_on: Annotated[tuple[Clip, ...], Limits(max_length=8)] = ()
    """Where the sensor would see too little."""
    why_no_count: _Line = ""
    minimal_velocity_m_s: Annotated[float, Limits(gt=0, le=1)] | None = None
    """Mean velocity at the one-repetition maximum; without it no maximum is estimated from velocity."""
    minimal_velocity_source: _Line = ""
    guidance: Annotated[str, Limits(min_length=1, max_length=300)]
    """What to heed, in one or two sentences."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name that means this exercise; the first is the one that is shown."""
        return (self.name, *self.aliases)

    @property
    def spine_supporting(self) -> tuple[Muscle, ...]:
        """Which of its main groups hold up the spine."""
        return tuple(muscle for muscle in self.muscles if muscle in SPINE_SUPPORTING)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for wrong, reason in (
            (bool(set(self.muscles) & set(self.assisting)), "a group is either in muscles or in assisting"),
            (self.counting is not Counting.NO and not self.clip, "clip is empty: say where, or counting = 'no'"),
            (self.counting is Counting.NO and bool(self.clip or self.no_count_on), "counting = 'no' takes no clip"),
            (bool(set(self.clip) & set(self.no_count_on)), "a place is either in clip or in no_count_on"),
            (
                bool(self.no_count_on or self.counting is not Counting.REPS) and not self.why_no_count,
                "why_no_count is missing: say what the sensor cannot see",
            ),
            ((self.measure == "seconds") and self.counting is Counting.REPS, "what is told in seconds is not counted"),
            (self.isometric and self.measure != "seconds", "isometric is told in seconds"),
            (
                (self.sides is Sides.TOGETHER) != (self.one_count_is is OneCount.REP),
                "one_count_is must be 'side' or 'pair' where sides take turns, and only there",
            ),
            (
                (self.minimal_velocity_m_s is None) != (not self.minimal_velocity_source),
                "minimal_velocity_m_s and minimal_velocity_source belong together",
            ),
        ):
            if wrong:
                raise ValueError(reason)
        return self


class ExerciseFile(Table):
    """A file of exercises."""

    exercise: Annotated[tuple[Exercise, ...], Limits(min_length=1, max_length=500)]
