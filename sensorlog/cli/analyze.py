"""``sensorlog analyze``: what is in recordings and exports, for people or as JSON lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._registry import open_registry
from sensorlog.cli._saying import say

if TYPE_CHECKING:
    from sensorlog.imu import Placement
    from sensorlog.pipeline import Examined, Options, Usuals

app = typer.Typer(add_completion=False)


@app.command()
def analyze(
    paths: list[Path] = typer.Argument(
        ..., metavar="PATH...", help="Recordings, exports of other apps, or folders of them."
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
    rate: float | None = typer.Option(
        None, "--rate", metavar="HZ", min=4.0, max=2000.0, help="Samples a second, for logs that hold no times."
    ),
    baseline: list[Path] = typer.Option(
        [],
        "--baseline",
        metavar="PATH",
        help="Compare the trunk with the person's own usual reps in these files (repeat it for several).",
    ),
    plot: Path | None = typer.Option(
        None, "--plot", metavar="FILE", help="Draw one file into a picture: .svg or .png (needs matplotlib)."
    ),
) -> None:
    """Find sets and reps in recordings and exports.

    Exit code 0: all files were read; 1: some could not be read (each of them has its line); 2: wrong usage.
    """
    import json

    from sensorlog.cli.analysis_table import show
    from sensorlog.errors import SensorlogError
    from sensorlog.pipeline import Options, report
    from sensorlog.profiles import load_profile
    from sensorlog.recordings import find_inputs

    inputs = list(find_inputs(paths))
    _check_plot(plot, inputs)
    where = _placement(placement)
    registry = open_registry(profile)
    options = Options(registry, where, frozenset(load_profile(path).id for path in profile), rate)
    usuals = _usuals(baseline, options) if baseline else None
    has_failed = False
    for path in inputs:
        begins_s = 0.0
        try:
            examined = _examined(path, options, usuals, plot)
            result, begins_s = report(examined), examined.begins_s
        except SensorlogError as error:
            has_failed = True
            result = {"file": str(path), "error": str(error)}
        if as_json:
            typer.echo(json.dumps(result, allow_nan=False))
        else:
            show(result, begins_s)
    if has_failed:
        raise typer.Exit(1)


def _check_plot(picture: Path | None, inputs: list[Path]) -> None:
    if picture is None:
        return
    if picture.suffix.lower() not in (".svg", ".png"):
        raise typer.BadParameter(f"{picture} ends neither in .svg nor in .png", param_hint="--plot")
    if len(inputs) != 1:
        raise typer.BadParameter(f"draws one file, and {len(inputs)} were given", param_hint="--plot")


def _examined(path: Path, options: Options, usuals: Usuals | None, picture: Path | None) -> Examined:
    from sensorlog.pipeline import examine

    if picture is None:
        return examine(path, options, usuals)
    from sensorlog.cli.plot import examine_and_plot

    return examine_and_plot(path, options, usuals, picture)


def _usuals(paths: list[Path], options: Options) -> Usuals:
    from sensorlog.errors import SensorlogError
    from sensorlog.pipeline import learn_usuals
    from sensorlog.recordings import find_inputs

    try:
        usuals = learn_usuals(find_inputs(paths), options)
    except SensorlogError as error:
        raise typer.BadParameter(str(error), param_hint="--baseline") from None
    if not usuals:
        say("sensorlog: the baseline has no reps of a sensor on the trunk; nothing is compared", err=True)
    return usuals


def _placement(name: str | None) -> Placement | None:
    from sensorlog.imu import Placement

    if name is None or name in list(Placement):
        return None if name is None else Placement(name)
    raise typer.BadParameter(f"{name!r} is none of {', '.join(Placement)}", param_hint="--placement")
