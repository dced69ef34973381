"""``sensorlog restore``: the logbook as a backup has it."""

from __future__ import annotations

from pathlib import Path

import typer

from sensorlog.cli._saying import say

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command(help="Make the logbook what a backup holds. The one that is there is kept beside it.")
def restore(
    file: Path = typer.Argument(..., help="A backup: of `sensorlog backup`, or one made before an update (.bak)."),
    demo: bool = typer.Option(False, "--demo", help="The logbook of demo sessions, which is kept apart."),
) -> None:
    """Restore a backup."""
    from sensorlog.logbook import restore_logbook

    restored = restore_logbook(file, demo=demo)
    sessions = "1 session" if restored.sessions == 1 else f"{restored.sessions} sessions"
    say(f"{restored.path} has {sessions} now.")
    if restored.before is not None:
        say(f"The logbook that was there before: {restored.before}")
