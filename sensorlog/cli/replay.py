"""`sensorlog replay FILE`: a recorded session through the same code again."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path

import typer

from sensorlog.cli._live import NO_UI, run_session
from sensorlog.cli._registry import open_registry

__all__ = ["app"]

app = typer.Typer(add_completion=False)

_MAX_SPEED = 1000.0


def _speed(text: str) -> float | None:
    """Return how many times real time; ``None`` is as fast as it goes."""
    if text.strip().lower() == "max":
        return None
    try:
        speed = float(text)
    except ValueError:
        speed = math.nan
    if not 0 < speed <= _MAX_SPEED:
        raise typer.BadParameter(f"{text!r} is neither max nor a number above 0, up to {_MAX_SPEED:g}")
    return speed


@app.command()
def replay(
    file: Path = typer.Argument(..., metavar="FILE", help="A recording (.mcap)."),
    speed: str = typer.Option("1", metavar="N|max", help="Times real time, or max: as fast as it can be counted."),
    no_ui: bool = NO_UI,
) -> None:
    """Run a recorded session through the same code again. Nothing is recorded or kept of it."""
    factor = _speed(speed)
    from sensorlog.session import open_replay

    run_session(partial(open_replay, file, factor, open_registry()), "Opening the recording …", no_ui=no_ui)
