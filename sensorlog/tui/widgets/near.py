"""The sensors that are near, a line for each."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from sensorlog.tui.near import near_line, near_words
from sensorlog.tui.radar import Radar

__all__ = ["NearPanel"]

_LISTED = 6
"""A gym may be full of them; the list to choose from has all."""
_REFRESH_HZ = 2.0


class NearPanel(Static):
    """Shows what ``radar`` hears."""

    def __init__(self, radar: Radar) -> None:
        super().__init__(id="near", classes="card")
        self._radar = radar

    def on_mount(self) -> None:
        self.border_title = "Sensors"
        self._show()
        self.set_interval(1 / _REFRESH_HZ, self._show)

    def _show(self) -> None:
        lines = [f"{'✔' if each.found else '·'} {near_line(near_words(each))}" for each in self._radar.sensors()]
        more = len(lines) - _LISTED
        lines = [*lines[:_LISTED], *([f"· and {more} more"] if more > 0 else [])]
        page = [*(lines or ["· none is heard"]), *(f"▲ {problem}" for problem in self._radar.problems)]
        self.update(Content("\n".join(page)))
