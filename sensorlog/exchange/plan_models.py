"""A plan: what a professional sends back. Program, pain bands, words, and which measures to look at."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator
from pydantic import Field as Limits

from sensorlog.exchange.log_models import LogPart, LogPerson
from sensorlog.exchange.log_values import Day, Id, Words, printable

__all__ = ["PLAN_FORMAT", "MeasureName", "Plan", "PlanBands", "PlanProgram", "is_plan_head"]

PLAN_FORMAT: Final = "sensorlog-plan"

MeasureName = Literal["reps", "load", "velocity", "range", "smoothness", "trunk", "pain", "effort"]
"""What a screen may put first."""


class PlanProgram(LogPart):
    """A program to begin."""

    text: Annotated[str, Limits(min_length=1, max_length=256 * 1024)]
    """TOML: docs/programs.md."""
    chosen: Annotated[tuple[Annotated[str, Limits(max_length=60)], ...], Limits(max_length=30)] = ()
    """Exercises, where the program leaves them open."""


class PlanBands(LogPart):
    """Up to which pain is fine, and up to which acceptable."""

    fine_up_to: Annotated[int, Limits(ge=0, le=10)]
    acceptable_up_to: Annotated[int, Limits(ge=0, le=10)]


class Plan(LogPart):
    """What one person is asked to do, by whom. What is left out stays as it is."""

    format: Literal["sensorlog-plan"] = PLAN_FORMAT
    version: Literal[1] = 1
    id: Id
    person: LogPerson
    by: Annotated[str, Limits(min_length=1, max_length=60), AfterValidator(printable)]
    """Who asks, in words."""
    day: Day
    program: PlanProgram | None = None
    pain_bands: PlanBands | None = None
    note: Words = ""
    measures: Annotated[tuple[MeasureName, ...], Limits(max_length=20)] = ()


def is_plan_head(head: bytes) -> bool:
    """Say whether a file that begins so may be a plan."""
    return head.lstrip()[:1] == b"{" and PLAN_FORMAT.encode() in head
