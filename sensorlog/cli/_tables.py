"""Rows for people, or as JSON or CSV for a pipe."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["AS_CSV", "AS_JSON", "Cell", "print_rows", "print_table"]

AS_JSON = typer.Option(False, "--json", help="One JSON document on stdout.")
AS_CSV = typer.Option(False, "--csv", help="CSV on stdout, for a spreadsheet.")

_SHORT = 16
"""Ids, dates and numbers stay on one line, and prose gets the rest of a narrow terminal …"""
_PROSE = 10
"""… but not less than this: then each row is a few lines instead."""
_FEW = 100
"""Rows that are worth being laid out to fit the terminal."""
_BESIDE = 3
"""Room that a column takes beside what stands in it."""

Cell = str | int | float | bool | None | list[str]


def print_rows(
    name: str,
    rows: Sequence[Mapping[str, Cell]],
    columns: Sequence[str],
    *,
    as_json: bool,
    as_csv: bool,
    if_none: str = "",
) -> None:
    """Print ``rows``: as ``{name: [...]}``, as CSV with ``columns``, or as a table of them (``if_none``: no rows)."""
    if as_json and as_csv:
        raise typer.BadParameter("choose one of --json and --csv")
    if as_json:
        print(json.dumps({name: rows}, ensure_ascii=False))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_csv_cell(row.get(column)) for column in columns])
    elif rows:
        print_table(rows, columns)
    else:
        print(if_none)


def _csv_cell(cell: Cell) -> str | int | float:
    if isinstance(cell, str | list):
        text = cell if isinstance(cell, str) else "; ".join(cell)
        # A spreadsheet would run a text that begins like a formula.
        return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
    return "" if cell is None else int(cell) if isinstance(cell, bool) else cell


def print_table(rows: Sequence[Mapping[str, Cell]], columns: Sequence[str], console: Console | None = None) -> None:
    """Print rows for people: as a table, or a few lines each where there is no room for one."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[_shown(row.get(column)) for column in columns] for row in rows]
    headings = [column.replace("_", " ") for column in columns]
    longest = [max(map(len, column)) for column in zip(*cells, strict=True)]
    least = [
        max(*map(len, heading.split()), length if length <= _SHORT else _PROSE)
        for heading, length in zip(headings, longest, strict=True)
    ]
    if len(rows) > _FEW:
        _print_lines(headings, cells, longest)
        return
    console = Console() if console is None else console
    if sum(least) + _BESIDE * len(columns) > console.width:
        # A table would cut numbers and dates off, and what is left of them looks like others.
        for row in cells:
            for heading, cell in zip(headings, row, strict=True):
                console.print(Text(f"{heading}: {cell}"))
            console.print()
        return
    wanted = [max(length, len(heading)) for length, heading in zip(longest, headings, strict=True)]
    table = Table(box=SIMPLE_HEAD)
    for column, heading, width in zip(columns, headings, _widths(least, wanted, console.width), strict=True):
        numeric = any(isinstance(row.get(column), int | float) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold", width=width)
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def _widths(least: Sequence[int], wanted: Sequence[int], width: int) -> list[int]:
    """Return how wide each column is: at least ``least``; what room there is goes to those that lack most."""
    widths = list(least)
    for _ in range(width - sum(least) - _BESIDE * len(least)):
        neediest = max(range(len(widths)), key=lambda place: wanted[place] - widths[place])
        if wanted[neediest] <= widths[neediest]:
            break
        widths[neediest] += 1
    return widths


def _print_lines(headings: Sequence[str], cells: Sequence[Sequence[str]], longest: Sequence[int]) -> None:
    """Print a long list in columns, each as wide as its longest cell: rich would take a millisecond for each row."""
    widths = [max(length, len(heading)) for length, heading in zip(longest, headings, strict=True)]
    for row in (headings, *cells):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return "–"
        case bool():
            return "yes" if cell else "no"
        case float():
            return f"{cell:.2f}".rstrip("0").rstrip(".")
        case list():
            return ", ".join(each.replace("_", " ") for each in cell)
        case _:
            text = str(cell)
            # What a person typed must not move the cursor.
            return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
