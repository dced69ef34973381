"""``sensorlog export``: a person's log for others, and the signals of recordings for other programs."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._folders import make_folder
from sensorlog.cli._people import PERSON
from sensorlog.cli._registry import open_registry
from sensorlog.cli._saying import say

if TYPE_CHECKING:
    from datetime import date

    from sensorlog.pipeline import Examined

__all__ = ["app"]

app = typer.Typer(add_completion=False)


def _formats(incomplete: str) -> list[str]:
    from sensorlog.exchange import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


@app.command()
def export(
    what: list[str] = typer.Argument(
        None, metavar="[FILE|SESSION]...", help="Recordings, or ids of sessions; left out: all that is the person's."
    ),
    forms: list[str] = typer.Option(
        [],
        "--as",
        metavar="FORM",
        help="Of the log: slog (a package to send, the default), json, csv, xlsx, fhir, fit; may be given again.",
        autocompletion=_formats,
    ),
    person: str = PERSON,
    first: str = typer.Option("", "--from", metavar="DAY", help="The first day of the range: 2026-05-04."),
    last: str = typer.Option("", "--until", metavar="DAY", help="The last day of the range."),
    recordings: bool = typer.Option(False, "--recordings", help="Put the recordings into the package."),
    lock: bool = typer.Option(False, "--lock", help="Lock the package with a passphrase."),
    passphrase_file: Path | None = typer.Option(
        None, "--passphrase-file", metavar="FILE", help="Its first line locks the package; else you are asked."
    ),
    decimal: str = typer.Option("", "--decimal", help="point or comma, in CSV; left out: as this computer has it."),
    csv: bool = typer.Option(False, "--csv", help="Signals in SI as generic CSV, one file per sensor."),
    parquet: bool = typer.Option(False, "--parquet", help="Signals in SI as Parquet, one file per sensor."),
    mcap: bool = typer.Option(False, "--mcap", help="Signals in SI as MCAP with JSON messages, to plot in Foxglove."),
    to: Path = typer.Option(
        Path(), "--to", metavar="FOLDER", help="Where to write, made if it is not there; this folder if not said."
    ),
    rate: float | None = typer.Option(
        None, "--rate", metavar="HZ", min=4.0, max=2000.0, help="Samples a second, for logs that hold no times."
    ),
) -> None:
    """Write a person's log for others, or the signals of recordings for other programs. Nothing is overwritten.

    Nothing of anybody else is in a log, and no file number.
    """
    named = what or []
    if csv or mcap or parquet:
        if forms:
            raise typer.BadParameter("write the log (--as) and signals (--csv, --mcap, --parquet) one after the other")
        if not named:
            raise typer.BadParameter("name recordings or sessions whose signals are wanted", param_hint="WHAT")
        for file in _recordings(named):
            _export_signals(file, to, rate, csv=csv, parquet=parquet, mcap=mcap)
        return
    if files := [each for each in named if Path(each).is_file()]:
        raise typer.BadParameter(f"{files[0]} is a recording: say --csv, --mcap or --parquet", param_hint="FORMAT")
    if decimal not in ("", "point", "comma"):
        raise typer.BadParameter(f"{decimal[:20]!r} is neither point nor comma", param_hint="--decimal")
    _export_log(
        forms or ["slog"],
        named,
        person,
        (_day(first, "--from"), _day(last, "--until")),
        to,
        recordings=recordings,
        passphrase=_passphrase(passphrase_file, lock=lock),
        decimal_comma=None if not decimal else decimal == "comma",
    )


def _day(text: str, option: str) -> date | None:
    from datetime import date

    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f"{text[:30]!r} is no day; write it like 2026-05-04", param_hint=option) from None


def _passphrase(file: Path | None, *, lock: bool) -> str | None:
    from sensorlog.cli._passphrase import read_passphrase

    return read_passphrase(file, confirm=True) if lock or file is not None else None


def _export_log(
    forms: list[str],
    session_ids: list[str],
    person: str,
    days: tuple[date | None, date | None],
    to: Path,
    *,
    recordings: bool,
    passphrase: str | None,
    decimal_comma: bool | None,
) -> None:
    from sensorlog.cli._people import reader
    from sensorlog.exchange import FORMATS, Choice, ExportOrder, file_stem, own_session_ids
    from sensorlog.logbook import Logbook

    for form in forms:
        if form not in FORMATS:
            there = ", ".join(f"{name} ({each.about})" for name, each in FORMATS.items())
            raise typer.BadParameter(f"{form[:20]!r} is none of {there}", param_hint="--as")
    if (passphrase is not None or recordings) and forms != ["slog"]:
        raise typer.BadParameter("recordings and a passphrase are for packages alone: --as slog")
    notes: list[str] = []
    with closing(Logbook()) as logbook:
        who = reader(logbook, person)
        ids = own_session_ids(logbook, who.id, session_ids) if session_ids else None
        order = ExportOrder(
            logbook=logbook,
            person_id=who.id,
            folder=to,
            stem=file_stem(who.label, who.id, ids, days),
            choice=Choice(*days, session_ids=ids),
            recordings=recordings,
            passphrase=passphrase,
            decimal_comma=decimal_comma,
            notes=notes,
        )
        make_folder(to)
        for form in forms:
            for name in FORMATS[form].write(order):
                typer.echo(to / name)
    for note in notes:
        say(note, err=True)


def _recordings(named: list[str]) -> list[Path]:
    """Return the files that are meant: those named, or the recordings of sessions."""
    from sensorlog.logbook import Logbook

    if all(Path(each).exists() for each in named):
        return [Path(each) for each in named]
    with closing(Logbook()) as logbook:
        return [Path(each) if Path(each).exists() else logbook.session(each).evidence for each in named]


def _export_signals(file: Path, to: Path, rate_hz: float | None, *, csv: bool, parquet: bool, mcap: bool) -> None:
    from sensorlog.pipeline import Options, signals_of
    from sensorlog.recordings import notes_about, write_signals_csv, write_signals_mcap, write_signals_parquet

    examined, signals = signals_of(file, Options(open_registry(), rate_hz=rate_hz))
    for note in notes_about(examined.source):
        say(note, err=True)
    if signals:
        make_folder(to)
    stem = file.name.split(".")[0] or "recording"
    written: list[Path] = []
    for one in signals:
        name = f"{stem}-{re.sub(r'[^A-Za-z0-9._-]+', '_', one.sensor)}"
        if csv:
            written += write_signals_csv(to, name, one.streams)
        if parquet:
            written += write_signals_parquet(to, name, one.streams)
    if mcap:
        streams = [stream for one in signals for stream in one.streams]
        written.append(write_signals_mcap(to / f"{stem}-signals.mcap", streams, _start_ns(examined)))
    for path in written:
        typer.echo(path)
    if not signals:
        say(f"{file}: holds no samples; nothing to export", err=True)
        raise typer.Exit(1)


def _start_ns(examined: Examined) -> int:
    """Unix time of the session's start; 0 where the file does not tell."""
    from datetime import datetime

    from sensorlog.events import SessionEventKind

    for item in examined.said:
        start = item.data.get("start_utc")
        if item.kind is SessionEventKind.SESSION and isinstance(start, str):
            try:
                return max(0, round(datetime.fromisoformat(start).timestamp() * 1e9))
            except (ValueError, OverflowError):
                return 0
    return 0
