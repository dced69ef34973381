"""Logs in and out: what other programs write and read."""

from sensorlog.exchange.errors import ExchangeError, IsPlanError
from sensorlog.exchange.formats import FORMATS, ExportFormat, ExportOrder, file_stem
from sensorlog.exchange.incoming import Incoming, IncomingKind, incoming_files
from sensorlog.exchange.locking import age_identity
from sensorlog.exchange.log_models import SessionLog
from sensorlog.exchange.log_reader import LogReader, opened_file
from sensorlog.exchange.log_writer import log_lines
from sensorlog.exchange.other_loggers import ImportedSet, LogFormat, OtherLog, Remark, read_other_log
from sensorlog.exchange.overview import ORDER_IN_WORDS, RECENT_DAYS, PersonLine, overview
from sensorlog.exchange.package import Packed, write_package
from sensorlog.exchange.package_reader import take_in_package
from sensorlog.exchange.person_log import EVERYTHING, Choice, LogParts, log_parts, own_session_ids, person_log
from sensorlog.exchange.plan_models import Plan, PlanBands
from sensorlog.exchange.plans import (
    Difference,
    accept_plan,
    asked_measures,
    new_plan,
    plan_differences,
    plan_program,
    read_plan,
    write_plan,
)
from sensorlog.exchange.taking_in import Taken, take_in_log

__all__ = [
    "EVERYTHING",
    "FORMATS",
    "ORDER_IN_WORDS",
    "RECENT_DAYS",
    "Choice",
    "Difference",
    "ExchangeError",
    "ExportFormat",
    "ExportOrder",
    "ImportedSet",
    "Incoming",
    "IncomingKind",
    "IsPlanError",
    "LogFormat",
    "LogParts",
    "LogReader",
    "OtherLog",
    "Packed",
    "PersonLine",
    "Plan",
    "PlanBands",
    "Remark",
    "SessionLog",
    "Taken",
    "accept_plan",
    "age_identity",
    "asked_measures",
    "file_stem",
    "incoming_files",
    "log_lines",
    "log_parts",
    "new_plan",
    "opened_file",
    "overview",
    "own_session_ids",
    "person_log",
    "plan_differences",
    "plan_program",
    "read_other_log",
    "read_plan",
    "take_in_log",
    "take_in_package",
    "write_package",
    "write_plan",
]
