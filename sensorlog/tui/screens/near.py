"""Choosing among the sensors that are near, while more are heard."""

from __future__ import annotations

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from sensorlog.session import Nearby
from sensorlog.tui.near import near_line, near_words
from sensorlog.tui.screens.registered import RegisteredScreen, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar

__all__ = ["SHAKE", "NearScreen"]

SHAKE = "shake"
"""Instead of an address: the person wants to shake the one that is meant."""

_REFRESH_HZ = 2.0
_NOBODY = "Nothing is heard yet: switch the sensor on or move it, and close other apps that hold it."
_CHOOSE = "Choose the one that you hold; s: shake it, if several look the same."


class NearScreen(RegisteredScreen[str | None]):
    """Lists what is heard. Dismissed with the address of the chosen one, :data:`SHAKE`, or ``None``."""

    REGISTERED_AS = "near"
    BINDINGS = bindings_of("near")

    def __init__(self, nearby: Nearby) -> None:
        super().__init__()
        self._nearby = nearby
        self._lines: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="page"):
            yield Label("Which sensor?", classes="page-title")
            yield Label("", classes="page-text")
            yield OptionList()
        yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()
        self._refresh()
        self.set_interval(1 / _REFRESH_HZ, self._refresh)

    def _refresh(self) -> None:
        near = self._nearby.sensors(asyncio.get_running_loop().time())
        lines = [(each.address, near_line(near_words(each))) for each in near]
        if lines == self._lines and lines:
            return
        options = self.query_one(OptionList)
        highlighted = options.highlighted
        known = [address for address, _ in self._lines]
        self._lines = lines
        if known == [address for address, _ in lines]:
            for index, (_, line) in enumerate(lines):
                options.replace_option_prompt_at_index(index, Content(line))
        else:
            options.clear_options()
            options.add_options(Option(Content(line), id=address) for address, line in lines)
            options.highlighted = highlighted if highlighted is not None and highlighted < len(lines) else 0
        self.query_one(".page-text", Label).update(_CHOOSE if lines else _NOBODY)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    def action_shake(self) -> None:
        self.dismiss(SHAKE)
