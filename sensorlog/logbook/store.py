"""The logbook: what was lifted, felt and planned, kept in one SQLite file."""

from __future__ import annotations

from sensorlog.logbook.backups import Backups
from sensorlog.logbook.carrying import CarryingOut
from sensorlog.logbook.carrying_in import CarryingIn
from sensorlog.logbook.corrections import Corrections
from sensorlog.logbook.deleting import Deleting
from sensorlog.logbook.diary import Diary
from sensorlog.logbook.editing import Editing
from sensorlog.logbook.file_numbers import FileNumbers
from sensorlog.logbook.history import History
from sensorlog.logbook.pain_bands import Bands
from sensorlog.logbook.pairings import Pairings
from sensorlog.logbook.people import People
from sensorlog.logbook.purging import Purging
from sensorlog.logbook.saying import Saying
from sensorlog.logbook.taking_up import TakingUp
from sensorlog.logbook.usuals import Usuals

__all__ = ["Logbook"]


class Logbook(
    Editing,
    Saying,
    History,
    Corrections,
    Diary,
    Bands,
    TakingUp,
    People,
    Pairings,
    Usuals,
    Deleting,
    Purging,
    FileNumbers,
    Backups,
    CarryingOut,
    CarryingIn,
):
    """An open logbook: the doors of all its subjects.

    Every method is one transaction: when it returns, what it wrote is on the disk.
    ``url`` is ``sqlite:///`` and a file; left out, it is the person's own logbook, or with ``demo`` the one that demo
    sessions are kept in: a file of its own, which no other door opens. Methods may be called from any thread. All of
    them raise :class:`LogbookError` where the file cannot be opened, read or written.
    """
