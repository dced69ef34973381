"""Lists of sessions, and one session with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass

from sensorlog.logbook import LoggedSession, SessionSummary
from sensorlog.tui.books import Books

__all__ = ["OneSession", "SessionsPage", "Wanted", "delete_or_undelete", "one_session", "sessions_page"]

PAGE = 50
"""Sessions that are read at once: a list of thousands is there as soon as one of ten."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions to list."""

    pages: int = 1
    text: str = ""
    """In the name of an exercise; empty: all."""
    person_id: str | None = None
    demo: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class SessionsPage:
    """The latest of them."""

    sessions: tuple[SessionSummary, ...] = ()
    has_more: bool = False
    has_demos: bool = False
    """Where there is no session yet: whether the demo has some, which are kept apart."""


def sessions_page(books: Books, wanted: Wanted) -> SessionsPage:
    """Read it. Raises :class:`LogbookError`."""
    logbook = books.logbook(demo=wanted.demo)
    limit = wanted.pages * PAGE
    person_id = None if wanted.demo else wanted.person_id
    if wanted.text:  # whoever looks for something waits for all of it
        found = logbook.summaries(person_id=person_id, deleted=wanted.deleted)
        text = wanted.text.casefold()
        found = [each for each in found if any(text in (name or "unlabelled").casefold() for name in each.exercises)]
    else:
        found = logbook.summaries(limit + 1, person_id=person_id, deleted=wanted.deleted)
    is_bare = not found and not wanted.demo and not wanted.deleted
    has_demos = is_bare and bool(books.logbook(demo=True).summaries(1))
    return SessionsPage(tuple(found[:limit]), len(found) > limit, has_demos)


def delete_or_undelete(books: Books, wanted: Wanted, session_id: str) -> None:
    """Take a session out of lists and trends, or have it back."""
    logbook = books.logbook(demo=wanted.demo)
    (logbook.undelete_session if wanted.deleted else logbook.delete_session)(session_id)


@dataclass(frozen=True, slots=True)
class OneSession:
    """A session, and the names of everybody whose sets it may have."""

    session: LoggedSession
    people: tuple[tuple[str, str], ...]
    """Id and label."""

    def whose(self, person_id: str | None) -> str:
        """Return the label of a person."""
        return dict(self.people).get(person_id or "", "")


def one_session(books: Books, session_id: str, *, demo: bool) -> OneSession:
    """Read it. Raises :class:`LogbookError`."""
    logbook = books.logbook(demo=demo)
    people = tuple((each.id, each.label) for each in logbook.people())
    return OneSession(logbook.session(session_id), people)
