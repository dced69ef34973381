"""``sensorlog doctor``: what keeps sensors from being found, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._saying import say

if TYPE_CHECKING:
    from sensorlog.ble import Check

app = typer.Typer(add_completion=False)


@app.command()
def doctor(as_json: bool = typer.Option(False, "--json", help="Print a JSON array instead of lines.")) -> None:
    """Check Bluetooth, permissions, profiles and the data folder, and say what to do.

    Exit code 0: nothing is bad; 1: something is.
    """
    import asyncio
    import json
    from dataclasses import asdict

    from sensorlog.ble import Verdict, examine_radio

    checks = [*asyncio.run(examine_radio()), _software(), *_profiles(), _data_folder()]
    if as_json:
        typer.echo(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=2))
    else:
        # Symbols that every code page has: output into a pipe must not fail on Windows either.
        marks = {Verdict.OK: ("+", "green"), Verdict.WARNING: ("!", "yellow"), Verdict.BAD: ("×", "red")}
        for check in checks:
            symbol, colour = marks[check.verdict]
            say(f"{typer.style(f'{symbol} {check.verdict:<8}', fg=colour)} {check.topic:<11} {check.text}")
    if any(check.verdict is Verdict.BAD for check in checks):
        raise typer.Exit(1)


def _software() -> Check:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from sensorlog import __version__
    from sensorlog.ble import Check, Verdict

    try:
        bumble = f"bumble {version('bumble')}"
    except PackageNotFoundError:
        bumble = "no bumble: `sensorlog demo` does without its virtual radio"
    text = f"sensorlog {__version__}, Python {platform.python_version()}, bleak {version('bleak')}, {bumble}"
    return Check("software", Verdict.OK, text)


def _profiles() -> Iterator[Check]:
    from sensorlog.ble import Check, Verdict
    from sensorlog.profiles import Registry

    registry = Registry()
    yield Check("profiles", Verdict.OK, f"{len(registry.all())} kinds of sensors are known")
    for problem in registry.problems:
        text = f"left out: {problem} (`sensorlog profiles check FILE` proves a profile)"
        yield Check("profiles", Verdict.WARNING, text)


def _data_folder() -> Check:
    """Try to write where the log and the recordings go, or to the folder that theirs will be made in."""
    import os
    import tempfile

    from sensorlog.ble import Check, Verdict
    from sensorlog.logbook import LogbookError, default_url
    from sensorlog.logbook.place import database_path

    try:
        database = database_path(default_url())
    except LogbookError as error:
        return Check("data folder", Verdict.BAD, str(error))
    folder = database.parent
    try:
        there = next(parent for parent in database.parents if parent.exists())
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        text = f"{folder} cannot be written ({error.strerror}): check its permissions and the disk"
        return Check("data folder", Verdict.BAD, text)
    if database.exists() and not os.access(database, os.R_OK | os.W_OK):
        return Check("data folder", Verdict.BAD, f"{database} belongs to somebody else: check its permissions")
    return Check("data folder", Verdict.OK, f"{folder} can be written")
