"""Waiting for something to come about."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

__all__ = ["until"]

_PATIENCE = 3000


async def until(is_so: Callable[[], object]) -> None:
    """Let the app go on until it is so; give up after a minute or so."""
    for _ in range(_PATIENCE):
        if is_so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come about")
