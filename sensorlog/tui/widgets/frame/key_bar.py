"""Keys and what they do now."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static

from sensorlog.tui.actions import Action, key_names

__all__ = ["KeyBar", "KeyCell"]

_SPACING = 3


@dataclass(frozen=True, slots=True)
class KeyCell:
    """One key of the bar."""

    action: Action
    label: str
    is_allowed: bool
    """It can be done now."""


class KeyBar(Static):
    """Keys and what they do now, in as many lines as it takes; each can be clicked."""

    keys: reactive[tuple[KeyCell, ...]] = reactive(())

    def watch_keys(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        lines: list[list[Content]] = [[]]
        room = width = max(1, self.size.width) + _SPACING
        for cell in self.keys:
            content = _content(cell)
            needed = cell_len(content.plain) + _SPACING
            if needed > room and lines[-1]:
                lines.append([])
                room = width
            room -= needed
            lines[-1].append(content)
        gap = Content(" " * _SPACING)
        self.update(Content("\n").join(gap.join(line) for line in lines))


def _content(cell: KeyCell) -> Content:
    text = Content.assemble((key_names(cell.action)[0], "bold $primary"), " ", cell.label)
    if not cell.is_allowed:
        return Content.styled(text.plain, "dim strike")
    handler = cell.action.handler
    return text.stylize(Style.from_meta({"@click": handler if "app." in handler else f"screen.{handler}"}))
