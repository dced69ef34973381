"""Tables of sensors for the shell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from sensorlog.session import NearSensor

__all__ = ["near_table"]

_ONE_LINE, _TWO_LINES = 150, 120
"""From so many columns on a sensor takes one line, or two; below it three."""


def near_table(sensors: Sequence[NearSensor], width: int) -> Table:
    """Return a table of sensors for a console of ``width`` columns; their order is kept."""
    from rich.table import Table
    from rich.text import Text

    from sensorlog.tui.near import near_words

    table = Table(box=None, pad_edge=False)
    for heading, is_figure in _headings(width):
        table.add_column(heading, justify="right" if is_figure else "left", no_wrap=is_figure, overflow="fold")
    for sensor in sensors:
        say = near_words(sensor)
        if width >= _ONE_LINE:
            cells = [say.name, say.address, say.model, say.profile, say.signal, say.battery, say.whose, say.good_for]
        elif width >= _TWO_LINES:
            device, model = f"{say.name}\n{say.address}", f"{say.model}\n{say.profile}"
            cells = [device, model, say.signal, say.battery, say.whose, say.good_for]
        else:
            device = "\n".join(filter(None, (say.whose or say.name, say.profile, say.address)))
            cells = [device, say.signal, say.battery, say.good_for]
        # Text: what a device calls itself is no markup.
        table.add_row(*map(Text, cells), style="" if sensor.found is not None else "dim")
    return table


def _headings(width: int) -> list[tuple[str, bool]]:
    """Return the headings, and of each whether figures stand below it."""
    figures = [("signal", True), ("battery", True)]
    if width >= _ONE_LINE:
        texts = [("name", False), ("address", False), ("model", False), ("profile", False)]
        return [*texts, *figures, ("yours", False), ("good for", False)]
    if width >= _TWO_LINES:
        return [("name, address", False), ("model, profile", False), *figures, ("yours", False), ("good for", False)]
    return [("sensor", False), *figures, ("good for", False)]
