"""A line of many samples as braille characters: two columns and four rows of dots a cell, min to max in each column.

Min and max per column keep every peak visible however many samples fall into one column, which picking single samples
does not. Column edges lie on whole multiples of the column's duration, so a picture that moves on doesn't shimmer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sensorlog.imu import FloatArray

__all__ = ["Grid", "draw", "extremes"]

_BLANK = 0x2800
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Bit of each dot: by column in the cell, then by row from the top (Unicode 16, Braille Patterns)."""
_ROUNDING = 1e-3
"""Of a column: the latest sample ends the grid, and rounding must not put it behind."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Which time each dot column covers: column ``i`` covers ``start_s + i·step_s`` up to the next."""

    start_s: float
    step_s: float
    columns: int

    @classmethod
    def ending(cls, end_s: float, window_s: float, cells: int) -> Grid:
        """Show ``window_s`` seconds up to ``end_s`` in ``cells`` characters."""
        columns = 2 * cells
        step_s = window_s / columns
        last = math.floor(end_s / step_s)
        return cls((last - columns + 1) * step_s, step_s, columns)

    def cell(self, t_s: float) -> int | None:
        """Character in which a time falls; ``None`` outside."""
        place = (t_s - self.start_s) / self.step_s
        return min(int(place), self.columns - 1) // 2 if 0 <= place < self.columns + _ROUNDING else None


def extremes(t_s: FloatArray, value: FloatArray, grid: Grid, bridge_s: float) -> tuple[FloatArray, FloatArray]:
    """Lowest and highest value of each column, shape (columns,); NaN where there is nothing to show.

    Columns between two samples less than ``bridge_s`` apart are filled in a straight line: a slow sensor is not a gap.
    """
    low = np.full(grid.columns, np.nan)
    high = np.full(grid.columns, np.nan)
    first = int(np.searchsorted(t_s, grid.start_s))
    t, v = t_s[first:], value[first:]
    place = (t - grid.start_s) / grid.step_s
    shown = place < grid.columns + _ROUNDING
    t, v, column = t[shown], v[shown], np.minimum(place[shown].astype(np.intp), grid.columns - 1)
    if not len(t):
        return low, high
    starts = np.concatenate(([0], np.flatnonzero(np.diff(column)) + 1))
    filled = column[starts]
    low[filled] = np.minimum.reduceat(v, starts)
    high[filled] = np.maximum.reduceat(v, starts)
    for left, right, before, after in zip(filled[:-1], filled[1:], starts[1:] - 1, starts[1:], strict=True):
        if right - left > 1 and t[after] - t[before] < bridge_s:
            between = np.arange(left + 1, right)
            line = np.interp(between, (left, right), (v[before], v[after]))
            low[between] = high[between] = line
    return low, high


def draw(low: FloatArray, high: FloatArray, rows: int, bottom: float, top: float) -> list[str]:
    """``rows`` lines of braille; ``bottom`` and ``top`` are the values at the lowest and highest dot.

    Neighbouring columns are joined, so that a steep line is a line and not a cloud, and a flat one is two dots thick:
    one can't be seen from across the room.
    """
    dots = 4 * rows
    columns = len(low)
    cells = np.full((rows, (columns + 1) // 2), _BLANK, dtype=np.int32)
    span = top - bottom if top > bottom else 1.0
    # row 0 is the top one
    highest = np.clip((top - high) / span * (dots - 1), 0, dots - 1)
    lowest = np.clip((top - low) / span * (dots - 1), 0, dots - 1)
    before: tuple[int, int] | None = None
    for column in range(columns):
        if math.isnan(highest[column]):
            before = None
            continue
        upper = min(round(float(highest[column])), dots - 2)
        lower = max(round(float(lowest[column])), upper + 1)
        own = (upper, lower)
        if before is not None:
            upper, lower = min(upper, before[1] + 1), max(lower, before[0] - 1)
        before = own
        for dot in range(upper, lower + 1):
            cells[dot // 4, column // 2] |= _DOTS[column % 2][dot % 4]
    return ["".join(map(chr, row)) for row in cells.tolist()]
