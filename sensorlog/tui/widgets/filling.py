"""Filling a table at once, its columns as wide as what stands in them: none of them is seen to grow afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import DataTable

__all__ = ["fill"]


def fill(table: DataTable[Any], columns: Sequence[str], rows: Sequence[Sequence[Text]]) -> None:
    """Show ``rows`` in place of what was there; the cursor stays where it was, as far as there are rows."""
    row = table.cursor_row
    table.clear(columns=True)
    for number, title in enumerate(columns):
        cells = [each[number].cell_len for each in rows]
        table.add_column(title, width=max([cell_len(title), *cells]))
    for cells_of_row in rows:
        table.add_row(*cells_of_row[: len(columns)])
    table.move_cursor(row=min(max(0, row), max(0, len(rows) - 1)))
    # Its automatic height is worked out when the app is idle, and a layout that comes before that can leave it at none.
    table.styles.height = len(rows) + 2  # a head, and a line for the bar where the columns are wider than the page
    table.display = bool(rows)
