"""The database: what was lifted, felt and edited. What the sensor saw is kept unchanged beside what the person said."""

from sensorlog.logbook.effective import effective_sets
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.people import MAX_LABEL_LENGTH
from sensorlog.logbook.place import (
    DATABASE_URL_VARIABLE,
    default_url,
    logbook_exists,
    make_private_dir,
    make_private_file,
)
from sensorlog.logbook.records import Edit, EditOp, LoggedSession, LoggedSet, Note, Pairing, Person, SensedSet
from sensorlog.logbook.store import Logbook

__all__ = [
    "DATABASE_URL_VARIABLE",
    "MAX_LABEL_LENGTH",
    "Edit",
    "EditOp",
    "Logbook",
    "LogbookError",
    "LoggedSession",
    "LoggedSet",
    "Note",
    "Pairing",
    "Person",
    "SensedSet",
    "default_url",
    "effective_sets",
    "logbook_exists",
    "make_private_dir",
    "make_private_file",
]
