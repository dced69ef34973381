"""Taking in what another logbook carried out: one log, one transaction; what is here is never overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from sensorlog.logbook.arrivals import Arrivals
from sensorlog.logbook.complaints import told
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.records import Person

__all__ = ["CarryingIn"]


class CarryingIn(OpenFile):
    """The door for logs of other logbooks."""

    @contextmanager
    def carrying_in(self, person: Person, *, dry_run: bool = False) -> Iterator[Arrivals]:
        """Take in one person's log, in one transaction: whole, or nothing of it where anything fails.

        With ``dry_run`` everything is tried and nothing kept. Raises :class:`LogbookError` for what cannot be.
        """
        with told(self.path), Session(self._engine) as db, db.begin() as transaction:
            yield Arrivals(db, self, person)
            if dry_run:
                db.flush()
                transaction.rollback()
