"""Upright bars, an eighth of a row fine."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

__all__ = ["Bars", "bar_rows"]

_EIGHTHS = " ▁▂▃▄▅▆▇█"


def bar_rows(values: Sequence[float | None], height: int, bar_columns: int) -> list[str]:
    """Return ``height`` rows of text, the tallest bar filling them; an unknown value is a dot on the ground."""
    highest = max((value for value in values if value is not None), default=0.0)
    rows = []
    for row in range(height - 1, -1, -1):
        cells = []
        for value in values:
            if value is None:
                cells.append(("·" if row == 0 else " ").ljust(bar_columns))
                continue
            eighths = round(8 * height * value / highest) if highest > 0 else 0
            cells.append(_EIGHTHS[min(8, max(0, eighths - 8 * row))] * bar_columns)
        rows.append(" ".join(cells))
    return rows


class Bars(Static):
    """A bar for each value, numbered below, with the highest and the unit in the title."""

    values: reactive[tuple[float | None, ...]] = reactive(())

    def __init__(self, title: str, unit: str, rows: int = 5) -> None:
        super().__init__()
        self._title, self._unit, self._rows = title, unit, rows

    def watch_values(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        known = [value for value in self.values if value is not None]
        if not known:
            self.update("")
            return
        room = max(1, self.size.width)
        columns = 2 if len(self.values) * 3 <= room else 1
        shown = self.values[: max(1, (room + 1) // (columns + 1))]
        numbers = " ".join(str(n % 10 if columns == 1 else n % 100).rjust(columns) for n in range(1, len(shown) + 1))
        title = f"{self._title} · highest {max(known):.0f} {self._unit}"
        bars = Content("\n").join(Content(row) for row in bar_rows(shown, self._rows, columns))
        self.update(
            Content("\n").join(
                [Content.styled(title, "$secondary"), bars.stylize("$primary"), Content.styled(numbers, "$secondary")]
            )
        )
