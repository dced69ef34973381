"""Logs in and out: what other programs write and read."""

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.other_loggers import ImportedSet, LogFormat, OtherLog, Remark, read_other_log
from sensorlog.exchange.overview import ORDER_IN_WORDS, RECENT_DAYS, PersonLine, overview

__all__ = [
    "ORDER_IN_WORDS",
    "RECENT_DAYS",
    "ExchangeError",
    "ImportedSet",
    "LogFormat",
    "OtherLog",
    "PersonLine",
    "Remark",
    "overview",
    "read_other_log",
]
