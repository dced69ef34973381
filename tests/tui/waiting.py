"""Waiting for something to come about, and for a screen to come to rest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import DataTable

__all__ = ["drawn", "settled", "until"]

_PATIENCE_S = 180.0
_LOOKS = 1500
_RESTS = 3


async def until(is_so: Callable[[], object]) -> None:
    """Let the app go on until it is so; give up after some minutes: a machine may have much else to do."""
    loop = asyncio.get_running_loop()
    give_up = loop.time() + _PATIENCE_S
    while loop.time() < give_up:
        if is_so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come about")


async def settled(pilot: Pilot[Any], *, is_at_work: bool = False) -> None:
    """Wait until all that is read has been shown, and nothing waits to be laid out or drawn. A dialog may be open.

    ``is_at_work``: the screen does what does not end by itself, and is not waited for.
    """
    before: list[str] = []
    rests = 0
    for _ in range(_LOOKS):
        await pilot.pause()
        await pilot.app.animator.wait_until_complete()
        await pilot.pause(0.02)
        now = drawn(pilot.app)
        rests = rests + 1 if now == before and not has_work(pilot.app, is_at_work=is_at_work) else 0
        if rests == _RESTS:
            return
        before = now
    raise AssertionError("the page does not come to rest")


def has_work(app: App[Any], *, is_at_work: bool = False) -> bool:
    """Whether a widget has something to do yet; a table, say, works its columns out when it has nothing else to do."""
    widgets = list(app.screen.walk_children(with_self=True))
    shown = [each for each in widgets if isinstance(each, Widget)]
    bars = (bar for each in shown for bar in (each._vertical_scrollbar, each._horizontal_scrollbar) if bar)
    # What works for a page under a dialog waits for the dialog, maybe.
    is_read = is_at_work or all(
        worker.is_finished or worker.node not in (app.screen, *widgets) for worker in app.workers
    )
    return bool(app.message_queue_size or app.screen._dirty_widgets or not is_read) or any(
        widget.message_queue_size
        or widget._next_callbacks
        or widget._layout_required
        or widget._repaint_required
        or widget._scroll_required
        or (isinstance(widget, DataTable) and widget._require_update_dimensions)
        for widget in (*shown, *bars)
    )


def drawn(app: App[Any]) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
