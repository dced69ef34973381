"""Pictures by week: what was planned and recorded, and the sets of each muscle group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from sensorlog.exchange.person_record import Evidence
from sensorlog.exchange.report.svg import Picture
from sensorlog.exchange.report.words import day_words, decimal

__all__ = ["MuscleRow", "TrainingWeek", "muscle_chart", "training_chart"]

_MOST_STACKED = 7
_LABEL_WIDTH = 44.0


@dataclass(frozen=True, slots=True)
class TrainingWeek:
    """Seven days, with what the plan asks for in them."""

    first_day: date
    planned: int | None
    """``None``: no program ran."""
    days: Mapping[date, Evidence]
    """Days with training, and the best evidence that there is for each."""
    is_over: bool


def training_chart(weeks: Sequence[TrainingWeek], title: str, width: float) -> str:
    """Draw a box for each day of training and an empty one for what was planned and not recorded; a column a week."""
    tallest = max((max(len(week.days), week.planned or 0) for week in weeks), default=1)
    stacked = min(max(tallest, 2), _MOST_STACKED)
    step = width / max(1, len(weeks))
    side = max(3.0, min(15.0, step - 2.0))
    tall = min(13.0, side)
    picture = Picture(width, stacked * (tall + 3) + 24, title)
    floor = picture.height - 20
    picture.line([(0, floor), (width, floor)], "line")
    every = max(1, ceil(_LABEL_WIDTH / step))
    for number, week in enumerate(weeks):
        x = number * step + 1
        boxes: list[Evidence | None] = [week.days[day] for day in sorted(week.days)]
        if week.planned is not None:
            boxes += [None] * (week.planned - len(boxes))
        for row, evidence in enumerate(boxes[:_MOST_STACKED]):
            _draw_box(picture, evidence, (x, floor - (row + 1) * (tall + 3), side, tall), is_over=week.is_over)
        if number % every == 0 and x + _LABEL_WIDTH <= width + 12:
            picture.text(x, floor + 13, day_words(week.first_day, year=False), size=9, colour="soft")
    return picture.svg()


def _draw_box(
    picture: Picture, evidence: Evidence | None, box: tuple[float, float, float, float], *, is_over: bool
) -> None:
    x, y, side, tall = box
    match evidence:
        case Evidence.RECORDED:
            picture.rect(x, y, side, tall, "fill", stroke="fill")
        case Evidence.MISSING:
            picture.rect(x, y, side, tall, "pale", stroke="fill")
            picture.line([(x, y + tall), (x + side, y)], "fill")
        case Evidence.BY_HAND:
            picture.rect(x, y, side, tall, "pale", stroke="fill")
        case None:
            picture.rect(x, y, side, tall, "paper", stroke="mark" if is_over else "line")


@dataclass(frozen=True, slots=True)
class MuscleRow:
    """One muscle group over the weeks of a period."""

    name: str
    supports_spine: bool
    sets: tuple[int, ...]
    """By week."""
    sets_now: float
    """A week, over the last weeks."""
    sets_before: float | None
    volume_now_kg: float | None
    """A week."""


def muscle_chart(rows: Sequence[MuscleRow], weeks: Sequence[date], title: str, width: float) -> str:
    """Draw a row of bars for each muscle group, all to one scale; beside it the figures of the last weeks."""
    tall, head, label = 17.0, 16.0, 136.0
    picture = Picture(width, head + len(rows) * tall + 16, title)
    numbers = (width - 82.0, width - 42.0, width)
    right = width - 122.0
    most = max((count for row in rows for count in row.sets), default=1) or 1
    step = (right - label) / max(1, len(weeks))
    for x, heading in zip(numbers, ("sets/wk", "before", "kg/wk"), strict=True):
        picture.text(x, 10, heading, size=9, colour="soft", anchor="end")
    picture.text(label, 10, "by week", size=9, colour="soft")
    for number, row in enumerate(rows):
        floor = head + (number + 1) * tall - 2
        picture.line([(0, floor + 1.5), (width, floor + 1.5)], "line", 0.5)
        picture.text(0, floor - 2.5, ("● " if row.supports_spine else "") + row.name, size=11)
        for week, count in enumerate(row.sets):
            height = (tall - 4) * count / most
            picture.rect(label + week * step, floor - height, max(1.0, step - 1.5), height, "fill")
        values = (decimal(row.sets_now, 1), decimal(row.sets_before, 1), decimal(row.volume_now_kg))
        for x, value, is_first in zip(numbers, values, (True, False, False), strict=True):
            picture.text(x, floor - 2.5, value, size=11, anchor="end", bold=is_first)
    y = picture.height - 4
    if weeks:
        picture.text(label, y, f"{weeks[0].day} {weeks[0]:%b}", size=9, colour="soft")
        last = weeks[-1] + timedelta(days=6)
        picture.text(right, y, f"{last.day} {last:%b}", size=9, colour="soft", anchor="end")
    return picture.svg()
