"""Tables of sensors for the shell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from sensorlog.session import NearSensor

__all__ = ["near_table", "plain_console"]

_ONE_LINE = 150
"""From so many columns on a sensor takes one line instead of two."""
_PLAIN_WIDTH = 250
"""Of lines that go to a file or a pipe: nothing is cut off or folded."""


def plain_console() -> Console:
    """Return where to print: the terminal, or lines that are not folded where there is none."""
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=_PLAIN_WIDTH)


def near_table(sensors: Sequence[NearSensor], width: int) -> Table:
    """Return a table of sensors for a console of ``width`` columns; their order is kept."""
    from rich.table import Table
    from rich.text import Text

    from sensorlog.tui.near import near_words

    table = Table(box=None, pad_edge=False)
    is_wide = width >= _ONE_LINE
    headings = ("name", "address", "model", "profile") if is_wide else ("name, address", "model, profile")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    table.add_column("signal", justify="right", no_wrap=True)
    table.add_column("battery", justify="right", no_wrap=True)
    table.add_column("yours", overflow="fold")
    table.add_column("good for", overflow="fold")
    for sensor in sensors:
        say = near_words(sensor)
        # Text: what a device calls itself is no markup.
        device = (say.name, say.address, say.model, say.profile)
        cells = device if is_wide else ("\n".join(device[:2]), "\n".join(device[2:]))
        style = "" if sensor.found is not None else "dim"
        table.add_row(
            *(Text(cell) for cell in cells), say.signal, say.battery, Text(say.whose), say.good_for, style=style
        )
    return table
