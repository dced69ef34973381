"""Ending well where the terminal is closed or the system asks for it, and going on well where it stopped us."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from textual.driver import Driver

__all__ = ["ending_well", "going_on_well"]

_SIGNALS = ("SIGHUP", "SIGTERM")
"""A terminal that was closed, a polite kill. Ctrl-C is a key to the screen."""


@contextmanager
def ending_well(end: Callable[[], object]) -> Iterator[None]:
    """Have ``end`` called in the event loop instead of the program being killed. Where it cannot be had, nothing."""
    loop = asyncio.get_running_loop()
    taken = []
    for name in _SIGNALS:
        try:
            loop.add_signal_handler(getattr(signal, name), end)
        except (AttributeError, NotImplementedError, RuntimeError, ValueError):
            continue  # Windows has none of it, and only the main thread may ask for it
        taken.append(getattr(signal, name))
    try:
        yield
    finally:
        for number in taken:
            loop.remove_signal_handler(number)


def going_on_well(driver: Driver | None) -> None:
    """Have the terminal taken anew where the process goes on that another one had stopped.

    Textual takes it once more without having let go, unless ctrl-z was the reason: two threads then read the keys, and
    the app waits for the wrong one when it is left.
    """
    number = getattr(signal, "SIGCONT", None)
    resume = signal.getsignal(number) if number is not None else None
    if driver is None or number is None or not callable(resume):
        return

    def go_on(*how: Any) -> None:
        if not getattr(driver, "_must_signal_resume", True):
            driver.suspend_application_mode()
        resume(*how)

    signal.signal(number, go_on)
