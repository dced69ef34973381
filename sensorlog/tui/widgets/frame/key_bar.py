"""Keys and what they do now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from sensorlog.tui.actions import Action, key_names

__all__ = ["KeyBar", "KeyCell"]

_SPACING = 3
_SHARE = 3
"""One line in so many of the screen is for keys, at most."""


@dataclass(frozen=True, slots=True)
class KeyCell:
    """One key of the bar."""

    action: Action
    label: str
    is_allowed: bool
    """It can be done now."""


class KeyBar(Widget):
    """Keys and what they do now, in as many lines as it takes; each can be clicked.

    A small terminal is there for more than keys: they get a third of it, and the last one shown is help, which has all.
    """

    keys: reactive[tuple[KeyCell, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return min(len(_lines(self.keys, width)), max(1, viewport.height // _SHARE))

    def render(self) -> Content:
        gap = Content(" " * _SPACING)
        return Content("\n").join(gap.join(line) for line in self._shown_lines())

    def _shown_lines(self) -> list[list[Content]]:
        width, most = self.size.width, max(1, self.size.height)
        shown = list(self.keys)
        lines = _lines(shown, width)
        while len(lines) > most and (dispensable := [cell for cell in shown if cell.action.id != "help"]):
            shown.remove(dispensable[-1])
            lines = _lines(shown, width)
        return lines


def _lines(keys: Sequence[KeyCell], width: int) -> list[list[Content]]:
    lines: list[list[Content]] = [[]]
    room = width + _SPACING
    for cell in keys:
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
