"""What can be sent of a person's log, and packing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from platformdirs import user_documents_path

from sensorlog.errors import SensorlogError
from sensorlog.exchange import EVERYTHING, Choice, Packed, file_stem, own_session_ids, write_package
from sensorlog.logbook import Person
from sensorlog.tui.books import Books

__all__ = ["Offer", "Offers", "SendError", "SendOrder", "offers", "pack", "read_order"]

_LATELY_DAYS = 28


class SendError(SensorlogError):
    """What was asked for cannot be sent; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice of what to send."""

    words: str
    choice: Choice
    sessions: int
    path: Path
    """Where it goes unless somebody types otherwise: a name that is free."""


@dataclass(frozen=True, slots=True)
class Offers:
    """All that can be sent from one place."""

    person: Person
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class SendOrder:
    """What is to be packed."""

    person: Person
    offer: Offer
    path: Path
    recordings: bool
    passphrase: str | None


def offers(books: Books, person_id: str, session_id: str | None, today: date, *, demo: bool) -> Offers:
    """Return what there is to send: one session, the last weeks, all of whose it is (else of who lifts now).

    Raises :class:`SendError` where that is nobody, :class:`SensorlogError` where a log cannot be read.
    """
    logbook = books.logbook(demo=demo)
    session = None if session_id is None else logbook.session(session_id)
    person = session.person if session is not None and session.person is not None else books.person(person_id)
    if person is None:
        raise SendError("a package is one person's: say in People who lifts, or whose the session is")
    since = today - timedelta(days=_LATELY_DAYS)
    known = [each for each in logbook.summaries(person_id=person.id) if each.ended_utc is not None]
    lately = sum(each.start_local.date() >= since for each in known)
    made: list[Offer] = []
    if session is not None:
        ids = own_session_ids(logbook, person.id, [session.id])
        words = f"this session, {session.start_local:%Y-%m-%d %H:%M}"
        made.append(_offer(words, person, Choice(session_ids=ids), 1))
    made.append(_offer(f"the last {_LATELY_DAYS // 7} weeks", person, Choice(first=since), lately))
    made.append(_offer("everything", person, EVERYTHING, len(known)))
    return Offers(person, tuple(made))


def _offer(words: str, person: Person, choice: Choice, sessions: int) -> Offer:
    stem = file_stem(person.label, person.id, choice.session_ids, (choice.first, choice.last))
    folder = user_documents_path()
    folder = folder if folder.is_dir() else Path.home()
    names = (f"{stem}{'' if n == 1 else f'-{n}'}.slog" for n in range(1, 1000))
    return Offer(
        words, choice, sessions, next((folder / name for name in names if not (folder / name).exists()), folder)
    )


def read_order(person: Person, offer: Offer, path: str, passphrases: tuple[str, str], *, recordings: bool) -> SendOrder:
    """Read what was typed. Raises :class:`SendError` with what to type instead."""
    target = Path(path.strip()).expanduser()
    if not path.strip() or target.is_dir():
        raise SendError("type the whole path of a new file")
    if target.exists():
        raise SendError(f"{target.name} is there already, and is never overwritten: type another name")
    if not target.parent.is_dir():
        raise SendError(f"there is no folder {target.parent}: make it, or type another one")
    if passphrases[0] != passphrases[1]:
        raise SendError("the two passphrases differ: type the same twice, or none")
    return SendOrder(person, offer, target, recordings, passphrases[0] or None)


def pack(books: Books, order: SendOrder, progress: Callable[[], None], *, demo: bool) -> Packed:
    """Write the package. Raises :class:`SensorlogError`, with nothing left of it."""
    return write_package(
        order.path,
        books.logbook(demo=demo),
        order.person.id,
        order.offer.choice,
        recordings=order.recordings,
        passphrase=order.passphrase,
        progress=progress,
    )
