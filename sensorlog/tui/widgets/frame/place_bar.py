"""The places of the app in one line, the current one marked."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static

from sensorlog.tui.actions import PLACES

__all__ = ["PlaceBar"]

_ROOMY_COLUMNS = 74
_WITH_WHO_COLUMNS = 90


class PlaceBar(Static):
    """Leads to every place by key and by mouse. In a narrow terminal keys and names stand closer together."""

    current: reactive[str] = reactive("")
    who: reactive[str] = reactive("")
    """Who lifts now."""

    def __init__(self, current: str) -> None:
        super().__init__()
        self.set_reactive(PlaceBar.current, current)

    def on_mount(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def watch_who(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        columns = self.size.width
        between, gap = (" ", "  ") if columns >= _ROOMY_COLUMNS else ("", " ")
        cells = [
            Content.assemble(
                (place.key, "bold $accent" if place.id != self.current else "bold"), between, place.name
            ).stylize(Style.from_meta({"@click": f"app.go('{place.id}')"}))
            for place in PLACES
        ]
        marked = [
            cell.stylize("bold reverse") if place.id == self.current else cell
            for place, cell in zip(PLACES, cells, strict=True)
        ]
        line = Content(gap).join(marked)
        who = Content.styled(self.who, "$secondary")
        room = columns - line.cell_length - who.cell_length
        if columns >= _WITH_WHO_COLUMNS and self.who and room >= len(gap):
            line = Content.assemble(line, " " * room, who)
        self.update(line)
