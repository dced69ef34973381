"""The trace of the channel that is counted, with the reps marked below it."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from sensorlog.tui.braille import Grid, draw, extremes
from sensorlog.tui.view import Mark, TraceView

__all__ = ["Trace"]

_SECONDS_PER_CELL = 0.16
"""About 13 s on 80 columns: three or four reps of a usual tempo."""
_BRIDGE_S = 0.3
"""Samples further apart than this leave a hole: at 12.5 Hz a sample comes every 0.08 s."""


class Trace(Widget):
    """Draws :class:`TraceView`: a title, the line in braille, and a row of rep numbers at their farthest points."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"trace--title", "trace--line", "trace--mark"}
    view: reactive[TraceView] = reactive(TraceView.empty)

    def render_line(self, y: int) -> Strip:
        lines = self._lines()
        if y >= len(lines):
            return Strip.blank(self.size.width, self.rich_style)
        name, text = lines[y]
        style: Style = self.get_component_rich_style(name)
        return Strip([Segment(text.ljust(self.size.width), style)], self.size.width)

    def watch_view(self) -> None:
        self._drawn = None

    def notify_style_update(self) -> None:
        self._drawn = None
        super().notify_style_update()

    _drawn: tuple[Size, list[tuple[str, str]]] | None = None

    def _lines(self) -> list[tuple[str, str]]:
        """All lines with the component class of each; drawn once for a view and a size."""
        if self._drawn is None or self._drawn[0] != self.size:
            self._drawn = (self.size, self._draw())
        return self._drawn[1]

    def _draw(self) -> list[tuple[str, str]]:
        width, height = self.size
        view = self.view
        rows = height - 2
        if rows < 1 or width < 10:
            return []
        grid = Grid.ending(view.end_s, _SECONDS_PER_CELL * width, width)
        low, high = extremes(view.t_s, view.value, grid, _BRIDGE_S)
        line = draw(low, high, rows, view.bottom, view.top)
        return [
            ("trace--title", view.title[:width]),
            *(("trace--line", row) for row in line),
            ("trace--mark", _mark_row(view.marks, grid, width)),
        ]


def _mark_row(marks: tuple[Mark, ...], grid: Grid, width: int) -> str:
    """Rep numbers, each at the character of its farthest point; a later one gives way where there is no room."""
    row = [" "] * width
    for mark in marks:
        cell = grid.cell(mark.t_s)
        if cell is None:
            continue
        label = f"▲{mark.label}"
        room = row[max(0, cell - 1) : cell + len(label)]
        if cell + len(label) <= width and not "".join(room).strip():
            row[cell : cell + len(label)] = label
    return "".join(row)
