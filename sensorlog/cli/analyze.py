"""``sensorlog analyze``: what is in recordings and exports, for people or as JSON lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._registry import open_registry

if TYPE_CHECKING:
    from sensorlog.imu import Placement

app = typer.Typer(add_completion=False)


@app.command()
def analyze(
    paths: list[Path] = typer.Argument(
        ..., metavar="PATH...", help="Recordings (.mcap), CSV files (.csv, .csv.gz), or folders of them."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON object per file and line."),
    placement: str | None = typer.Option(
        None,
        "--placement",
        metavar="P",
        help="Where the sensor was worn: trunk, wrist, bar …; over what the file says.",
    ),
    profile: list[Path] = typer.Option(
        [], "--profile", metavar="FILE", help="Read packets with this firmware profile, over the recording's own."
    ),
) -> None:
    """Find sets and reps in recordings and exports.

    Exit code 0: all files were read; 1: some could not be read (each of them has its line); 2: wrong usage.
    """
    import json

    from sensorlog.cli.analysis_table import show
    from sensorlog.errors import SensorlogError
    from sensorlog.pipeline import analyze as analyze_file
    from sensorlog.profiles import load_profile
    from sensorlog.recordings import find_inputs

    where = _placement(placement)
    registry = open_registry(profile)
    preferred = [load_profile(path).id for path in profile]
    has_failed = False
    for path in find_inputs(paths):
        try:
            result = analyze_file(path, registry, where, preferred)
        except SensorlogError as error:
            has_failed = True
            result = {"file": str(path), "error": str(error)}
        if as_json:
            typer.echo(json.dumps(result, allow_nan=False))
        else:
            show(result)
    if has_failed:
        raise typer.Exit(1)


def _placement(name: str | None) -> Placement | None:
    from sensorlog.imu import Placement

    if name is None or name in list(Placement):
        return None if name is None else Placement(name)
    raise typer.BadParameter(f"{name!r} is none of {', '.join(Placement)}", param_hint="--placement")
