"""The logbooks that the pages read and write: opened once, in a thread, when one is needed first."""

from __future__ import annotations

import threading

from sensorlog.logbook import Logbook, Person

__all__ = ["Books"]


class Books:
    """The person's own logbook and the one of demos. Methods may be slow: call them in a thread."""

    def __init__(self) -> None:
        self._open: dict[bool, Logbook] = {}
        self._lock = threading.Lock()

    def logbook(self, *, demo: bool = False) -> Logbook:
        """Return the logbook. Raises :class:`LogbookError` where it cannot be opened."""
        with self._lock:
            if demo not in self._open:
                self._open[demo] = Logbook(demo=demo)
            return self._open[demo]

    def person(self, person_id: str) -> Person | None:
        """Return who lifts now: whom the settings name, else the only one there is."""
        people = self.logbook().people()
        named = next((each for each in people if each.id == person_id), None)
        return named if named is not None else people[0] if len(people) == 1 else None

    def close(self) -> None:
        """Close what is open."""
        with self._lock:
            for logbook in self._open.values():
                logbook.close()
            self._open.clear()
