"""``sensorlog backup``: a copy of the logbook, whole, also while it is in use."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import typer

from sensorlog.cli._saying import say

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command(help="Copy the logbook to one file. Recordings are files of their own, beside it: copy their folder, too.")
def backup(
    file: Path | None = typer.Argument(None, help="Where to; left out: a new file in `backups` beside the logbook."),
    demo: bool = typer.Option(False, "--demo", help="The logbook of demo sessions, which is kept apart."),
) -> None:
    """Make a backup."""
    from sensorlog.logbook import Logbook

    with closing(Logbook(demo=demo)) as logbook:
        copy = logbook.backup(file)
        recordings = logbook.recordings_dir
    say(f"Backup: {copy}\nThe recordings are not in it; they are in {recordings}.")
