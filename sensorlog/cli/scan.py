"""``sensorlog scan``: which sensors are near, and which of them can be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._registry import open_registry

if TYPE_CHECKING:
    from sensorlog.ble import Found
    from sensorlog.profiles import Registry

app = typer.Typer(add_completion=False)

_NOTHING = (
    "No sensor was found. Is it awake (move it or press its button), charged and near? A sensor that a phone or the "
    "vendor's app is connected to cannot be found. `sensorlog doctor` looks at this computer."
)


@app.command()
def scan(
    seconds: float = typer.Option(5.0, "--seconds", "-s", min=0.5, max=600.0, help="How long to listen."),
    as_json: bool = typer.Option(False, "--json", help="Print a JSON array instead of a table."),
    show_all: bool = typer.Option(False, "--all", "-a", help="List devices without a profile as well."),
    profiles: list[Path] = typer.Option([], "--profile", help="Firmware profile of your own (TOML file)."),
) -> None:
    """List sensors nearby: name, address, signal, the profile that fits, and what such a sensor is good for."""
    import asyncio

    registry = open_registry(profiles)
    heard = asyncio.run(_listen(registry, seconds))
    shown = [found for found in heard if show_all or found.profile is not None]
    if as_json:
        _print_json(shown)
        return
    if shown:
        _print_table(shown)
    else:
        typer.echo(_NOTHING, err=True)
    if hidden := len(heard) - len(shown):
        typer.echo(f"{hidden} other device{'s' * (hidden > 1)} without a profile; --all lists them.", err=True)


async def _listen(registry: Registry, seconds: float) -> list[Found]:
    """Return the latest of each device: known sensors first, then by signal."""
    from sensorlog.ble import scan

    heard = {found.address: found async for found in scan(registry, seconds)}
    return sorted(heard.values(), key=lambda found: (found.profile is None, -found.rssi_dbm, found.address))


def _print_json(shown: list[Found]) -> None:
    import json

    from sensorlog.profiles.describe import good_for

    rows = [
        {
            "name": found.name,
            "address": found.address,
            "rssi_dbm": found.rssi_dbm,
            "profile": found.profile.id if found.profile else None,
            "good_for": list(good_for(found.profile)) if found.profile else None,
        }
        for found in shown
    ]
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))


def _print_table(shown: list[Found]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from sensorlog.profiles.describe import good_for_words

    table = Table(box=None, pad_edge=False)
    for heading in ("name", "address", "signal", "profile", "good for"):
        table.add_column(heading, justify="right" if heading == "signal" else "left", overflow="fold")
    for found in shown:
        # A device may call itself anything: its name is data, not markup, and must not steer the terminal.
        name = "".join(char if char.isprintable() else "�" for char in found.name or "–")
        profile = found.profile.id if found.profile else "–"
        purposes = good_for_words(found.profile) if found.profile else "–"
        table.add_row(escape(name), found.address, f"{found.rssi_dbm} dBm", profile, purposes)
    Console().print(table)
