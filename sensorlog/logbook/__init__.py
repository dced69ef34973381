"""The database: what was lifted, felt and edited. What the sensor saw is kept unchanged beside what the person said."""

from sensorlog.logbook.arrivals import Arrivals
from sensorlog.logbook.arrivals_beside import Arrival, Verdict
from sensorlog.logbook.backups import Restored, restore_logbook
from sensorlog.logbook.by_hand import log_on_day
from sensorlog.logbook.carried import (
    CarriedDiaryEntry,
    CarriedHandSet,
    CarriedPrescription,
    CarriedProgram,
    CarriedProgramEntry,
    CarriedSession,
)
from sensorlog.logbook.carrying import share_id
from sensorlog.logbook.checks import MAX_LOAD_ENTERED_LENGTH
from sensorlog.logbook.corrections import SetCounts
from sensorlog.logbook.diary import BodyWeight, DiaryEntry, DiaryKind, Felt, FlareUp
from sensorlog.logbook.edit_values import changes
from sensorlog.logbook.editing import edits_that_hold
from sensorlog.logbook.edits import UNKNOWN_IN_WORDS, Edit, EditOp, Note, known_op
from sensorlog.logbook.effective import effective_sets
from sensorlog.logbook.errors import LogbookBusyError, LogbookError
from sensorlog.logbook.file_numbers import MAX_FILE_NUMBER_LENGTH
from sensorlog.logbook.history import SessionSummary
from sensorlog.logbook.movement import Movement, movement_of
from sensorlog.logbook.people import MAX_LABEL_LENGTH
from sensorlog.logbook.place import (
    DATABASE_URL_VARIABLE,
    default_url,
    logbook_exists,
    make_private_dir,
    make_private_file,
)
from sensorlog.logbook.plans import Prescription, ProgramRun
from sensorlog.logbook.purging import Purged
from sensorlog.logbook.records import LoggedSession, Pairing, Person
from sensorlog.logbook.running import RunningProgram, running_program
from sensorlog.logbook.set_details import Equipment, EquipmentKind, Side, equipment_words, parse_equipment
from sensorlog.logbook.sets import HandSet, LoggedSet, SensedSet, SetSource
from sensorlog.logbook.store import Logbook
from sensorlog.logbook.usuals import TrunkRep, UsualMark, UsualMarkKind

__all__ = [
    "DATABASE_URL_VARIABLE",
    "MAX_FILE_NUMBER_LENGTH",
    "MAX_LABEL_LENGTH",
    "MAX_LOAD_ENTERED_LENGTH",
    "UNKNOWN_IN_WORDS",
    "Arrival",
    "Arrivals",
    "BodyWeight",
    "CarriedDiaryEntry",
    "CarriedHandSet",
    "CarriedPrescription",
    "CarriedProgram",
    "CarriedProgramEntry",
    "CarriedSession",
    "DiaryEntry",
    "DiaryKind",
    "Edit",
    "EditOp",
    "Equipment",
    "EquipmentKind",
    "Felt",
    "FlareUp",
    "HandSet",
    "Logbook",
    "LogbookBusyError",
    "LogbookError",
    "LoggedSession",
    "LoggedSet",
    "Movement",
    "Note",
    "Pairing",
    "Person",
    "Prescription",
    "ProgramRun",
    "Purged",
    "Restored",
    "RunningProgram",
    "SensedSet",
    "SessionSummary",
    "SetCounts",
    "SetSource",
    "Side",
    "TrunkRep",
    "UsualMark",
    "UsualMarkKind",
    "Verdict",
    "changes",
    "default_url",
    "edits_that_hold",
    "effective_sets",
    "equipment_words",
    "known_op",
    "log_on_day",
    "logbook_exists",
    "make_private_dir",
    "make_private_file",
    "movement_of",
    "parse_equipment",
    "restore_logbook",
    "running_program",
    "share_id",
]
