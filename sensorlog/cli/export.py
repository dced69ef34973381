"""``sensorlog export``: what a recording holds, in forms that other programs read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._registry import open_registry

if TYPE_CHECKING:
    from sensorlog.pipeline import Examined

app = typer.Typer(add_completion=False)


@app.command()
def export(
    file: Path = typer.Argument(..., metavar="FILE", help="A recording, or an export of another app."),
    csv: bool = typer.Option(False, "--csv", help="Signals in SI as generic CSV, one file per sensor."),
    mcap: bool = typer.Option(False, "--mcap", help="Signals in SI as MCAP with JSON messages, to plot in Foxglove."),
    to: Path = typer.Option(Path(), "--to", metavar="FOLDER", help="Where to write; this folder if not said."),
    rate: float | None = typer.Option(
        None, "--rate", metavar="HZ", min=4.0, max=2000.0, help="Samples a second, for logs that hold no times."
    ),
) -> None:
    """Write the signals of a recording for other programs. Nothing is overwritten."""
    if not csv and not mcap:
        raise typer.BadParameter("say --csv, --mcap, or both", param_hint="FORMAT")
    from sensorlog.pipeline import Options, signals_of
    from sensorlog.recordings import write_signals_csv, write_signals_mcap

    examined, signals = signals_of(file, Options(open_registry(), rate_hz=rate))
    stem = file.name.split(".")[0] or "recording"
    written: list[Path] = []
    if csv:
        for one in signals:
            name = f"{stem}-{re.sub(r'[^A-Za-z0-9._-]+', '_', one.sensor)}"
            written += write_signals_csv(to, name, one.streams)
    if mcap:
        streams = [stream for one in signals for stream in one.streams]
        written.append(write_signals_mcap(to / f"{stem}-signals.mcap", streams, _start_ns(examined)))
    for path in written:
        typer.echo(path)
    if not signals:
        typer.echo(f"{file}: holds no samples; nothing to export", err=True)
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
