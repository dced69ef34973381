"""Big numbers: the rep count as large as the room allows, and clocks."""

from __future__ import annotations

from itertools import zip_longest

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from sensorlog.tui.digits import MIN_HEIGHT, big_text, big_text_width, fitting_height
from sensorlog.tui.view import CountView

__all__ = ["BigClock", "BigCount"]

_SIZED_FOR = "00?"
"""Always fits: the number doesn't shrink at rep 10, nor when a ``?`` comes and goes."""
_TARGET_SHARE = 0.55
_LEAST_TARGET = 5
_LEAST_CLOCK = 5
_BETWEEN = 4
"""Columns between the count and its target."""


class BigCount(Widget):
    """Draws the number of :class:`CountView` in digits of at least seven rows, its target smaller beside it.

    Where there are not as many they are smaller, and at last plain text: half a digit would be read as another one.
    """

    view: reactive[CountView] = reactive(CountView())

    def render(self) -> Text:
        text, target = self.view.text, f"/{self.view.target}" if self.view.target else ""
        if self.size.height < _LEAST_CLOCK:
            return Text(f"{text}{target}", "bold")
        least = min(MIN_HEIGHT, max(_LEAST_CLOCK, self.size.height))
        columns, rows = self.size.width - 2, self.size.height - 1
        sized_for = max(_SIZED_FOR, text, key=len)
        height = fitting_height(sized_for, columns, rows, least)
        while target and height > least and not _both_fit(sized_for, target, height, columns):
            height -= 1
        count = big_text(text, height)
        if not target or not _both_fit(text, target, height, columns):
            return Text("\n".join(count), no_wrap=True, end="")
        small = big_text(target, _target_height(height))
        beside = [""] * (height - len(small)) + small
        lines = Text(no_wrap=True, end="")
        for number, (left, right) in enumerate(zip_longest(count, beside, fillvalue="")):
            lines.append("\n" if number else "").append(left).append(" " * _BETWEEN)
            lines.append(right.ljust(len(small[0])), "dim")
        return lines

    def watch_view(self, view: CountView) -> None:
        self.set_class(not view.live, "-over")
        self.set_class(view.text.endswith("?"), "-provisional")


def _target_height(height: int) -> int:
    return max(_LEAST_TARGET, round(_TARGET_SHARE * height))


def _both_fit(text: str, target: str, height: int, columns: int) -> bool:
    return big_text_width(text, height) + _BETWEEN + big_text_width(target, _target_height(height)) <= columns


class BigClock(Widget):
    """Draws ``m:ss`` as large as the room allows, at least five rows."""

    clock: reactive[str] = reactive("0:00")

    def render(self) -> Text:
        columns = self.size.width - 4
        if big_text_width(self.clock, _LEAST_CLOCK) > columns or self.size.height < _LEAST_CLOCK:
            return Text(self.clock, "bold")
        height = fitting_height(self.clock, columns, self.size.height - 1, _LEAST_CLOCK)
        return Text("\n".join(big_text(self.clock, height)), no_wrap=True, end="")
