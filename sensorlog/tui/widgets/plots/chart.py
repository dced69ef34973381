"""A line over days, in braille."""

from __future__ import annotations

from datetime import date

import numpy as np
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sensorlog.tui.braille import draw
from sensorlog.tui.gather.progress import Series

__all__ = ["Chart"]

_ROWS = 4
_HEAD_ROOM = 0.08
"""Of the span, above and below the line."""


class Chart(Static):
    """One series: its latest value in the title, the line, and from when to when."""

    series: reactive[Series | None] = reactive(None)

    def __init__(self, series: Series) -> None:
        super().__init__(classes="card")
        self.set_reactive(Chart.series, series)

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def watch_series(self) -> None:
        self._draw()

    def _draw(self) -> None:
        series, width = self.series, self.size.width
        if series is None or not series.points or width < 10:
            return
        values = [value for _, value in series.points]
        unit = f" {series.unit}" if series.unit else ""
        self.border_title = f"{series.title}  {_words(values[-1], series.digits)}{unit}"
        first, last = series.points[0][0], series.points[-1][0]
        span_days = max(1, (last - first).days)
        columns = 2 * width
        line = np.full(columns, np.nan)
        at = [round((day - first).days / span_days * (columns - 1)) for day, _ in series.points]
        if len(values) == 1:
            line[:] = values[0]
        else:
            line[:] = np.interp(np.arange(columns), at, values)
        bottom, top = min(values), max(values)
        room = _HEAD_ROOM * (top - bottom) or 1.0
        rows = draw(line, line, _ROWS, bottom - room, top + room)
        low_high = f"{_words(bottom, series.digits)} … {_words(top, series.digits)}"
        foot = _spread(width, (f"{low_high}{unit}", low_high), _days(first, last))
        drawn = Content("\n").join(Content.styled(row, "$primary") for row in rows)
        self.update(Content("\n").join([drawn, Content.styled(foot, "$secondary")]))


def _days(first: date, last: date) -> tuple[str, str]:
    """Say from when to when, and the same in short."""
    if first == last:
        return f"{last:%d %b %Y}", f"{last:%d %b}"
    if first.year == last.year:
        return f"{first:%d %b} – {last:%d %b}", f"{first:%b} – {last:%b}"
    return f"{first:%d %b %Y} – {last:%d %b %Y}", f"{first:%b %y} – {last:%b %y}"


def _spread(width: int, left: tuple[str, str], right: tuple[str, str]) -> str:
    """Put the longest pair of words that has room in ``width`` columns at its two ends."""
    for at_left, at_right in ((left[0], right[0]), (left[0], right[1]), (left[1], right[1])):
        if len(at_left) + 2 + len(at_right) <= width:
            return at_left + at_right.rjust(width - len(at_left))
    return left[0]


def _words(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}".replace(",", " ")
    return (text.rstrip("0").rstrip(".") if digits else text).replace("-", "−")
