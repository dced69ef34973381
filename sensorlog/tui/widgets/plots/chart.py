"""A line over days, in braille."""

from __future__ import annotations

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
        ends = f"{first:%d %b} – {last:%d %b}" if last > first else f"{last:%d %b}"
        low_high = f"{_words(bottom, series.digits)} … {_words(top, series.digits)}{unit}"
        foot = low_high + ends.rjust(max(len(ends) + 2, width - len(low_high)))
        drawn = Content("\n").join(Content.styled(row, "$primary") for row in rows)
        self.update(Content("\n").join([drawn, Content.styled(foot, "$secondary")]))


def _words(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}".replace(",", " ")
    return (text.rstrip("0").rstrip(".") if digits else text).replace("-", "−")
