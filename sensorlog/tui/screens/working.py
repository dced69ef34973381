"""Work that takes long: done step by step in a thread, with how far it is, and a key to stop it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, ProgressBar

from sensorlog.errors import SensorlogError
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.words import plural

__all__ = ["Step", "WorkingScreen"]


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of the work, which is done whole or not at all."""

    name: str
    do: Callable[[], object]


class WorkingScreen(RegisteredModal[str]):
    """Dismissed with what was done, in words. A step that fails is told, and the others are done."""

    REGISTERED_AS = "working"
    BINDINGS = bindings_of("working")

    def __init__(self, title: str, steps: Sequence[Step]) -> None:
        super().__init__(classes="-middle")
        self._title, self._steps = title, steps
        self._is_stopped = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="dialog-title")
            yield ProgressBar(total=max(1, len(self._steps)), show_eta=False)
            yield Label("", classes="dialog-hint")
            yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()
        self._work()

    @work(exclusive=True)
    async def _work(self) -> None:
        done, problems = 0, []
        hint, bar = self.query_one(".dialog-hint", Label), self.query_one(ProgressBar)  # an app that closes has none
        for step in self._steps:
            if self._is_stopped:
                break
            hint.update(Content(step.name))
            try:
                await asyncio.to_thread(step.do)
            except SensorlogError as error:
                problems.append(str(error))
            else:
                done += 1
            bar.advance()
        told = f"{done} of {plural(len(self._steps), 'session')} done" + (", then stopped" if self._is_stopped else "")
        self.dismiss("; ".join([told, *problems[:2]]))

    def action_stop(self) -> None:
        """Stop after the step that is going on."""
        self._is_stopped = True
        self.query_one(".dialog-hint", Label).update("stopping after this one …")
