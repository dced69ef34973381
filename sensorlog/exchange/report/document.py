"""What a report says, before anybody decides how it looks: sections of figures, tables and words.

Texts here are plain: whoever renders them escapes them. Pictures are SVG that :mod:`sensorlog.exchange.report.svg` has
made, with every text in them escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = [
    "Band",
    "Block",
    "Bullets",
    "Cell",
    "Column",
    "Document",
    "Figure",
    "KeyFigure",
    "KeyFigures",
    "Paragraph",
    "Row",
    "Section",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    to: str | None = None
    """Anchor in the document that the text leads to."""
    svg: str | None = None
    """A small picture in its place; ``text`` then says the same in words."""
    marked: bool = False
    """Set off: entered by hand, missing, corrected."""


@dataclass(frozen=True, slots=True)
class Column:
    """Heading of a column."""

    name: str
    numeric: bool = False
    share: float = 1.0
    """How wide it is beside the others, where that cannot follow from what is in it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``anchor`` is its name in the document."""

    cells: tuple[Cell, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``if_empty`` stands in its place where there are no rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    if_empty: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what it says in words."""

    id: str
    title: str
    pictures: tuple[str, ...]
    """SVG, side by side where there is room."""
    alt: str
    note: str = ""
    """Below it: units, and how to read it."""
    numbers: str = ""
    """Anchor of the table with the numbers behind it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    quiet: bool = False
    """Small print."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``if_empty`` stands in its place where there is nothing to list."""

    items: tuple[str, ...]
    if_empty: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that is read first."""

    label: str
    value: str
    detail: str
    """What it is of, or beside."""
    to: str
    """Anchor of what it was worked out of."""
    flagged: bool = False
    """To be looked at: a rule that is told says so."""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of them."""

    figures: tuple[KeyFigure, ...]


Block = Bullets | Figure | KeyFigures | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Columns of sections, side by side where there is room."""

    columns: tuple[tuple[Section, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report on one person."""

    title: str
    person: str
    person_id: str
    period: str
    made: str
    made_on: date
    software: str
    purpose: str
    """What this is, and what it is not."""
    summary: tuple[Band, ...]
    """To read in a minute."""
    details: tuple[Section, ...]

    def figures(self) -> list[Figure]:
        """Return all pictures, in their order."""
        first = [section for band in self.summary for column in band.columns for section in column]
        blocks = [block for section in (*first, *self.details) for block in section.blocks]
        return [block for block in blocks if isinstance(block, Figure)]
