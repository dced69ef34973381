"""People: random ids, and labels that are theirs to choose. Equal labels never make two people one."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.records import Person
from sensorlog.logbook.tables import PersonRow

__all__ = ["MAX_LABEL_LENGTH", "People", "checked_label", "keep_person", "known_person"]

MAX_LABEL_LENGTH = 60
"""Of a person's name: what fits a line beside the numbers."""


class People(OpenFile):
    """Doors to people."""

    def people(self, *, deleted: bool = False) -> list[Person]:
        """Return everybody, in the order of the labels; with ``deleted`` only those who are."""
        wanted = PersonRow.deleted_utc.is_not(None) if deleted else PersonRow.deleted_utc.is_(None)
        ordered = select(PersonRow).where(wanted).order_by(PersonRow.label, PersonRow.created_utc, PersonRow.id)
        with self._reading() as db:
            rows = db.scalars(ordered)
            return [Person(row.id, row.label) for row in rows]

    def add_person(self, label: str) -> Person:
        """Enter somebody new, even where others have the same label. Raises :class:`LogbookError` for no name."""
        person = Person(secrets.token_hex(6), checked_label(label))
        with self._writing() as db:
            keep_person(db, person)
        return person

    def rename_person(self, person_id: str, label: str) -> Person:
        """Give a person another label; the id and all that is theirs stay."""
        name = checked_label(label)
        with self._writing() as db:
            known_person(db, person_id).label = name
        return Person(person_id, name)

    def person(self, person_id: str) -> Person:
        """Return the person with this id; the beginning of it is enough where no other begins so."""
        with self._reading() as db:
            living = select(PersonRow).where(PersonRow.deleted_utc.is_(None))
            found = db.scalars(living.where(PersonRow.id.startswith(person_id, autoescape=True)).limit(2)).all()
            exact = [row for row in found if row.id == person_id] or found
            if len(exact) == 1 and person_id:
                return Person(exact[0].id, exact[0].label)
        what = "several people's ids begin" if found else "nobody's id begins"
        raise LogbookError(f"{what} with {person_id[:40]!r} in {self.path}: type the whole id")

    def person_called(self, label: str) -> Person:
        """Return the person of that name (upper and lower case are one), or a new one, who is not kept yet.

        Raises :class:`LogbookError` for what is no name, and where several people have it: their ids tell them apart.
        """
        name = checked_label(label)
        called_so = [person for person in self.people() if person.label.casefold() == name.casefold()]
        if len(called_so) > 1:
            ids = ", ".join(person.id for person in called_so)
            raise LogbookError(f"{len(called_so)} people are called {name!r}: type an id ({ids}), or rename one")
        return called_so[0] if called_so else Person(secrets.token_hex(6), name)


def checked_label(label: str) -> str:
    """Return a name on one line. Raises :class:`LogbookError` for what is none."""
    name = " ".join(label.split())
    if not name or len(name) > MAX_LABEL_LENGTH or not name.isprintable():
        raise LogbookError(f"{name[:30]!r} is no name: type 1 to {MAX_LABEL_LENGTH} letters")
    return name


def keep_person(db: Session, person: Person) -> str:
    """Enter a person who is new; return the id."""
    if db.get(PersonRow, person.id) is None:
        now = datetime.now(UTC).isoformat()
        db.add(PersonRow(id=person.id, label=person.label, created_utc=now, deleted_utc=None))
        db.flush()  # what is theirs refers to it
    return person.id


def known_person(db: Session, person_id: str) -> PersonRow:
    """Return the row of a person who is in the logbook. Raises :class:`LogbookError` where there is none."""
    row = db.get(PersonRow, person_id)
    if row is None:
        raise LogbookError(f"there is nobody with the id {person_id[:40]!r}: choose one of the logbook's people")
    if row.deleted_utc is not None:
        raise LogbookError(f"{row.label!r} was deleted: `sensorlog people undelete {row.id}` takes that back")
    return row
