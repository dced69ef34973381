"""The tables of a log as CSV for spreadsheets, in the form that the reader's language expects.

No one form is right in every language: in German LibreOffice and Excel a decimal point makes text or a day of a number,
and in English a decimal comma does. So there are two, and the computer's own language chooses.
"""

from __future__ import annotations

import csv
import io
import locale
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

from sensorlog.exchange.formats import ExportOrder
from sensorlog.exchange.log_tables import (
    DIARY_COLUMNS,
    REP_COLUMNS,
    SET_COLUMNS,
    Cell,
    diary_row,
    rep_rows,
    set_rows,
)
from sensorlog.exchange.package import new_private_file
from sensorlog.exchange.safe_cells import safe_text

__all__ = ["uses_decimal_comma", "write_csv"]

_BYTE_ORDER_MARK = "\ufeff"
"""Excel takes a file without it for an old code page; LibreOffice needs it for nothing, and skips it."""


def uses_decimal_comma() -> bool:
    """Say whether this computer's language writes numbers with a comma."""
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        return locale.localeconv()["decimal_point"] == ","
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)


def write_csv(order: ExportOrder) -> list[str]:
    """Write ``<stem>-sets.csv``, ``-reps.csv`` and ``-diary.csv``; return their names."""
    names = [f"{order.stem}-{table}.csv" for table in ("sets", "reps", "diary")]
    comma = uses_decimal_comma() if order.decimal_comma is None else order.decimal_comma
    sets_path, reps_path, diary_path = (order.folder / name for name in names)
    parts = order.parts()
    with (
        new_private_file(sets_path) as sets,
        new_private_file(reps_path) as reps,
        new_private_file(diary_path) as diary,
    ):
        for file, columns in ((sets, SET_COLUMNS), (reps, REP_COLUMNS), (diary, DIARY_COLUMNS)):
            file.write(_BYTE_ORDER_MARK.encode())
            _add(file, [columns], comma=comma)
        for _, session in parts.sessions:
            _add(sets, set_rows(session), comma=comma)
            _add(reps, rep_rows(session), comma=comma)
        _add(diary, map(diary_row, parts.diary), comma=comma)
    return names


def _add(file: IO[bytes], rows: Iterable[Sequence[Cell]], *, comma: bool) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if comma else ",", lineterminator="\r\n")  # RFC 4180
    for row in rows:
        writer.writerow([_cell(cell, comma=comma) for cell in row])
    file.write(text.getvalue().encode())


def _cell(cell: Cell, *, comma: bool) -> str | int:
    match cell:
        case None:
            return ""
        case bool():
            return int(cell)
        case float():
            text = f"{cell:.6g}" if abs(cell) < 1e6 else f"{cell:.0f}"  # without an exponent
            if "e" in text:
                text = f"{cell:.9f}".rstrip("0").rstrip(".")
            return text.replace(".", ",") if comma else text
        case int():
            return cell
        case date():
            return cell.isoformat()
        case str():
            return safe_text(cell)
