"""The rep count, as large as the room allows."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from sensorlog.tui.digits import big_text, fitting_height
from sensorlog.tui.view import CountView

__all__ = ["BigCount"]

_SIZED_FOR = 3
"""Glyphs that always fit: the number doesn't shrink at rep 10, nor when a ``?`` comes and goes."""


class BigCount(Widget):
    """Draws the number of :class:`CountView` in digits of at least seven rows, centred."""

    view: reactive[CountView] = reactive(CountView())

    def render(self) -> Text:
        text = self.view.text
        height = fitting_height(max(_SIZED_FOR, len(text)), self.size.width - 2, self.size.height - 1)
        return Text("\n".join(big_text(text, height)), no_wrap=True, end="")

    def watch_view(self, view: CountView) -> None:
        self.set_class(not view.live, "-over")
        self.set_class(view.text.endswith("?"), "-provisional")
