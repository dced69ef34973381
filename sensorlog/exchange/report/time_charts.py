"""Pictures of values over days: pain and outcomes with the important change, the trunk with the person's own usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sensorlog.exchange.person_record import Period
from sensorlog.exchange.report.axes import DayAxis, ValueAxis, nice_range
from sensorlog.exchange.report.svg import Picture
from sensorlog.exchange.report.trunk import TrunkLine, TrunkMeasure
from sensorlog.exchange.report.words import day_words, decimal
from sensorlog.training import Measure, PainEntry, PainTrend, Score, worst_by_day

__all__ = ["Panel", "draw_panels", "outcome_panels", "pain_chart", "trunk_panels"]

_LEFT, _RIGHT, _TOP, _FOOT = 30.0, 10.0, 10.0, 20.0


def pain_chart(pain: Sequence[PainEntry], trend: PainTrend | None, period: Period, title: str, width: float) -> str:
    """Draw the worst pain of each day, and how far the important change reaches from the first week."""
    picture = Picture(width, 130, title)
    axis = DayAxis(period, _LEFT, width - _RIGHT)
    values = ValueAxis(0, 10, picture.height - _FOOT, _TOP)
    worst = worst_by_day(pain)
    if trend is not None:
        change = trend.measure.important_change
        high, low = (values.y(trend.first + sign * change) for sign in (1, -1))
        picture.rect(axis.left, high, axis.right - axis.left, low - high, "band")
    values.draw(picture, axis.left, axis.right, (0, 5, 10))
    picture.line([(axis.x(day), values.y(score)) for day, score in worst.items()], "pale", 1.2)
    new = {entry.day for entry in pain if entry.new_or_worse}
    for day, score in worst.items():
        x, y = axis.x(day), values.y(score)
        if day in new:
            picture.polygon([(x - 5, y + 4), (x + 5, y + 4), (x, y - 6)], "mark")
        else:
            picture.dot(x, y, 2.6 if len(worst) < 120 else 1.4, "fill", says=f"{day_words(day)}: {score} of 10")
    if trend is not None:
        for days, value in ((trend.first_days, trend.first), (trend.latest_days, trend.latest)):
            ends = (axis.x(days[0]) - 3, axis.x(days[-1]) + 3)
            picture.line([(x, values.y(value)) for x in ends], "ink", 2.4)
            inside = min(max(sum(ends) / 2, axis.left + 12), axis.right - 12)
            highest = values.y(max(worst[day] for day in worst if days[0] <= day <= days[-1]))
            above = highest - 8 if highest > _TOP + 16 else values.y(value) + 18
            picture.text(inside, above, decimal(value, 1), size=12, anchor="middle", bold=True)
    axis.draw(picture, picture.height - _FOOT)
    return picture.svg()


@dataclass(frozen=True, slots=True)
class Panel:
    """One small picture among some of the same size."""

    heading: str
    unit: str
    points: tuple[tuple[date, float], ...]
    spreads: tuple[tuple[date, float, float], ...] = ()
    """Lower and upper end beside each point."""
    band: tuple[float, float] | None = None
    level: float | None = None
    """A line across, such as the usual."""
    ticks: tuple[float, ...] = ()
    digits: int = 0


def outcome_panels(
    scores: Sequence[Score], measures: Sequence[Measure], period: Period, title: str, width: float
) -> tuple[str, ...]:
    """Draw each measure's scores with how far the important change reaches from the first."""
    panels = []
    for measure in measures:
        own = sorted((each for each in scores if each.measure is measure.id), key=lambda each: each.day)
        first, change = own[0].value, measure.important_change
        middle = (measure.lowest + measure.highest) / 2
        panels.append(
            Panel(
                measure.name.split(" (")[-1].rstrip(")").replace(", total", "").replace(", mean", ""),
                "higher is better" if measure.higher_is_better else "lower is better",
                tuple((each.day, each.value) for each in own),
                band=(max(measure.lowest, first - change), min(measure.highest, first + change)),
                ticks=(measure.lowest, middle, measure.highest),
            )
        )
    return draw_panels(panels, period, title, width)


def trunk_panels(
    line: TrunkLine, measures: Sequence[TrunkMeasure], period: Period, title: str, width: float
) -> tuple[str, ...]:
    """Draw the median and the middle 80 % of each session, on the middle 80 % of the usual."""
    panels = []
    for measure in measures:
        known = [(point.day, point.spreads[measure.id]) for point in line.points if measure.id in point.spreads]
        usual = line.usual.get(measure.id)
        ends = [end for _, each in known for end in (each.low, each.high)] + ([usual.low, usual.high] if usual else [])
        ticks, digits = nice_range(ends or [0.0, 1.0], from_zero=measure.id == "jerkiness", most=3)
        panels.append(
            Panel(
                measure.name,
                measure.unit,
                tuple((day, each.middle) for day, each in known),
                tuple((day, each.low, each.high) for day, each in known),
                band=(usual.low, usual.high) if usual else None,
                level=usual.middle if usual else None,
                ticks=tuple(ticks),
                digits=digits,
            )
        )
    return draw_panels(panels, period, title, width)


def draw_panels(panels: Sequence[Panel], period: Period, title: str, width: float) -> tuple[str, ...]:
    """Draw each panel over the days of ``period``, all of one size."""
    pictures = []
    for panel in panels:
        picture = Picture(width, 118.0, f"{title}: {panel.heading}")
        _draw_panel(picture, panel, DayAxis(period, _LEFT, width - _RIGHT))
        pictures.append(picture.svg())
    return tuple(pictures)


def _draw_panel(picture: Picture, panel: Panel, axis: DayAxis) -> None:
    values = ValueAxis(panel.ticks[0], panel.ticks[-1], picture.height - _FOOT, 24)
    picture.text(2, 11, panel.heading, size=11, bold=True)
    picture.text(axis.right, 11, panel.unit, size=9, colour="soft", anchor="end")
    if panel.band:
        high, low = values.y(panel.band[1]), values.y(panel.band[0])
        picture.rect(axis.left, high, axis.right - axis.left, low - high, "band")
    values.draw(picture, axis.left, axis.right, panel.ticks, panel.digits)
    if panel.level is not None:
        picture.line([(axis.left, values.y(panel.level)), (axis.right, values.y(panel.level))], "soft", dashed=True)
    for day, low, high in panel.spreads:
        picture.line([(axis.x(day), values.y(low)), (axis.x(day), values.y(high))], "pale", 2)
    if not panel.spreads:
        picture.line([(axis.x(day), values.y(value)) for day, value in panel.points], "pale", 1.2)
    for day, value in panel.points:
        says = f"{day_words(day)}: {decimal(value, panel.digits or 1)}"
        picture.dot(axis.x(day), values.y(value), 2.6 if len(panel.points) < 80 else 1.6, "fill", says=says)
    axis.draw(picture, picture.height - _FOOT)
