"""Logs in and out: what other programs write and read."""

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.other_loggers import ImportedSet, LogFormat, OtherLog, Remark, read_other_log

__all__ = ["ExchangeError", "ImportedSet", "LogFormat", "OtherLog", "Remark", "read_other_log"]
