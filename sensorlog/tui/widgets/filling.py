"""Filling a table at once, its columns as wide as what stands in them: none of them is seen to grow afterwards.

One column holds what people have named, which may be long: it is cut to what the others leave of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import DataTable

__all__ = ["fill"]

_NAMES = 1
"""The column that is cut."""
_LEAST_NAME = 16
_BETWEEN = 2
_SCROLLBAR = 1


def fill(
    table: DataTable[Any], columns: Sequence[str], rows: Sequence[Sequence[Text]], room: int | None = None
) -> None:
    """Show ``rows`` in place of what was there; the cursor stays where it was, as far as there are rows.

    The second column is cut to what the others leave of ``room`` columns of the terminal.
    """
    row = table.cursor_row
    table.clear(columns=True)
    widths = [max([cell_len(title), *(each[number].cell_len for each in rows)]) for number, title in enumerate(columns)]
    if room is not None:
        others = sum(widths) - widths[_NAMES] + _BETWEEN * len(widths) + _SCROLLBAR
        widths[_NAMES] = min(widths[_NAMES], max(_LEAST_NAME, room - others))
    for title, width in zip(columns, widths, strict=True):
        table.add_column(title, width=width)
    for cells in rows:
        shown = list(cells[: len(columns)])
        shown[_NAMES].truncate(widths[_NAMES], overflow="ellipsis")
        table.add_row(*shown)
    table.move_cursor(row=min(max(0, row), max(0, len(rows) - 1)))
    # Its automatic height is worked out when the app is idle, and a layout that comes before that can leave it at none.
    table.styles.height = len(rows) + 2  # a head, and a line for the bar where the columns are wider than the page
    table.display = bool(rows)
