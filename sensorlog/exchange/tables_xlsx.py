"""The tables of a log as a workbook: text stays text, a number is a number in every language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.formats import ExportOrder
from sensorlog.exchange.log_tables import (
    DIARY_COLUMNS,
    REP_COLUMNS,
    SET_COLUMNS,
    Cell,
    diary_row,
    rep_rows,
    set_rows,
)
from sensorlog.exchange.package import new_private_file

__all__ = ["write_xlsx"]

_MAX_ROWS = 1_048_576
"""Of a sheet."""
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook tells no zone; always the same, as it says nothing of training


def write_xlsx(order: ExportOrder) -> list[str]:
    """Write ``<stem>.xlsx`` with a sheet of sets, of reps and of the diary; return its name."""
    import xlsxwriter

    name = f"{order.stem}.xlsx"
    parts = order.parts()
    with new_private_file(order.folder / name) as file:
        # Text is never taken for a formula or a link.
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(file, options) as book:
            book.set_properties({"title": f"Training of {parts.person.pseudonym}", "created": _MADE})
            sheets = {
                title: _Sheet(book, title, columns)
                for title, columns in (("Sets", SET_COLUMNS), ("Reps", REP_COLUMNS), ("Diary", DIARY_COLUMNS))
            }
            for _, session in parts.sessions:
                for row in set_rows(session):
                    sheets["Sets"].add(row)
                for row in rep_rows(session):
                    sheets["Reps"].add(row)
            for entry in parts.diary:
                sheets["Diary"].add(diary_row(entry))
            for sheet in sheets.values():
                sheet.finish()
    return [name]


class _Sheet:
    """One sheet that grows."""

    def __init__(self, book: Any, title: str, columns: Sequence[str]) -> None:
        self._sheet = book.add_worksheet(title)
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._columns = columns
        self._row = 0
        self._sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, len(columns) - 1, 14)

    def add(self, cells: Sequence[Cell]) -> None:
        """Add a row. Raises :class:`ExchangeError` where the sheet is full."""
        self._row += 1
        if self._row >= _MAX_ROWS:
            raise ExchangeError(f"a sheet holds at most {_MAX_ROWS} rows: take a range of days, or --as csv")
        for column, cell in enumerate(cells):
            match cell:
                case None:
                    continue
                case bool():
                    self._sheet.write_boolean(self._row, column, cell)
                case int() | float():
                    self._sheet.write_number(self._row, column, cell)
                case date():
                    self._sheet.write_datetime(self._row, column, cell, self._day)
                case str():
                    self._sheet.write_string(self._row, column, cell[:32_767])

    def finish(self) -> None:
        """Make the first row a filter."""
        self._sheet.autofilter(0, 0, max(self._row, 1), len(self._columns) - 1)
