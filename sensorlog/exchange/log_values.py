"""The kinds of values in session logs and plans, each bounded: they come from outside."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, AwareDatetime, JsonValue, PlainSerializer
from pydantic import Field as Limits

__all__ = [
    "Count",
    "Day",
    "Effort",
    "Free",
    "FreeObject",
    "Id",
    "LoadKg",
    "Moment",
    "Name",
    "Seconds",
    "Sha256",
    "TypedLoad",
    "Words",
    "printable",
]


_Moment = TypeVar("_Moment", bound=date)


def printable(text: str) -> str:
    """Return ``text``. Raises ``ValueError`` for what would move a cursor."""
    if not text.isprintable():
        raise ValueError("holds characters that cannot be printed")
    return text


def _in_reach(moment: _Moment) -> _Moment:
    """Return a day or a moment. Raises ``ValueError`` for one that no clock said: a clock without battery says 1970."""
    if not 1970 <= moment.year <= 2200:
        raise ValueError(f"the year {moment.year} is not from 1970 to 2200")
    return moment


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(each) for each in value] if isinstance(value, list) else value


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


Id = Annotated[str, Limits(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=64)]
Name = Annotated[str, Limits(min_length=1, max_length=200), AfterValidator(printable)]
Sha256 = Annotated[str, Limits(pattern=r"^[0-9a-f]{64}$")]
Moment = Annotated[
    AwareDatetime,
    AfterValidator(_in_reach),
    PlainSerializer(_in_utc, return_type=Annotated[str, Limits(json_schema_extra={"format": "date-time"})]),
]
"""In UTC, from 1970 to 2200, as in ``2026-05-04T16:30:00Z``."""
Day = Annotated[date, AfterValidator(_in_reach)]
"""Of the person's own calendar, from 1970 to 2200."""
Seconds = Annotated[float, Limits(ge=-700_000, le=700_000)]
Count = Annotated[int, Limits(ge=0, le=10_000)]
LoadKg = Annotated[float, Limits(ge=0, le=1_000)]
TypedLoad = Annotated[str, Limits(min_length=1, max_length=20)]
Effort = Annotated[float, Limits(ge=0, le=10)]
Words = Annotated[str, Limits(max_length=5_000)]
Free = Annotated[JsonValue, PlainSerializer(_sorted)]
FreeObject = Annotated[dict[str, JsonValue], PlainSerializer(_sorted)]
"""What other pages describe; its keys are written sorted."""
