"""``sensorlog scan``: which sensors are near, whose they are, and what they are good for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._registry import open_registry
from sensorlog.cli._saying import say

if TYPE_CHECKING:
    from sensorlog.logbook import Pairing
    from sensorlog.session import Nearby, NearSensor

app = typer.Typer(add_completion=False)

_NOTHING = (
    "No sensor was found. Usual causes: a phone or the vendor's app holds it (close the app), it is asleep (move it or "
    "press its button), its battery is empty, or it is too far away. `sensorlog doctor` looks at this computer."
)
_LISTEN_S = 5.0
_REDRAW_HZ = 4.0


@app.command()
def scan(
    seconds: float | None = typer.Option(
        None, "--seconds", "-s", min=0.5, max=600.0, help="How long to listen; in a terminal until Ctrl-C."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print a JSON array instead of a table."),
    show_all: bool = typer.Option(False, "--all", "-a", help="List devices without a profile as well."),
    profiles: list[Path] = typer.Option([], "--profile", help="Firmware profile of your own (TOML file)."),
) -> None:
    """List sensors nearby: name, model, profile, signal, battery, whether it is yours, and what it is good for.

    In a terminal the list is live, and no line changes its place. Battery is blank where a sensor does not advertise
    it: it is known once it is connected.
    """
    import asyncio
    from contextlib import suppress

    from sensorlog.session import Nearby

    nearby = Nearby(open_registry(profiles), _own())
    if not as_json and sys.stdout.isatty():
        with suppress(KeyboardInterrupt):  # the way out, and no error
            asyncio.run(_show(nearby, seconds, show_all=show_all))
        return
    now_s = asyncio.run(_listen(nearby, seconds or _LISTEN_S))
    heard = [sensor for sensor in nearby.sensors(now_s, strangers=show_all or as_json) if sensor.rssi_dbm is not None]
    heard = [sensor for sensor in heard if show_all or sensor.profile is not None]
    heard.sort(
        key=lambda sensor: (sensor.pairing is None, sensor.profile is None, -(sensor.rssi_dbm or 0), sensor.address)
    )
    if as_json:
        _print_json(heard)
    else:
        _print_plain(heard, nearby.stranger_count, show_all=show_all)


def _own() -> list[Pairing]:
    """Return the person's own sensors; a logbook that cannot be read is said and hides nothing that is near."""
    from sensorlog.logbook import LogbookError
    from sensorlog.session import remembered

    try:
        return remembered()
    except LogbookError as error:
        say(f"sensorlog: which sensors are yours is not known: {error}", err=True)
        return []


async def _listen(nearby: Nearby, seconds: float) -> float:
    """Listen for so long; return the time on the clock of what was heard."""
    import asyncio

    await nearby.listen(seconds)
    return asyncio.get_running_loop().time()


async def _show(nearby: Nearby, seconds: float | None, *, show_all: bool) -> None:
    """Draw the list again and again while listening; the last picture stays."""
    import asyncio

    from rich.console import Console, Group
    from rich.live import Live
    from rich.text import Text

    from sensorlog.cli._near import near_table

    console = Console()
    loop = asyncio.get_running_loop()

    def picture() -> Group:
        sensors = nearby.sensors(loop.time(), strangers=show_all)
        hidden = 0 if show_all else nearby.stranger_count
        below = f"{_others(hidden)}  " if hidden else ""
        until = "Ctrl-C: leave" if seconds is None else f"listening for {seconds:g} s"
        none = [] if any(sensor.rssi_dbm is not None for sensor in sensors) else [Text("Nothing is heard yet …")]
        return Group(near_table(sensors, console.width), *none, Text(f"{below}{until}", style="dim"))

    async def draw(live: Live) -> None:
        while True:
            live.update(picture())
            await asyncio.sleep(1 / _REDRAW_HZ)

    with Live(picture(), console=console, auto_refresh=False, vertical_overflow="visible") as live:
        drawing = asyncio.create_task(draw(live))
        try:
            await nearby.listen(seconds)
        finally:
            drawing.cancel()
    if not any(sensor.rssi_dbm is not None for sensor in nearby.sensors(loop.time())):
        say(_NOTHING, err=True)


def _others(number: int) -> str:
    return f"{number} other device{'s' * (number > 1)} without a profile; --all lists them."


def _print_json(heard: Sequence[NearSensor]) -> None:
    import json

    from sensorlog.profiles.describe import good_for

    rows = [
        {
            "name": sensor.name,
            "address": sensor.address,
            "rssi_dbm": sensor.rssi_dbm,
            "battery_percent": sensor.battery_percent,
            "profile": sensor.profile.id if sensor.profile else None,
            "model": sensor.profile.name if sensor.profile else None,
            "good_for": list(good_for(sensor.profile)) if sensor.profile else None,
            "yours": sensor.pairing.name if sensor.pairing else None,
        }
        for sensor in heard
    ]
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))


def _print_plain(heard: Sequence[NearSensor], strangers: int, *, show_all: bool) -> None:
    from sensorlog.cli._near import near_table
    from sensorlog.cli._saying import plain_console

    if heard:
        console = plain_console()
        console.print(near_table(heard, console.width))
    else:
        say(_NOTHING, err=True)
    if strangers and not show_all:
        say(_others(strangers), err=True)
