"""Logs in and out: what other programs write and read."""

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.formats import FORMATS, ExportFormat, ExportOrder
from sensorlog.exchange.incoming import Incoming, IncomingKind, incoming_files
from sensorlog.exchange.log_models import SessionLog
from sensorlog.exchange.log_reader import LogReader, opened_file
from sensorlog.exchange.log_writer import log_lines
from sensorlog.exchange.other_loggers import ImportedSet, LogFormat, OtherLog, Remark, read_other_log
from sensorlog.exchange.overview import ORDER_IN_WORDS, RECENT_DAYS, PersonLine, overview
from sensorlog.exchange.package import Packed, write_package
from sensorlog.exchange.package_reader import take_in_package
from sensorlog.exchange.person_log import EVERYTHING, Choice, LogParts, log_parts, own_session_ids, person_log
from sensorlog.exchange.taking_in import Taken, take_in_log

__all__ = [
    "EVERYTHING",
    "FORMATS",
    "ORDER_IN_WORDS",
    "RECENT_DAYS",
    "Choice",
    "ExchangeError",
    "ExportFormat",
    "ExportOrder",
    "ImportedSet",
    "Incoming",
    "IncomingKind",
    "LogFormat",
    "LogParts",
    "LogReader",
    "OtherLog",
    "Packed",
    "PersonLine",
    "Remark",
    "SessionLog",
    "Taken",
    "incoming_files",
    "log_lines",
    "log_parts",
    "opened_file",
    "overview",
    "own_session_ids",
    "person_log",
    "read_other_log",
    "take_in_log",
    "take_in_package",
    "write_package",
]
