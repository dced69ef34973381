"""Tables of figures that fit the terminal: a narrow one shows fewer columns, and no figure is ever cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["Column", "Holds", "print_fitting"]

_WIDE = 80
"""Columns of a terminal from which on there is room for headings in one line."""
_WORD = 12
"""Prose is wrapped between words; a word that is longer than this is folded where it has to be."""


class Holds(Enum):
    """What stands in a column: it says what may become of it where there is no room."""

    FIGURES = "whole, or not at all"
    PROSE = "on several lines"
    NAMES = "folded as the last resort"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of plain text. Where there is no room, the one of the highest ``rank`` goes first; 0 stays."""

    heading: str
    rank: int
    cells: tuple[str, ...]
    holds: Holds = Holds.FIGURES


def print_fitting(console: Console, columns: Sequence[Column], title: str | None = None) -> set[str]:
    """Print a table, and below it what was left out of it where the terminal is too narrow; return what is shown.

    Columns in which nothing is known (all dashes) go before any other, and without a word: a wider terminal would show
    no more of them.
    """
    is_narrow = console.width < _WIDE
    padding = (0, 1, 0, 0) if is_narrow else (0, 1, 0, 1)
    beside = padding[1] + padding[3]
    needs = {each.heading: _least_width(each, is_narrow=is_narrow) + beside for each in columns}
    left_out: list[Column] = []
    for each in sorted((each for each in columns if each.rank), key=_dispensable, reverse=True):
        if sum(needs.values()) <= console.width:
            break
        left_out.append(each)
        del needs[each.heading]
    room = console.width - sum(needs.values())
    table = Table(box=None, padding=padding, title=title, title_justify="left")
    shown = [each for each in columns if each not in left_out]
    for each in shown:
        width = needs[each.heading] - beside
        if each.holds is Holds.PROSE and room > 0:
            more = min(room, max(map(cell_len, (each.heading, *each.cells))) - width)
            width, room = width + more, room - more
        if each.holds is Holds.NAMES and room < 0:
            width = max(width + room, 1)
        table.add_column(
            _heading(each, is_narrow=is_narrow),
            justify="right" if each.holds is Holds.FIGURES else "left",
            width=width,
            overflow="fold",
        )
    for row in zip(*(each.cells for each in shown), strict=True):
        table.add_row(*map(Text, row))
    console.print(table)
    names = ", ".join(each.heading for each in columns if each in left_out and not _is_unknown(each))
    if names:
        console.print(Text(f"  no room for: {names}"), style="dim")
    return {each.heading for each in shown}


def _dispensable(column: Column) -> tuple[bool, int]:
    return _is_unknown(column), column.rank


def _is_unknown(column: Column) -> bool:
    return all(cell == "–" for cell in column.cells)


def _heading(column: Column, *, is_narrow: bool) -> str:
    return column.heading.replace(" ", "\n") if is_narrow else column.heading


def _least_width(column: Column, *, is_narrow: bool) -> int:
    """Return the width that a column takes at least, with the longest line that may not be broken."""
    lines = _heading(column, is_narrow=is_narrow).splitlines()
    if column.holds is Holds.PROSE:
        return max(map(cell_len, [*lines, *(word[:_WORD] for cell in column.cells for word in cell.split())]))
    return max(map(cell_len, [*lines, *(line for cell in column.cells for line in cell.splitlines())]))
