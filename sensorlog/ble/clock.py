"""The clock that stamps what arrives: the event loop's, and on while the computer sleeps."""

from __future__ import annotations

import asyncio
import time

__all__ = ["Sleep", "now_ns"]

_LEAST_S = 1.0
"""A shorter difference between the clocks is how long it takes to read them, or a wall clock that is being adjusted."""


class Sleep:
    """How long the computer slept since this was made.

    The event loop's clock stands still meanwhile (Linux, macOS). ``CLOCK_BOOTTIME`` does not; where there is none the
    wall clock tells, which somebody may set.
    """

    def __init__(self) -> None:
        self._slept_ns = 0
        self._before_ns = _ahead_ns()

    def slept_ns(self) -> int:
        """Return the time slept so far, in ns; it never becomes less."""
        ahead_ns = _ahead_ns() - self._before_ns
        if ahead_ns - self._slept_ns > _LEAST_S * 1e9:
            self._slept_ns = ahead_ns
        return self._slept_ns


def _ahead_ns() -> int:
    """Return how far the clock that runs on is ahead of the one that stands still."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) - time.monotonic_ns()
    return time.time_ns() - time.monotonic_ns()


_sleep = Sleep()


def now_ns() -> int:
    """Return the time on the clock of the running event loop, and of what the computer slept through.

    Whoever brings the loop brings the time.
    """
    return round(asyncio.get_running_loop().time() * 1e9) + _sleep.slept_ns()
