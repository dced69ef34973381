"""`sensorlog demo`: a virtual lifter with a virtual sensor."""

from __future__ import annotations

from functools import partial

import typer

from sensorlog.cli._live import NO_UI, run_session

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command()
def demo(
    fast: bool = typer.Option(False, "--fast", help="Eight times as fast, without the virtual radio."),
    no_ui: bool = NO_UI,
) -> None:
    """Watch a virtual lifter do a workout. It is kept in a logbook of its own, apart from yours."""
    from sensorlog.session import open_demo

    run_session(partial(open_demo, fast=fast), "Switching the virtual sensor on …", no_ui=no_ui)
