"""Ending well where the terminal is closed, or the system asks the program to end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["ending_well"]

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
