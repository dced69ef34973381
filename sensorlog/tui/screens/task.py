"""One piece of work that takes long: in a thread, with how far it is, and a key to stop it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, ProgressBar

from sensorlog.errors import SensorlogError
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar

__all__ = ["TaskScreen"]


class _Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The person has stopped it."""


class TaskScreen(RegisteredModal[Any]):
    """Does ``work``, which is to call what it is given after each of its ``total`` steps (``None``: nobody knows).

    Dismissed with what it returns, the :class:`SensorlogError` that it raised, or ``None``: stopped.
    """

    REGISTERED_AS = "task"
    BINDINGS = bindings_of("task")

    def __init__(self, title: str, work: Callable[[Callable[[], None]], object], total: int | None) -> None:
        super().__init__(classes="-middle")
        self._title, self._do, self._total = title, work, total
        self._is_stopped = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(Content(self._title), classes="dialog-title")
            yield ProgressBar(total=self._total, show_eta=False)
            yield Label("", classes="dialog-hint")
            yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()
        self._work()

    @work(exclusive=True)
    async def _work(self) -> None:
        loop, bar = asyncio.get_running_loop(), self.query_one(ProgressBar)

        def step() -> None:
            if self._is_stopped:
                raise _Stopped
            loop.call_soon_threadsafe(bar.advance)

        try:
            done = await asyncio.to_thread(self._do, step)
        except _Stopped:
            self.dismiss(None)
        except SensorlogError as error:
            self.dismiss(error)
        else:
            self.dismiss(done)

    def action_stop(self) -> None:
        """Stop at the next step."""
        self._is_stopped = True
        self.query_one(".dialog-hint", Label).update("stopping …")
