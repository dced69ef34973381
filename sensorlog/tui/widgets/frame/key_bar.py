"""Keys and what they do now."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

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


class KeyBar(Widget):
    """Keys and what they do now, in as many lines as it takes; each can be clicked."""

    keys: reactive[tuple[KeyCell, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        gap = Content(" " * _SPACING)
        return Content("\n").join(gap.join(line) for line in self._lines(self.size.width))

    def _lines(self, width: int) -> list[list[Content]]:
        lines: list[list[Content]] = [[]]
        room = width + _SPACING
        for cell in self.keys:
            content = _content(cell)
            needed = content.cell_length + _SPACING
            if needed > room and lines[-1]:
                lines.append([])
                room = width + _SPACING
            room -= needed
            lines[-1].append(content)
        return lines


def _content(cell: KeyCell) -> Content:
    text = Content.assemble((key_names(cell.action)[0], "bold $primary"), " ", cell.label)
    if not cell.is_allowed:
        return Content.styled(text.plain, "dim strike")
    handler = cell.action.handler
    return text.stylize(Style.from_meta({"@click": handler if "app." in handler else f"screen.{handler}"}))
