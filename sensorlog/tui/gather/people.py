"""Who lifts here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sensorlog.exchange import ORDER_IN_WORDS, PersonLine, overview
from sensorlog.tui.books import Books

__all__ = ["PeoplePage", "people_page"]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody, in the order of the overview."""

    lines: tuple[PersonLine, ...] = ()
    order: str = ORDER_IN_WORDS


def people_page(books: Books, day: date) -> PeoplePage:
    """Read it. Raises :class:`LogbookError`."""
    return PeoplePage(tuple(overview(books.logbook(), day)))
