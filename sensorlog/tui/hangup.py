"""Ending well where the terminal is closed or the system asks for it, and going on well where it stopped us."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from textual.driver import Driver

__all__ = ["end_when_asked", "going_on_well"]


def end_when_asked(driver: Driver | None, end: Callable[[], object]) -> None:
    """Call ``end`` once the terminal is closed or the system asks the program to end, for as long as the loop runs.

    Ctrl-C is a key to the screen. Windows has neither signal: there a closed terminal ends the process, and the next
    start completes what was recorded.
    """
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):
        if driver is not None and not driver.is_headless and hasattr(signal, "SIGHUP"):
            has_gone = threading.Event()
            threading.Thread(target=_make_room, args=(driver, has_gone), name="hang-up", daemon=True).start()
            signal.signal(signal.SIGHUP, partial(_hung_up, driver, has_gone, loop, end))
        loop.add_signal_handler(signal.SIGTERM, end)


def _hung_up(
    driver: Driver, has_gone: threading.Event, loop: asyncio.AbstractEventLoop, end: Callable[[], object], *_: Any
) -> None:
    """Forget the terminal at once, amid whatever the loop does: it may wait for room to write, and would for ever."""
    _forget_terminal(driver)
    has_gone.set()
    _soon(loop, end)


def _make_room(driver: Driver, has_gone: threading.Event) -> None:
    """Take what waits to be written, once there is nobody to read it.

    The thread that writes has ended with the terminal, and what is put into its queue waits for room: a frame, or the
    word that it should end, behind which nothing comes.
    """
    has_gone.wait()
    queue = getattr(getattr(driver, "_writer_thread", None), "_queue", None)
    if queue is not None:
        while queue.get() is not None:
            pass
        queue.put(None)  # the thread may be there yet, and is waited for


def _forget_terminal(driver: Driver) -> None:
    """Have nothing read from a terminal that has gone, and nothing written to it.

    What is read from it would be the end of a file, over and over: so input comes from a pipe that holds one byte that
    is no key of ours, for the thread that is about to read.
    """
    driver.write = _swallow  # type: ignore[method-assign]
    nothing, kept_open = os.pipe()
    os.write(kept_open, b"\0")
    os.dup2(nothing, 0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _swallow(data: str) -> None:
    """Write nothing."""


def going_on_well(driver: Driver | None) -> None:
    """Have the terminal let go and taken anew where the process is stopped and goes on, for as long as the loop runs.

    Textual takes it once more without having let go, unless ctrl-z was the reason: two threads then read the keys, and
    the app waits for the wrong one when it is left.

    A signal comes amid whatever the loop does, and that may be a write for which Textual holds the lock of its queue;
    to let go it writes, too, and would wait for itself for ever. So that is done between two steps of the loop. After
    ctrl-z nothing is there to let go of, and what is taken then has a queue of its own.
    """
    if driver is None or not hasattr(signal, "SIGCONT"):
        return
    stop, resume = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    if not callable(stop) or not callable(resume):
        return
    loop = asyncio.get_running_loop()

    def take_anew(*how: Any) -> None:
        driver.suspend_application_mode()
        resume(*how)

    def go_on(*how: Any) -> None:
        if getattr(driver, "_must_signal_resume", True):
            resume(*how)
        else:
            _soon(loop, take_anew, *how)

    signal.signal(signal.SIGTSTP, partial(_soon, loop, stop))
    signal.signal(signal.SIGCONT, go_on)


def _soon(loop: asyncio.AbstractEventLoop, act: Callable[..., object], *how: Any) -> None:
    """Act between two steps of the loop, and no more once it is closed: the app has let go of the terminal then."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(act, *how)
